"""The documents and the requests that engines are measured on: the corpus, without database nor pages."""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.utils.text import slugify

from search.engines.contract import SearchDocument, SearchRequest
from search.text.french import STOP_WORDS, WORD

FACETS = ("theme", "secteur--quartiers", "public", "age", "type")
BOXES = ("gratuit", "accessible", "en-ligne")  # properties of yes or no
DURATIONS = (15, 20, 30, 45, 60, 90, 120, 180, 2.5)
OLDEST = 25
TAGS = re.compile(r"<[^>]+>")


def documents(items: Iterable[dict]) -> Iterator[SearchDocument]:
    for number, item in enumerate(items, 1):
        years = range(min(item["age_min"], OLDEST), min(item["age_max"], OLDEST) + 1)
        yield SearchDocument(
            key=f"wagtailcore.page:{number}",
            title=item["title"],
            body=f"{item['intro']}\n{TAGS.sub(' ', item['body'])}",
            facets={
                "theme": tuple(slugify(label) for label in item["themes"]),
                "secteur--quartiers": tuple(slugify(label) for label in item["sectors"]),
                "public": tuple(slugify(label) for label in item["audiences"]),
                "age": tuple(str(year) for year in years),
                "type": ("ressource",),
                **_boxes(number),
            },
            date=date.fromisoformat(item["date"]),
            sort_title=item["title"],
            numbers=_numbers(number),
        )


def _boxes(number: int) -> dict[str, tuple[str, ...]]:
    """Six pages in ten say yes or no, each property in its own way."""
    chance = random.Random(f"boxes:{number}")
    return {name: (chance.choice(("oui", "non")),) for name in BOXES if chance.random() < 0.6}


def _numbers(number: int) -> dict[str, float]:
    chance = random.Random(f"numbers:{number}")
    return {"duree": float(chance.choice(DURATIONS)), "prix": chance.randrange(10_000) / 100}


def with_properties(asked: Iterable[SearchRequest]) -> list[SearchRequest]:
    """The same requests with three properties counted, a range, and what the range may be."""
    more = {"facets": (*FACETS, *BOXES), "ranges": {"duree": (20.0, 90.0)}, "spans": ("duree",)}
    return [replace(request, **more) for request in asked]


def by_number(asked: Iterable[SearchRequest]) -> list[SearchRequest]:
    """The same requests in the order of a number that differs from page to page."""
    return [replace(request, order_by="prix") for request in asked]


def requests(count: int, sample: list[SearchDocument]) -> list[SearchRequest]:
    """As many of each kind: nothing, one filter, two, words, words and two filters. Each is about some document."""
    chance, made = random.Random("passerelles"), []
    for number in range(count):
        document, kind = chance.choice(sample), number % 5
        names = chance.sample([name for name in FACETS[:3] if document.facets[name]], (0, 1, 2, 0, 2)[kind])
        text = chance.choice([word for word in WORD.findall(document.body) if _is_telling(word)]) if kind > 2 else ""
        made.append(
            SearchRequest(
                text=text,
                selections={name: (chance.choice(document.facets[name]),) for name in names},
                sort="relevance" if text else "title",
                facets=FACETS,
            )
        )
    return made


def _is_telling(word: str) -> bool:
    return len(word) > 4 and word.lower() not in STOP_WORDS
