"""Documents in French, made up but always the same for the same seed: the ground for comparisons and benches."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from search.engines.contract import SearchDocument

WORDS = """
accueil accompagnement accès aide action activité adolescent adulte animation apprentissage association atelier
autonomie bébé bibliothèque bien-être bilan cantine centre citoyenneté classe collège compétence conseil coopération
crèche culture danse découverte devoir dispositif droit école éducation élève éloquence emploi enfance enfant
enseignant entretien équipe espace été étude évaluation éveil exposition famille fête financement formation
fratrie garderie groupe handicap harcèlement hygiène inclusion inscription insertion internat jardin jeu jeune journal
langage langue lecteur lecture lieu lien livre logement loisir ludothèque lycée maison maternelle médiation médiathèque
mercredi mobilité musée musique nature numérique nutrition œuvre orientation orthophonie parcours parent parentalité
partenaire parole patrimoine permanence petite place poésie prévention professeur projet protection psychologue quartier
questionnaire rencontre remobilisation rentrée repas réseau réussite robotique rue santé scène science scolarité séjour
semaine seniors sensibilisation soin solidarité sortie soutien spectacle sport stage sûreté théâtre transport travail
tutorat vacances vélo veille vivre voyage
""".split()

ACRONYMS = {"PRE": ["programme de réussite éducative"], "REP+": ["réseau d’éducation prioritaire renforcé"]}
SYNONYMS = [["cantine", "restauration scolaire"], ["vélo", "bicyclette", "deux roues"]]

_LINKS = "de la|du|pour les|avec un|et|dans l’|au|des|à la|sur le".split("|")
_SYLLABLES = "ba ché dou fi gran jo lé mo ni pré rou sa té vin cla eu".split()
_BANDS = {
    "petite-enfance": (0, 2),
    "maternelle": (3, 5),
    "elementaire": (6, 10),
    "college": (11, 14),
    "lycee": (15, 17),
}
_SECTORS = ("nord", "est", "sud", "ouest", "centre")
_PUBLICS = ("enfants", "parents", "familles", "enseignants", "associations", "seniors", "jeunes", "animateurs")
_TYPES = ("ressource", "action", "centre", "evenement")

FACETS = ("theme", "age", "secteur--ville", "public", "type")
COLUMNS = ("duree", "prix", "debut")


def documents(
    count: int, seed: int = 1, words: int = 80, roots: int = 10, branches: int = 6, rare: int = 400
) -> Iterator[SearchDocument]:
    """``roots`` and ``branches`` shape the tree of themes, ``rare`` is how many invented words there are."""
    chance = random.Random(seed)
    vocabulary = _vocabulary(chance, rare)
    for number in range(count):
        title = " ".join(_words(chance, vocabulary, chance.randint(2, 4))).capitalize()
        yield SearchDocument(
            key=f"{chance.choice(_TYPES)}.page:{number}",
            title=title,
            body=_body(chance, vocabulary, chance.randint(words // 2, words * 2)),
            keywords=" ".join(chance.sample(WORDS, chance.randint(0, 3))),
            facets=_facets(chance, roots, branches),
            date=date(2022, 9, 1) + timedelta(chance.randrange(700)) if chance.random() < 0.8 else None,
            sort_title=title,
            locale="fr" if chance.random() < 0.95 else "en",
            site=1 if chance.random() < 0.95 else 2,
            numbers=_numbers(random.Random(f"{seed} {number}")),
            **_place(random.Random(f"place {seed} {number}")),
        )


def _place(chance: random.Random) -> dict:
    return {"is_ordinary": chance.random() < 0.1, "order": chance.choice(["", "1 00001", "1 00012", "2 000100", "9"])}


def _vocabulary(chance: random.Random, rare: int) -> tuple[list[str], list[float]]:
    """Words, with weights that fall as in any language."""
    invented = {"".join(chance.choices(_SYLLABLES, k=chance.randint(3, 5))) for _ in range(rare)}
    words = chance.sample(WORDS, len(WORDS)) + sorted(invented)
    return words, list(accumulate(1 / rank for rank in range(2, len(words) + 2)))


def _words(chance: random.Random, vocabulary: tuple[list[str], list[float]], count: int) -> list[str]:
    words = chance.choices(vocabulary[0], cum_weights=vocabulary[1], k=count)
    return [f"{word}s" if chance.random() < 0.3 and word[-1] not in "sx" else word for word in words]


def _body(chance: random.Random, vocabulary: tuple[list[str], list[float]], count: int) -> str:
    parts = []
    for word in _words(chance, vocabulary, count):
        parts.append(word)
        if chance.random() < 0.5:
            parts.append(chance.choice(_LINKS))
    for phrase in ("PRE", *ACRONYMS["PRE"], "le pré", *SYNONYMS[0], "REP+"):
        if chance.random() < 0.02:
            parts.insert(chance.randrange(len(parts)), phrase)
    return " ".join(parts).replace("’ ", "’") + "."


def _facets(chance: random.Random, roots: int, branches: int) -> dict[str, tuple[str, ...]]:
    themes = {f"theme-{chance.randrange(roots)}-{chance.randrange(branches)}" for _ in range(chance.randint(1, 3))}
    ancestors = {theme.rpartition("-")[0] for theme in themes}
    everywhere = chance.random() < 0.1  # « toute la ville » matches every sector
    sectors = _SECTORS if everywhere else chance.sample(_SECTORS, chance.randint(0, 2))
    facets = {
        "theme": tuple(sorted(themes | ancestors)),
        "age": _ages(chance),
        "secteur--ville": tuple(sectors),
        "public": tuple(chance.sample(_PUBLICS, chance.randint(1, 3))),
        "type": (chance.choice(_TYPES),),
    }
    return {name: codes for name, codes in facets.items() if codes}


def _ages(chance: random.Random) -> tuple[str, ...]:
    if chance.random() < 0.2:
        return ("non-precise",)
    low = chance.randrange(16)
    high = min(17, low + chance.randint(0, 8))
    bands = tuple(band for band, (first, last) in _BANDS.items() if first <= high and low <= last)
    return (*bands, *(str(year) for year in range(low, high + 1)))


def _numbers(chance: random.Random) -> dict[str, float]:
    """A chance of their own: the rest of the document is what it was before there were columns."""
    days = date(2024, 1, 1).toordinal()
    numbers = {
        "duree": float(chance.choice((5, 10, 15, 30, 45, 60, 90, 120, 2.5))),
        "prix": chance.randrange(-500, 50_000) / 100,
        "debut": float(days + chance.randrange(900)),
    }
    return {name: number for name, number in numbers.items() if chance.random() < 0.5}
