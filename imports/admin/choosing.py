"""What was answered to a doubt, and what a choice makes of a value. Nothing of it is written to the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

KEPT = "garder"  # « it is right as it stands », or corrected by hand
CHOICE = "choix-"  # followed by the place of the choice, from 0
INTERVAL = ("age_min", "age_max")


def open_doubts(read: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Sentences of the doubts that nobody has answered, by field."""
    found: dict[str, list[str]] = defaultdict(list)
    for place, doubt in enumerate(read.get("doubts", [])):
        if not is_answered(answers, place):
            found[doubt["field"]].append(doubt["text"])
    return dict(found)


def answer_to(answers: Mapping[str, Any], place: int) -> str:
    return str(answers.get("doubts", {}).get(str(place), ""))


def is_answered(answers: Mapping[str, Any], place: int) -> bool:
    return bool(answer_to(answers, place))


def chosen(doubt: Mapping[str, Any], answer: str) -> str | None:
    """The words of the choice that an answer names; ``None`` when it names none."""
    place = answer.removeprefix(CHOICE)
    is_one = answer.startswith(CHOICE) and place.isdecimal() and int(place) < len(doubt["choices"])
    return doubt["choices"][int(place)] if is_one else None


def with_choice(value: Any, doubt: Mapping[str, Any], words: str) -> Any:
    """The value of the doubt's field, once these words were chosen for it."""
    choices = doubt["choices"]
    if doubt["field"] == "number":
        return int(words) if words.isdecimal() else value
    if doubt["field"] == "contacts":
        return [_person_with(each, choices, words) for each in value]
    if isinstance(value, list):
        return _lines_with(value, choices, words) if all(isinstance(each, str) for each in value) else value
    return words


def _person_with(person, choices, words):
    """One address or phone in the place of the others that the doubt is about."""
    name = "email" if "@" in words else "phone"
    return {**person, name: words} if person[name] in choices else person


def _lines_with(lines, choices, words):
    """The whole in the place of its halves; a half alone is one of them, beside what it was cut from."""
    others = [line for line in lines if line not in choices]
    return [*others, words]
