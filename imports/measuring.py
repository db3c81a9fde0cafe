"""How well a booklet is read: a report against what a person read in the same document, value by value.

What was expected may be kept masked, as fingerprints: nobody reads a name, an address or a number in them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import Any

SHEET = ("number", "title", "axis", "summary", "description", "objectives", "sectors", "perimeter", "partners")
RECORDS = {
    "publics": ("label", "age_min", "age_max"),
    "contacts": ("heading", "name", "email", "phone"),
    "links": ("label", "url"),
}
PERSON = ("structure", "name", "email", "email_linked", "sector")
SAID_PLAIN = {"number", "age_min", "age_max", "sectors"}
# Of what is someone's, four digits only: thousands of telephone numbers share them, so trying all tells none.
SOMEONES = {"name", "email", "email_linked", "phone"}
ABOUT_SOMETHING_ELSE = {"child", "sector", "age"}  # doubts of what a text says, not of how it was read

Values = list[str]
Mask = Callable[[str, str], str]


@dataclass
class Score:
    """``unsaid``: wrong, and no doubt tells so. ``lost``: expected, and nothing was read instead."""

    right: int = 0
    wrong: int = 0
    lost: int = 0
    unsaid: int = 0

    @property
    def total(self) -> int:
        return self.right + self.wrong + self.lost


def plain(_field: str, value: str) -> str:
    return value


def masked(field: str, value: str) -> str:
    if not value or field in SAID_PLAIN:
        return value
    digits = 4 if field in SOMEONES else 8
    return hashlib.sha256(f"{field}\0{value}".encode()).hexdigest()[:digits]


def folded(value: Any) -> str:
    """Typography apart (spaces, apostrophes, dashes, marks of items): letters, accents and case count."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value)).replace("’", "'")
    text = re.sub(r"(?m)^\s*- ", "", re.sub(r"[‐‑–—]", "-", text))
    return " ".join(text.split())


def mask(expected: dict[str, Any]) -> dict[str, Any]:
    """The same, that may be shown to anybody."""
    return {"masked": True, **_each(expected, "")}


def _each(said: Any, field: str) -> Any:
    if isinstance(said, dict):
        return {name: value if name == "doubts" else _each(value, name) for name, value in said.items()}
    if isinstance(said, list):
        return [_each(each, field) for each in said]
    return said if field in SAID_PLAIN else masked(field, folded(said))


def measure(report: dict[str, Any], expected: dict[str, Any]) -> dict[str, Score]:
    """A score for each field. ``expected`` has the shape of a report, masked or not."""
    scores: dict[str, Score] = {}
    hide = masked if expected.get("masked") else plain
    if not expected.get("masked"):
        expected = {**expected, **_folded(expected)}
    _measure_sheets(report, expected, hide, scores)
    rows = report["people"]
    for name in PERSON:
        told = [_one(row.get(name), name, hide) for row in rows]
        wanted = [_one(row.get(name), name, plain) for row in expected["people"]]
        _add(scores, f"people.{name}", told, wanted, lambda place: bool(rows[place]["doubts"]))
    _measure_steps(report, expected, hide, scores)
    return scores


def _folded(said: Any) -> Any:
    if isinstance(said, dict):
        return {name: _folded(value) for name, value in said.items()}
    return [_folded(each) for each in said] if isinstance(said, list) else folded(said)


def _measure_sheets(report: dict[str, Any], expected: dict[str, Any], hide: Mask, scores: dict[str, Score]) -> None:
    everywhere = {doubt["field"] for doubt in report["doubts"]}
    told = {doubt["kind"] + ":" + doubt["field"] for doubt in report["doubts"]}
    _add_doubts(scores, told, set(expected["doubts"]))
    for read, wanted in _pairs(report["sheets"], expected["sheets"], hide):
        _add(scores, "sheets", ["sheet"] if read else [], ["sheet"] if wanted else [], lambda place: False)
        doubts = [doubt for doubt in read.get("doubts", ()) if doubt["kind"] not in ABOUT_SOMETHING_ELSE]
        doubted = everywhere | {doubt["field"] for doubt in doubts}
        for name, values in values_of(read, hide).items():
            is_doubted = name.partition(".")[0] in doubted
            _add(scores, name, values, values_of(wanted, plain)[name], partial(_said, is_doubted))
        told = {f"{doubt['kind']}:{doubt['field']}" for doubt in read.get("doubts", ())}
        _add_doubts(scores, told - {"inferred:summary"}, set(wanted.get("doubts", ())))


def _said(is_doubted: bool, _place: int) -> bool:
    return is_doubted


def _add_doubts(scores: dict[str, Score], told: set[str], wanted: set[str]) -> None:
    """A doubt that nobody expected is one more thing to look at, not a wrong value."""
    score = scores.setdefault("doubts", Score())
    score.right += len(told & wanted)
    score.wrong += len(told - wanted)
    score.lost += len(wanted - told)


def _measure_steps(report: dict[str, Any], expected: dict[str, Any], hide: Mask, scores: dict[str, Score]) -> None:
    read, wanted = report["procedures"], expected["procedures"]
    named = [[_one(each["title"], "title", how) for each in many] for many, how in ((read, hide), (wanted, plain))]
    _add(scores, "procedures.title", named[0], named[1], lambda place: bool(read[place]["doubts"]))
    for name in ("title", "text"):
        told = [_one(step[name], name, hide) for each in read for step in each["steps"]]
        meant = [_one(step[name], name, plain) for each in wanted for step in each["steps"]]
        _add(scores, f"steps.{name}", told, meant, lambda place: any(each["doubts"] for each in read))


def _pairs(
    read: list[dict[str, Any]], wanted: list[dict[str, Any]], hide: Mask
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """By number, else by title, else in their order: what stays alone is wrong, or lost."""
    alone, left = [], list(wanted)
    for sheet in read:
        number, title = _one(sheet["number"], "number", plain), _one(sheet["title"], "title", hide)
        same = [each for each in left if (number and str(each["number"]) == number) or each["title"] == title]
        if not same:
            alone.append(sheet)
            continue
        left.remove(same[0])
        yield sheet, same[0]
    for place in range(max(len(alone), len(left))):
        yield (alone[place] if place < len(alone) else {}), (left[place] if place < len(left) else {})


def values_of(sheet: dict[str, Any], hide: Mask) -> dict[str, Values]:
    """Each field of a sheet as a list, empty where the sheet does not say it."""
    found: dict[str, Values] = {}
    for name in (*SHEET, "operators"):
        said = sheet.get(name)
        many = said if isinstance(said, list) else [said]
        found[name] = [hide(name, folded(each)) for each in many if folded(each)]
    for name, fields in RECORDS.items():
        for field in fields:
            found[f"{name}.{field}"] = [_one(each[field], field, hide) for each in map(_told, sheet.get(name, ()))]
    return found


def _told(record: dict[str, Any]) -> dict[str, Any]:
    """A link called by its own address has no name."""
    return {**record, "label": ""} if "url" in record and record["label"] == record["url"] else record


def _one(value: Any, field: str, hide: Mask) -> str:
    text = folded(value)
    return hide(field, text) if text else ""


def _add(scores: dict[str, Score], name: str, read: Values, wanted: Values, is_doubted: Callable[[int], bool]) -> None:
    """What stands in both, in the same order, is right; what was read of the rest is wrong."""
    score = scores.setdefault(name, Score())
    same = {
        match.a + step
        for match in SequenceMatcher(None, read, wanted, autojunk=False).get_matching_blocks()
        for step in range(match.size)
    }
    wrong = [place for place, value in enumerate(read) if place not in same and value]
    score.right += len([place for place in same if read[place]])
    score.wrong += len(wrong)
    score.lost += max(0, len(list(filter(None, wanted))) - len(list(filter(None, read))))
    score.unsaid += len([place for place in wrong if not is_doubted(place)])
