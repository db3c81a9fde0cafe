"""Risky reading, in a process of its own: what kills it or fills its memory is an unreadable file, nobody else notices.

A reader is a pure function: no Django, no database, nothing of the environment. It is given a path and a few words,
what it returns is JSON. Limits are the kernel's, so that no library can forget them.
"""

import json
import os
import resource
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 25  # of the clock; a file that takes longer is refused
MOST_READ = 64 * 1024 * 1024  # bytes of JSON
LOOKED_AT = 0.5  # seconds between two looks at whether to go on
ILLEGIBLE = "Ce fichier est illisible, ou trop gros pour être lu."


class Illegible(Exception):
    """The file cannot be read; its text, in French, says what to do."""


def read_apart(reader, path, *given, go_on=lambda: None, memory=MEMORY, seconds=SECONDS):
    """What ``reader`` (« package.module:function ») returns of ``path`` and of the texts ``given``.

    ``Illegible`` when it is not read.

    ``go_on`` is called twice a second; what it raises ends the reading.
    """
    command = [sys.executable, "-m", "jobs.apart", reader, str(path), str(memory), str(seconds), *given]
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            answer = _wait(process, go_on, time.monotonic() + seconds)
        finally:
            process.kill()
    return _understood(process.returncode, answer)


def _wait(process, go_on, deadline):
    while True:
        try:
            return process.communicate(timeout=LOOKED_AT)[0]
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline:
                raise Illegible(ILLEGIBLE) from None
            go_on()


def _understood(status, answer):
    if status or len(answer) > MOST_READ:
        raise Illegible(ILLEGIBLE)
    try:
        said = json.loads(answer)
    except ValueError:
        raise Illegible(ILLEGIBLE) from None
    if "illegible" in said:
        raise Illegible(said["illegible"])
    return said["read"]


def _limit(memory, seconds):
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(reader, path, memory, seconds, *given):
    _limit(int(memory), int(seconds))
    module, _colon, name = reader.partition(":")
    try:
        said = {"read": getattr(import_module(module), name)(Path(path), *given)}
    except Illegible as refusal:
        said = {"illegible": str(refusal)}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    from jobs import apart

    apart.main(*sys.argv[1:])  # not this copy of the module: readers raise the other one's ``Illegible``
