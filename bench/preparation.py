"""``make demo`` in a folder of its own, from nothing and then again: seconds until the home page answers."""

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.server import free_port
from bench.sites import ROOT

LONGEST = 600  # seconds


def measure() -> dict:
    with tempfile.TemporaryDirectory(prefix="bench-demo-") as folder:
        return {"first": _started(Path(folder)), "again": _started(Path(folder))}


def _started(folder: Path) -> float:
    port, started = free_port(), time.monotonic()
    environment = {**os.environ, "VAR_DIR": str(folder), "PORT": str(port)}
    command = [sys.executable, "scripts/demo.py"]
    demo = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if demo.poll() is not None or time.monotonic() - started > LONGEST:
                raise RuntimeError("La démo n’a pas démarré.")
            time.sleep(0.05)
        return time.monotonic() - started
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
