"""Headings and labels as they are compared: accents, case, arrows, pictures and colons apart."""

from __future__ import annotations

import re
import unicodedata

# « œ » and « æ » stay: both sides are folded alike.
_NUMBER = re.compile(r"\bn\s*[°ºo]\s*(?=\d|§)", re.IGNORECASE)
_FIRST = re.compile(r"^\s*(\d{1,3}|§number§)\s?[-–—.)]\s*(?=\D)")  # « 1- », « 1) », « 1. »
_NOT_SAID = re.compile(r"[^\w§()/'’&+. -]+")
_DASH = re.compile(r"\s*[–—-]\s*")
_SPACE = re.compile(r"\s+")


def folded(text: str) -> str:
    """« 📍 Périmètre » and « PERIMETRE : » are one; « Fiche n°1 – Titre » is « fiche n 1 titre »."""
    text = _FIRST.sub(r"\1. ", _NUMBER.sub("n ", text.replace("’", "'")), count=1)
    letters = unicodedata.normalize("NFKD", text.casefold())
    text = _DASH.sub(" ", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    return _SPACE.sub(" ", _NOT_SAID.sub(" ", text)).strip(" .")


def end_of(text: str, folded_end: str) -> str:
    """The end of ``text`` that reads ``folded_end``, as it was written."""
    for start in range(len(text)):
        if (text[start].isalnum() or text[start] in '«“"(') and folded(text[start:]) == folded_end:
            return text[start:].strip()
    return folded_end
