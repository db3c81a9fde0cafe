"""What two texts do not have in common, line by line and then word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

ENDS = re.compile(r"(?<=[.!?…])\s+(?!»)|\n+")
NEAR = 0.5  # lines that share half of their words say the same thing in another way


class Part(NamedTuple):
    text: str
    is_own: bool  # not in the other


Line = tuple[Part, ...]


def sentences(text: str) -> list[str]:
    return [" ".join(line.split()) for line in ENDS.split(text or "") if line.strip()]


def differences(left: Sequence[str], right: Sequence[str]) -> tuple[list[Line], list[Line]]:
    """The lines of each, in parts that are shared or its own."""
    lines: tuple[list[Line], list[Line]] = ([], [])
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        is_paired = tag == "replace" and b - a == d - c
        found = _in_words(left[a:b], right[c:d]) if is_paired else _whole(left[a:b], right[c:d], tag != "equal")
        for side, more in zip(lines, found, strict=True):
            side.extend(more)
    return lines


def _whole(left: Sequence[str], right: Sequence[str], is_own: bool) -> tuple[list[Line], list[Line]]:
    return [(Part(line, is_own),) for line in left], [(Part(line, is_own),) for line in right]


def _in_words(left: Sequence[str], right: Sequence[str]) -> tuple[list[Line], list[Line]]:
    pairs = [_word_by_word(one, other) for one, other in zip(left, right, strict=True)]
    return [one for one, _other in pairs], [other for _one, other in pairs]


def _word_by_word(left: str, right: str) -> tuple[Line, Line]:
    words = left.split(), right.split()
    matcher = SequenceMatcher(None, *words, autojunk=False)
    if matcher.ratio() < NEAR:
        return (Part(left, True),), (Part(right, True),)
    codes = matcher.get_opcodes()
    one = [Part(" ".join(words[0][a:b]), tag != "equal") for tag, a, b, _c, _d in codes if b > a]
    other = [Part(" ".join(words[1][c:d]), tag != "equal") for tag, _a, _b, c, d in codes if d > c]
    return tuple(one), tuple(other)
