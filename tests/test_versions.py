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


def test_what_is_locked_with_an_extra_is_locked_without_it_too():
    """pip wants a line of hashes for each: a package asked in both ways is otherwise refused, where tests have it."""
    for lock in ("requirements.txt", "requirements-dev.txt"):
        names = re.findall(r"^([a-z0-9-]+(?:\[[a-z,]+\])?)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
        assert {name.partition("[")[0] for name in names} <= set(names)
