"""Sheets made up, always the same: item *i* depends on *i* only, so that a larger corpus begins with the smaller one.

A corpus given as a file has one JSON object a line: id, title, intro, body (HTML), themes, sectors, audiences,
age_min, age_max, date. It is read as it stands.
"""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

THEMES = """Accueil des parents|Aide aux devoirs|Arts plastiques|Bibliothèque|Citoyenneté|Climat scolaire|Coopération|
Cuisine|Danse|Décrochage|Développement durable|Égalité|Éloquence|Emploi|Handicap|Jardinage|Jeux|Laïcité|Langues|
Lecture|Mobilité|Musique|Numérique|Orientation|Parentalité|Patrimoine|Santé|Sciences|Sport|Vacances""".replace("\n", "")
SECTORS = "Nord|Est|Sud|Ouest|Centre|Gare"
AUDIENCES = "Tout-petits|Maternelle|Élémentaire|Collégiens|Lycéens|Jeunes adultes|Parents|Professionnels"
AGES = ((0, 2), (3, 5), (6, 10), (11, 14), (15, 17), (18, 25), (0, 17), (0, 17))
WORDS = """
accompagnement accueil activité animateur atelier autonomie bilan cahier carton centre chanson collège confiance
conte couleur cour cuisine découverte devoir école écoute enfant équipe espace été éveil famille fête forêt goûter
groupe histoire image inscription jardin jeu lecteur langage lecture légume lieu livre maison marionnette matériel
médiateur mercredi mobilité musée musique objectif papier parent parole partage peinture personnage place plante
potager projet quartier recyclage règle rencontre réussite robot rythme salle santé séance sécurité semaine séjour
sortie sport théâtre tri vacances vélo ville voix
""".split()
LINKS = "avec le|avec la|autour du|pour chaque|sans le|dans la|grâce au|puis un|et une|à côté du".split("|")

_THEMES, _SECTORS, _AUDIENCES = THEMES.split("|"), SECTORS.split("|"), AUDIENCES.split("|")


def items(count: int, file: Path | None = None) -> Iterator[dict]:
    if file is None:
        yield from (item(number) for number in range(count))
        return
    with file.open(encoding="utf-8") as lines:
        for _number, line in zip(range(count), lines, strict=False):
            yield json.loads(line)


def item(number: int) -> dict:
    chance = random.Random(f"passerelles:{number}")
    audiences = _some(chance, _AUDIENCES, 3)
    ages = [AGES[_AUDIENCES.index(audience)] for audience in audiences]
    return {
        "id": f"fiche-{number + 1:06d}",
        "title": f"{_word(chance).capitalize()} et {_word(chance)}, {_word(chance)} {number + 1}",
        "intro": _sentence(chance),
        "body": "".join(f"<p>{_sentence(chance)} {_sentence(chance)} {_sentence(chance)}</p>" for _ in range(5)),
        "themes": _some(chance, _THEMES, 3),
        "sectors": _some(chance, _SECTORS, 2),
        "audiences": audiences,
        "age_min": min(low for low, _high in ages),
        "age_max": max(high for _low, high in ages),
        "date": (date(2022, 1, 1) + timedelta(chance.randrange(1500))).isoformat(),
    }


def _falling(count: int) -> list[float]:
    """Weights that fall as those of words do in any language."""
    return list(accumulate(1 / (rank + 2) ** 0.7 for rank in range(count)))


_WEIGHTS = {count: _falling(count) for count in {len(_THEMES), len(_SECTORS), len(_AUDIENCES), len(WORDS)}}


def _some(chance: random.Random, values: list[str], most: int) -> list[str]:
    drawn = chance.choices(values, cum_weights=_WEIGHTS[len(values)], k=chance.randint(1, most))
    return list(dict.fromkeys(drawn))


def _word(chance: random.Random) -> str:
    return chance.choices(WORDS, cum_weights=_WEIGHTS[len(WORDS)])[0]


def _sentence(chance: random.Random) -> str:
    parts = [_word(chance)]
    for _number in range(chance.randint(3, 6)):
        parts += [chance.choice(LINKS), _word(chance)]
    return " ".join(parts).capitalize() + "."
