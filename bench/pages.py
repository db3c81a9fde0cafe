"""Whole pages as visitors get them, made anew or kept, by one visitor and by eight."""

import random
from pathlib import Path
from urllib.parse import urlencode

from django.utils.text import slugify

from bench import client
from bench.server import memory, served
from search.text.french import STOP_WORDS, WORD

DIFFERENT = 40  # addresses of a kind
SECONDS = 2.5  # a measure, at most
WARMING = 20  # at most: a process that has just started reads its code first
MOST = 400  # answers a measure; kept pages come in thousands
MOST_KEPT = 20_000


def scenarios(items: list[dict]) -> dict[str, list[str]]:
    """Addresses of each kind, all of them with results: each is about some sheet."""
    chance, about = random.Random("passerelles"), {}
    drawn = [chance.choice(items) for _number in range(DIFFERENT)]
    about["accueil"] = ["/"]
    about["fiche"] = [f"/livret/{item['id']}/" for item in drawn]
    about["recherche"] = ["/recherche/"]
    about["deux filtres"] = [_search(item) for item in drawn]
    about["mots et deux filtres"] = [_search(item, q=_word(chance, item)) for item in drawn]
    return {name: list(dict.fromkeys(paths)) for name, paths in about.items()}


def _search(item: dict, **more: str) -> str:
    filters = {"theme": slugify(item["themes"][0]), "secteur": slugify(item["sectors"][0])}
    return f"/recherche/?{urlencode({**more, **filters})}"


def _word(chance: random.Random, item: dict) -> str:
    words = WORD.findall(f"{item['title']} {item['intro']}")
    return chance.choice([word for word in words if len(word) > 4 and word.lower() not in STOP_WORDS])


def measure(folder: Path, items: list[dict]) -> list[dict]:
    """One row a kind of page: made anew with one and eight visitors, then kept."""
    rows = {name: {"page": name, "count": len(items)} for name in scenarios(items)}
    for kept in (False, True):
        with served(folder, kept=kept) as (port, pid):
            for name, paths in scenarios(items).items():
                for _round in range(2):  # both processes have met most addresses
                    client.measure(port, paths, 8, WARMING, 2 * len(paths))
                for clients in (1, 8):
                    most = MOST_KEPT if kept else MOST
                    rows[name][kept, clients] = client.measure(port, paths, clients, SECONDS, most)
            rows["accueil"][f"memory {kept}"] = memory(pid)
    return list(rows.values())
