"""A site served as in production, and what its processes hold."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.sites import ROOT, Site

START_LIMIT = 60  # seconds


@contextmanager
def served(site: Site, *, kept: bool = False, stamped: bool = False) -> Iterator[tuple[int, int]]:
    """``(port, process)`` of gunicorn, with kept pages or without. ``stamped``: each answer says when it was made."""
    port = free_port()
    settings = site.environment(PORT=str(port), PAGE_CACHE_MEGABYTES="64" if kept else "0")
    settings |= {"BENCH_STAMPED": "1"} if stamped else {}
    process = subprocess.Popen([sys.executable, "-m", "gunicorn", *site.server], cwd=ROOT, env=settings)
    try:
        _wait(port, process)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def free_port() -> int:
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
