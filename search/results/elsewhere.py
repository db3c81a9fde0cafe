"""What the city says to be elsewhere, and whom to ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from portal.cache.shared import shared_by_visits
from search.models import Need
from search.text.french import STOP_WORDS, WORD, fold, stems


class Advice(NamedTuple):
    words: str  # as they were typed
    advice: str


def advice_for(words: Iterable[str]) -> list[Advice]:
    """For those of the words that are elsewhere, in any of their spellings."""
    found = [(each, _known().get(_meaning(each))) for each in words]
    return [Advice(each, advice) for each, advice in found if advice]


@shared_by_visits
def _known() -> dict[tuple[str, ...], str]:
    needs = Need.objects.exclude(elsewhere="").values_list("words", "elsewhere")
    return {_meaning(word): elsewhere for words, elsewhere in needs for word in words}


def _meaning(text: str) -> tuple[str, ...]:
    return tuple(stems(fold(word))[0] for word in WORD.findall(text) if word.lower() not in STOP_WORDS)
