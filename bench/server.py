"""A portal of N pages, in a folder of its own, served as the demo is."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
START_LIMIT = 60  # seconds


def environment(folder: Path, **more: str) -> dict[str, str]:
    own = {"DJANGO_SETTINGS_MODULE": "bench.settings", "VAR_DIR": str(folder), "LOG_LEVEL": "WARNING"}
    return {**os.environ, **own, **more}


def prepare(home: Path, count: int, corpus: Path | None) -> Path:
    """The folder of a portal with ``count`` pages, filled once: it is taken up again by the next run."""
    made_from = corpus.read_bytes() if corpus else (ROOT / "bench" / "corpus.py").read_bytes()
    folder = home / f"{count}-{sha256(made_from).hexdigest()[:8]}"
    stamp = folder / "whole"
    if not stamp.exists():
        subprocess.run(["rm", "-rf", str(folder)], check=True)
        folder.mkdir(parents=True)
        given = ["--corpus", str(corpus)] if corpus else []
        _manage(folder, "load_corpus", str(count), *given)
        stamp.touch()
    return folder


def _manage(folder: Path, *arguments: str, stdout: IO | int = sys.stderr) -> str:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment(folder), check=True, stdout=stdout, text=True).stdout


def measure_form(folder: Path) -> dict:
    """In a process of its own: a portal has one folder for its whole life."""
    return json.loads(_manage(folder, "measure_form", stdout=subprocess.PIPE))


@contextmanager
def served(folder: Path, *, kept: bool, stamped: bool = False) -> Iterator[tuple[int, int]]:
    """``(port, process)`` of gunicorn, with kept pages or without. ``stamped``: each answer says when it was made."""
    port = _free_port()
    settings = environment(folder, PORT=str(port), PAGE_CACHE_MEGABYTES="64" if kept else "0")
    settings |= {"BENCH_STAMPED": "1"} if stamped else {}
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi"]
    process = subprocess.Popen(command, cwd=ROOT, env=settings)
    try:
        _wait(port, process)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("gunicorn n’a pas démarré.")


def memory(pid: int) -> float:
    """Megabytes that the process and its children alone hold."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    total = 0
    for each in [str(pid), *children]:
        lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000
