"""Risky reading, in a process of its own: what kills it or fills its memory is an unreadable file, nobody else notices.

A reader is a pure function: no Django, no database, nothing of the environment. It is given a path and a few words,
what it returns is JSON. Limits are the kernel's, so that no library can forget them.
"""

import json
import os
import resource
import selectors
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 25  # of the clock; a file that takes longer is refused
MOST_READ = 64 * 1024 * 1024  # bytes of JSON
PIECE = 64 * 1024
LOOKED_AT = 0.5  # seconds between two looks at whether to go on
ILLEGIBLE = (
    "Ce fichier est illisible, ou trop gros pour être lu : enregistrez-le de nouveau, ou coupez-le en plusieurs, puis "
    "recommencez."
)


class Illegible(Exception):
    """The file cannot be read; its text, in French, says what to do."""


def read_apart(reader, path, *given, go_on=lambda: None, memory=MEMORY, seconds=SECONDS):
    """What ``reader`` (« package.module:function ») returns of ``path`` and of the texts ``given``.

    ``Illegible`` when it is not read.

    ``go_on`` is called twice a second; what it raises ends the reading.
    """
    command = [sys.executable, "-m", "jobs.apart", reader, str(path), str(memory), str(seconds), *given]
    deadline = time.monotonic() + seconds
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            answer = _heard(process.stdout, go_on, deadline)
            status = process.wait(max(1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise Illegible(ILLEGIBLE) from None
        finally:
            process.kill()
    return _understood(status, answer)


def _heard(stream, go_on, deadline):
    """All that it says, as long as that is within limits: it is this process whose memory it would fill."""
    heard, looked = bytearray(), time.monotonic()
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while len(heard) <= MOST_READ and (now := time.monotonic()) <= deadline:
            if now - looked >= LOOKED_AT:
                looked = now
                go_on()
            if selector.select(LOOKED_AT):
                if not (piece := os.read(stream.fileno(), PIECE)):
                    return heard
                heard += piece
    raise Illegible(ILLEGIBLE)


def _understood(status, answer):
    if status:
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
