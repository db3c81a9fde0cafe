"""Names of places as people write them, reduced to what tells them apart.

« Av. du Gal-de-Gaulle » is avenue general gaulle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from portal.text.letters import sort_key

SHORT = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard",
    "bvd": "boulevard", "pl": "place", "r": "rue", "imp": "impasse", "all": "allee", "chem": "chemin", "ch": "chemin",
    "sq": "square", "fg": "faubourg", "fbg": "faubourg", "gal": "general", "gen": "general", "dr": "docteur",
    "doct": "docteur", "pr": "professeur", "prof": "professeur", "mal": "marechal", "cdt": "commandant",
    "cne": "capitaine", "cap": "capitaine", "col": "colonel", "lt": "lieutenant", "pdt": "president",
    "st": "saint", "ste": "sainte", "sts": "saints", "nd": "notre dame", "mme": "madame", "ec": "ecole",
    "clg": "college", "lyc": "lycee", "mat": "maternelle", "elem": "elementaire", "prim": "primaire", "qu": "quartier",
    "qrt": "quartier", "quart": "quartier", "2": "deux", "3": "trois", "4": "quatre",
}  # fmt: skip
TYPES = frozenset(
    "rue avenue boulevard place impasse allee chemin square quai cours ruelle passage faubourg ecole college lycee "
    "quartier".split()
)
LEVELS = frozenset("maternelle elementaire primaire groupe scolaire".split())
EMPTY = frozenset(
    "a au aux d de des du en et l la le les j je c on nous habite habitons vis vivons chez dans pres est mon ma notre "
    "adresse".split()
)
POSTCODE = re.compile(r"\b\d{5}\b.*$")
_NUMBER = r"(?:n[o°]? *)?\d{1,4}(?: *(?:-|/|et|a) *\d{1,4})*(?: *(?:bis|ter|quater|[a-d])\b)?"
HOUSE_BEFORE = re.compile(rf"^[^a-z0-9]*{_NUMBER}[ ,]+(?=\S)")
HOUSE_AFTER = re.compile(rf"(?<=\S)[ ,]+{_NUMBER}[ ,]*$")


@dataclass(frozen=True)
class Folded:
    words: tuple[str, ...]

    @cached_property
    def key(self) -> str:
        return " ".join(self.words)

    @cached_property
    def types(self) -> frozenset[str]:
        return TYPES.intersection(self.words)

    @cached_property
    def bare(self) -> str:
        """What is left without « rue », « école », « maternelle »; the whole where nothing is."""
        return " ".join(word for word in self.words if word not in TYPES | LEVELS) or self.key

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(word for word in self.words if word.isdecimal())


def spelled(text: str) -> list[str]:
    """Its words, none shortened."""
    words = re.findall(r"[a-z]+|\d+", _plain(text))
    return " ".join(SHORT.get(word, word) for word in words).split()


def fold(text: str) -> Folded:
    whole = spelled(text)
    told = tuple(word for word in whole if word not in EMPTY)
    return Folded(told or tuple(whole))


def readings(text: str) -> tuple[Folded, ...]:
    """As it is written, then without what may be a house number or a postcode: « 12 bis, rue de Rome, 59100 … »."""
    plain = POSTCODE.sub("", _plain(text)).strip()
    before = HOUSE_BEFORE.sub("", plain)
    written = (text, before, HOUSE_AFTER.sub("", plain), HOUSE_AFTER.sub("", before))
    return tuple(dict.fromkeys(map(fold, written)))


def _plain(text: str) -> str:
    return sort_key(text.replace("’", "'"))[0]
