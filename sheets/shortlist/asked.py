"""What an address says of a list: codes, or addresses of pages that somebody pasted."""

import re
from urllib.parse import urlsplit

PARAMETER = "f"
MOST = 30
LONGEST = 80  # of a code
_BETWEEN = re.compile(r"[\s,;]+")


def codes_in(values):
    """In their order, each once."""
    pieces = [_code(piece) for value in values for piece in _BETWEEN.split(value)]
    return list(dict.fromkeys(piece for piece in pieces if piece))


def _code(piece):
    """« https://…/f/clas » is « clas »; so is the address of its page, which ends with its slug."""
    try:
        path = urlsplit(piece).path
    except ValueError:
        path = piece
    return path.strip("/").rpartition("/")[2].lower()[:LONGEST]
