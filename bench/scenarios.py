"""What is asked of a site: lines of ``name<TAB>path``, about sheets drawn from the corpus, the same for each site.

``{fiche}`` is a sheet's id; ``{theme_slug}``, ``{sector_slug}``, ``{audience_slug}`` its first labels; ``{word}`` is
one of its words, rare or common. Lines of one name take turns.
"""

import random
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote_plus

from django.utils.text import slugify

from search.text.french import STOP_WORDS, WORD

DIFFERENT = 100  # sheets asked about
NAMES = {
    "home": "accueil",
    "fiche": "fiche",
    "listing": "recherche",
    "listing2": "deux filtres",
    "text2": "mots et deux filtres",
}


def scenarios(file: Path, items: list[dict]) -> dict[str, list[str]]:
    """``{name: addresses}``, all of them with results: each is about some sheet."""
    templates = defaultdict(list)
    for line in file.read_text().splitlines():
        name, path = line.split("\t")
        templates[name].append(path)
    asked = [_values(chance, chance.choice(items)) for chance in map(random.Random, range(DIFFERENT))]
    return {
        name: list(dict.fromkeys(paths[turn % len(paths)].format(**values) for turn, values in enumerate(asked)))
        for name, paths in templates.items()
    }


def _values(chance: random.Random, item: dict) -> dict[str, str]:
    words = [word for word in WORD.findall(f"{item['title']} {item['intro']}") if len(word) > 4]
    return {
        "fiche": item["id"],
        "theme_slug": slugify(item["themes"][0]),
        "sector_slug": slugify(item["sectors"][0]),
        "audience_slug": slugify(item["audiences"][0]),
        "word": quote_plus(chance.choice([word for word in words if word.lower() not in STOP_WORDS])),
    }
