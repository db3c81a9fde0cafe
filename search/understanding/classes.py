"""Classes of French schools, as ages: « CE1 », « petite section », « 6e », « en seconde », « lycéen »."""

from __future__ import annotations

from search.text.french import ordinal
from search.understanding.meaning import Span
from search.understanding.text import Text

_CODES = {"tps": 2, "cp": 6, "ce1": 7, "ce2": 8, "cm1": 9, "cm2": 10}
_CAPITALS = {"PS": 3, "MS": 4, "GS": 5}  # in lower case they are too much else
_SECTIONS = {"petite": 3, "moyenne": 4, "grande": 5, "petites": 3, "moyennes": 4, "grandes": 5}
_RANKS = {
    "6e": 11, "sixieme": 11, "5e": 12, "cinquieme": 12, "4e": 13, "quatrieme": 13, "3e": 14, "troisieme": 14,
}  # fmt: skip
# Ranks of anything else too: they are classes where a sentence speaks of a class only.
_CAREFUL = {"2e": 15, "2nde": 15, "2de": 15, "seconde": 15, "1re": 16, "premiere": 16}
_PUPILS = {"collegien": range(11, 15), "lyceen": range(15, 19)}

# « 3e âge », « 1er degré », « 4e étage », « la sixième fois ».
_RANKED = frozenset(
    """
    degre degres etage arrondissement fois annee annees edition editions age jour trimestre semestre place rang chance
    langue main partie cycle republique enfant mois semaine titre ligne rentree pas rencontre seance reunion generation
    position lieu groupe priorite marche etape heure dose avis vie appel tour question circonscription
    """.split()
)
_BEFORE_A_CLASS = frozenset({"en", "classe", "eleve", "eleves"})
# « rue de la 5e Armée ».
_STREETS = frozenset("rue avenue boulevard place impasse allee quai square".split())
_LINKED_BY_TIME = frozenset({"apres", "avant", "pour", "fin", "debut", "des"})
_RANGES = (("jusqu", "a", "la"), ("jusqu", "au"), ("a", "la"), ("au",), ("a",))


def read_class(text: Text, place: int) -> Span | None:
    """The class, or the classes from one to another, that begin at this piece."""
    first = _one(text, place)
    if first is None:
        return None
    for words in _RANGES:
        start = first.last + len(words)
        if words == tuple(text.word(first.last + n) for n in range(len(words))):
            return _to(first, _one(text, start))
    return _to(first, _one(text, first.last)) if text.between(first.last - 1) in ("-", "–") else first


def _to(first: Span, last: Span | None) -> Span:
    if last is None:
        return first
    ages = (*first.years, *last.years)
    return Span(first.first, last.last, tuple(range(min(ages), max(ages) + 1)))


def _one(text: Text, place: int) -> Span | None:
    return _code(text, place) or _section(text, place) or _rank(text, place) or _pupil(text, place)


def _code(text: Text, place: int) -> Span | None:
    word, raw = text.word(place), text.raw(place)
    if word in _CODES:
        return Span(place, place + 1, (_CODES[word],))
    if raw in _CAPITALS:
        return Span(place, place + 1, (_CAPITALS[raw],))
    apart = word + text.word(place + 1)
    return Span(place, place + 2, (_CODES[apart],)) if word in ("ce", "cm") and apart in _CODES else None


def _section(text: Text, place: int) -> Span | None:
    start = place + 1 if text.word(place) == "toute" and text.word(place + 1) == "petite" else place
    age = _SECTIONS.get(text.word(start))
    if age is None or text.word(start + 1) not in ("section", "sections"):
        return None
    return Span(place, start + 2, (age - (start - place),))


def _rank(text: Text, place: int) -> Span | None:
    word = text.word(place)
    rank = next(iter(ordinal(word)), word) if word[:1].isdigit() else word.removesuffix("s")
    if text.word(place + 1) in _RANKED or text.word(place - 1) in ("le", "du", "un") or _is_of_a_street(text, place):
        return None
    if rank in _RANKS:
        return Span(place, place + 1, (_RANKS[rank],))
    if rank in ("terminale", "tle"):
        return Span(place, place + 1, (17,))
    return Span(place, place + 1, (_CAREFUL[rank],)) if rank in _CAREFUL and _is_of_a_class(text, place) else None


def _is_of_a_street(text: Text, place: int) -> bool:
    return (text.word(place - 2), text.word(place - 1)) == ("de", "la") and text.word(place - 3) in _STREETS


def _is_of_a_class(text: Text, place: int) -> bool:
    before, earlier = text.word(place - 1), text.word(place - 2)
    return before in _BEFORE_A_CLASS | _LINKED_BY_TIME or (
        before in ("de", "la", "sa", "ma") and earlier in _BEFORE_A_CLASS | _LINKED_BY_TIME
    )


def _pupil(text: Text, place: int) -> Span | None:
    word = text.word(place).removesuffix("s")
    years = _PUPILS.get(word) or _PUPILS.get(word.removesuffix("ne"))
    return Span(place, place + 1, tuple(years)) if years else None
