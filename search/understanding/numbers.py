"""House numbers, which say where somebody lives: they are neither searched nor left in an address."""

from __future__ import annotations

import re

_STREETS = (
    r"rue|av|ave|avenue|bd|bld|blvd|boulevard|impasse|imp|allée|allee|chemin|quai|square|route|passage|résidence|"
    r"residence|sentier|ruelle|cour|villa|faubourg|grand[’' -]?rue|"
    r"place(?!\s+(?:en|pour|dans|au|libres?|disponibles?)\b)"
)
_HOUSE = re.compile(
    rf"\b\d{{1,4}}(?:\s*[-/]\s*\d{{1,4}})?\s*(?:bis|ter|quater|[a-d])?\s*,?\s+(?=(?:de\s+la\s+|r\.\s|{_STREETS})\b|r\.\s)",
    re.IGNORECASE,
)


def has_house_number(text: str) -> bool:
    return bool(_HOUSE.search(text))


def without_house_numbers(text: str) -> str:
    """« 12 bis, rue de Rome » as « rue de Rome »; other numbers stay."""
    while has_house_number(text):  # « 0 0 rue »: what stands before a number that is left out is one in its turn
        text = " ".join(_HOUSE.sub("", text).split())
    return text
