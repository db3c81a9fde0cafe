"""A real Elasticsearch for the tests that ask for one: started late, in its own folder, stopped whatever happens."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

COMMAND = Path(__file__).resolve().parents[1] / "ops" / "elasticsearch" / "es"
REQUIRED = bool(os.environ.get("CI")) or os.environ.get("SEARCH_ENGINE_TESTS") == "required"

_DOWNLOAD = 1900  # seconds, of which the script itself gives up first
_START = 240


class Folder:
    """One node's folder, or that of three: what the script is told."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, verb: str, name: str = "", timeout: float = _START) -> str:
        command = [COMMAND, verb, self.path / name]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=timeout)
        return done.stdout.strip()


@contextmanager
def folder(*names: str) -> Iterator[Folder]:
    """A folder for nodes of these names; they are stopped, by their own process numbers, and forgotten at the end."""
    _require_server()
    path = Path(tempfile.mkdtemp(prefix="passerelles-es-"))
    path.chmod(0o755)  # the server may run as another user
    nodes = Folder(path)
    try:
        yield nodes
    finally:
        for name in names:
            nodes.run("stop", name)
        shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The address of one node, without the prefix that each engine adds."""
    with folder("node") as nodes:
        yield nodes.run("start", "node").replace("http:", "elasticsearch:")


def _require_server() -> None:
    try:
        subprocess.run([COMMAND, "get"], check=True, capture_output=True, text=True, timeout=_DOWNLOAD)
    except (OSError, subprocess.SubprocessError) as error:
        lines = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        (pytest.fail if REQUIRED else pytest.skip)(f"Elasticsearch manque. {lines[-1]}")
