"""Versions that must go together."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def version(path, pattern):
    return tuple(int(part) for part in re.search(pattern, (ROOT / path).read_text()).groups())


def test_the_search_server_is_never_older_than_its_client():
    """A client speaks to servers of its own minor version and above; a newer major refuses it."""
    client = version("requirements.txt", r"(?m)^elasticsearch==(\d+)\.(\d+)\.")
    server = version("compose.yaml", r"image: elasticsearch:(\d+)\.(\d+)\.")
    assert server[0] == client[0] and server >= client
