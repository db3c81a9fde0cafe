"""The letters that our fonts can set. Others are replaced by what they are made of, or left out and told."""

import unicodedata
from functools import lru_cache
from pathlib import Path

LETTERS = Path(__file__).resolve().parents[1] / "layout" / "fonts" / "letters.txt"
SAME = {"\u202f": "\u00a0", "\u2011": "-", "\u2010": "-", "\u2212": "-", "\u2009": " ", "\u200a": " ", "\t": " "}
UNSEEN = {"Cf", "Cc", "Mn", "Cn", "Co", "Cs"}  # what joins, turns or marks others: nobody misses it


@lru_cache(maxsize=1)
def known_letters():
    found = set()
    for line in LETTERS.read_text(encoding="ascii").split():
        first, _dash, last = line.partition("-")
        found.update(range(int(first, 16), int(last, 16) + 1))
    return frozenset(found)


@lru_cache(maxsize=2_000)
def settable(letter):
    """What stands for ``letter``: itself, an equivalent, nothing. ``None``: it is missed."""
    if ord(letter) in known_letters():
        return letter
    if letter in SAME:
        return SAME[letter]
    plain = "".join(each for each in unicodedata.normalize("NFKD", letter) if ord(each) in known_letters())
    if plain:
        return plain
    return "" if unicodedata.category(letter) in UNSEEN else None


def set_text(text, missed):
    """``text`` as it can be set; letters that are in no font are added to ``missed``."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    found = [settable(letter) for letter in text]
    missed.update(letter for letter, given in zip(text, found, strict=True) if given is None)
    return "".join(each for each in found if each)


def set_all(value, missed):
    """The same of every text of plain data."""
    if isinstance(value, str):
        return set_text(value, missed)
    if isinstance(value, list):
        return [set_all(each, missed) for each in value]
    if isinstance(value, dict):
        return {key: set_all(each, missed) for key, each in value.items()}
    return value
