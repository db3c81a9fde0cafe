"""An address in one line, « 94 avenue de Rome, 59100 Ville », as directories take it: in parts, none guessed."""

import re
from typing import NamedTuple

_TOWN = re.compile(r"^(?P<street>.*?)[,\s]*\b(?P<postcode>\d{5})\s+(?P<town>[^\d,]{2,80})$")


class Parts(NamedTuple):
    street: str
    postcode: str
    town: str


def parts_of(address):
    found = _TOWN.match(" ".join(address.split()))
    if not found:
        return Parts(" ".join(address.split()), "", "")
    return Parts(found["street"].strip(" ,"), found["postcode"], found["town"].strip())
