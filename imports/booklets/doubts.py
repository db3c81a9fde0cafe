"""What an editor should look at before believing a value: which field, which kind of doubt, in words, with choices."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Doubt:
    """``kind``: empty, unknown, inferred, variants, linked, impossible, same_person, number, sector, age, format,
    moved, rollout, child.

    ``field`` is that of the report; ``choices`` are what it might be instead.
    """

    field: str
    kind: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass
class Doubts:
    found: list[Doubt] = field(default_factory=list)

    def add(self, name: str, kind: str, text: str, *choices: str) -> None:
        self.found.append(Doubt(name, kind, text, tuple(choices)))
