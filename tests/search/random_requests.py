"""Requests as visitors might make them, made up but always the same for the same seed."""

from __future__ import annotations

import random

from search.engines.contract import SearchRequest
from tests.search.generated import COLUMNS, FACETS, WORDS

_CHOICES = {
    "theme": ["theme-1", "theme-2-3", "theme-4", "theme-7-0", "theme-7-1"],
    "age": ["7", "college", "non-precise", "maternelle", "16"],
    "secteur--ville": ["nord", "est", "ouest"],
    "public": ["parents", "seniors", "jeunes"],
    "type": ["action", "ressource"],
}
_ENDS = {
    "duree": [None, 2.5, 10.0, 30.0, 60.0, 200.0],
    "prix": [None, -1.5, 0.0, 12.34, 199.99, 1000.0],
    "debut": [None, 738_900.0, 739_200.0, 739_500.0],
}
_ORDERS = [f"{sign}{column}" for column in COLUMNS for sign in ("", "-")]
_ASKING, _UNKNOWN = ["mon", "fils", "cherche", "svp"], ["xyzzyxa", "xyzzyxb", "59100"]
_TEXTS = [*WORDS, "PRE", "pré", "pre", "REP+", "cantine", "bicyclette", "programme de réussite éducative", '"le pré"']


def random_request(chance: random.Random) -> SearchRequest:
    """Words as they are written, in the orders that do not depend on scores."""
    return _request(chance, chance.sample(_TEXTS, chance.choice([0, 1, 1, 1, 2])), ["title", "date", "order"])


def random_sentence(chance: random.Random) -> str:
    """Two to eight words, some of asking, some that no page has."""
    words = chance.sample([*WORDS, *_ASKING, *_UNKNOWN], chance.randint(2, 8))
    return " ".join(words)


def careless_request(chance: random.Random) -> SearchRequest:
    """The same with unfinished and misspelt words, phrases and capitals, in any order."""
    texts = [_careless(chance, chance.choice(_TEXTS)) for _ in range(chance.choice([0, 1, 2, 3, 3, 4]))]
    return _request(chance, texts, ["title", "date", "order", "relevance", "relevance"])


def _request(chance: random.Random, texts: list[str], sorts: list[str]) -> SearchRequest:
    chosen = chance.sample(sorted(_CHOICES), chance.randint(0, 4))
    ranged = chance.sample(COLUMNS, chance.choice([0, 0, 1, 2]))
    return SearchRequest(
        text=" ".join(texts),
        selections={name: tuple(chance.sample(_CHOICES[name], chance.randint(1, 2))) for name in chosen},
        sort=chance.choice(sorts),
        page=chance.randint(1, 4),
        size=chance.choice([5, 20, 100]),
        locale=chance.choice(["fr"] * 9 + ["en"]),
        site=chance.choice([1] * 9 + [2]),
        facets=tuple(chance.sample(FACETS, chance.randint(1, 5))),
        ranges={name: (chance.choice(_ENDS[name]), chance.choice(_ENDS[name])) for name in ranged},
        spans=tuple(chance.sample(COLUMNS, chance.randint(0, 3))),
        order_by=chance.choice([""] * 6 + _ORDERS),
    )


def _careless(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text))
    return chance.choice(
        [
            text,
            text[: max(3, place)],
            text[:place] + text[place + 1 :],
            text[:place] + chance.choice("aeiourstln") + text[place:],
            text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
            text.upper(),
            f'"{text} {chance.choice(_TEXTS)}"',
            f"xyzzyx {text}",
        ]
    )
