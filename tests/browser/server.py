"""A site of its own for browser tests: what ``make demo`` serves, on a free port, on a copy of the loaded sample."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 60  # seconds
DEMO_PASSWORD = "passerelles-tests"


@dataclass
class Site:
    url: str  # without a slash at its end
    folder: Path  # its VAR_DIR

    def manage(self, *arguments):
        """Run a management command on this site's own data."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment(self.folder),
            check=True,
            capture_output=True,
            text=True,
        ).stdout


def environment(folder, port=8000):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "VAR_DIR": str(folder),
        # Compressing static files takes half a minute: they are kept from one run of the suite to the next.
        "STATIC_ROOT": str(ROOT / "var" / "test-static"),
        "PORT": str(port),
        "DEMO_PASSWORD": DEMO_PASSWORD,
    }


def prepare(folder):
    """Load the sample exactly as ``make demo`` does."""
    run = subprocess.run(
        [sys.executable, "scripts/prepare_demo.py"],
        cwd=ROOT,
        env=environment(folder),
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def serve(prepared, folder):
    """Serve a copy of the prepared site; a generator that yields the ``Site`` and stops the server after it."""
    shutil.copytree(prepared, folder)
    port = free_port()
    log = folder / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "portal.wsgi"],
            cwd=ROOT,
            env=environment(folder, port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    site = Site(f"http://127.0.0.1:{port}", folder)
    try:
        _wait(server, site, log)
        yield site
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(server, site, log):
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{site.url}/", timeout=START_LIMIT).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"the server did not start:\n{log.read_text()}")
