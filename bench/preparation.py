"""``make demo`` in a folder of its own, from nothing and then again; what a first visit of it weighs."""

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.server import free_port
from bench.sites import ROOT
from bench.weight import first_visits

LONGEST = 600  # seconds


def measure() -> dict:
    """``{"seconds": {"first": …, "again": …}, "weights": {page: kilobytes}}``: seconds until the home page answers."""
    weights: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="bench-demo-") as folder:
        first = _started(Path(folder))
        again = _started(Path(folder), lambda address: weights.update(first_visits(address)))
    return {"seconds": {"first": first, "again": again}, "weights": weights}


def _started(folder: Path, look: Callable[[str], object] = lambda address: None) -> float:
    port, started = free_port(), time.monotonic()
    environment = {**os.environ, "VAR_DIR": str(folder), "PORT": str(port)}
    command = [sys.executable, "scripts/demo.py"]
    demo = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if demo.poll() is not None or time.monotonic() - started > LONGEST:
                raise RuntimeError("La démo n’a pas démarré.")
            time.sleep(0.05)
        seconds = time.monotonic() - started
        look(f"http://127.0.0.1:{port}")
        return seconds
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.wait(timeout=30)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
