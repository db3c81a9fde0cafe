"""What became of a name that a document says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """A record that the portal has."""

    pk: int
    code: str
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Match:
    """``found``: the record that is meant. Else ``near``: those to ask about; without any, it is new here."""

    name: str
    found: Known | None = None
    near: tuple[Known, ...] = ()

    @property
    def state(self) -> str:
        return "exact" if self.found else "near" if self.near else "new"


def match_of(name: str, exact: list[Known], near: list[Known]) -> Match:
    """Several that are known by one name are asked about like any near ones."""
    if len(exact) == 1:
        return Match(name, exact[0])
    return Match(name, near=tuple(dict.fromkeys([*exact, *near])))
