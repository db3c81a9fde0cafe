"""A text as it is understood: pieces with their place, figures apart from what follows them (« 7ans »)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.text.french import fold

_PIECE = re.compile(r"\d+(?=(?:ans?|mois)\b)|[^\W_]+", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|«[^»]*»|“[^”]*”')


@dataclass(frozen=True)
class Piece:
    raw: str
    word: str  # folded: no case, no accents
    start: int
    end: int


class Text:
    """Pieces by number; asking beyond either end gives "", so that nobody counts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = [
            Piece(found[0], fold(found[0]), found.start(), found.end()) for found in _PIECE.finditer(_unquoted(text))
        ]

    def __len__(self) -> int:
        return len(self.pieces)

    def word(self, place: int) -> str:
        return self.pieces[place].word if 0 <= place < len(self.pieces) else ""

    def raw(self, place: int) -> str:
        return self.pieces[place].raw if 0 <= place < len(self.pieces) else ""

    def between(self, place: int) -> str:
        """What stands between this piece and the next."""
        if not 0 <= place < len(self.pieces) - 1:
            return ""
        return self.text[self.pieces[place].end : self.pieces[place + 1].start].strip()


def _unquoted(text: str) -> str:
    """Whoever quotes wants these very words: they stay words. Of the same length, so that places hold."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)
