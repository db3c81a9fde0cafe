"""The place that a longer text names as it is written: « aide aux devoirs à l’Alma ». Pure: no database.

The longest name wins. One that is a word too (Justice, Moulin) is a place alone, or beside a word of place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from schools.folding import EMPTY, LEVELS, TYPES, fold, spelled
from schools.ordinary_words import VISITED, is_ordinary
from search.understanding.sentences import understand

_ARTICLES = frozenset("l la le les d de des du en un une au aux a notre mon ma".split())
_KINDS = TYPES - {"cours"}  # a street, and what is taught
_AT = frozenset("a au aux".split())
# « quartier de la Justice », « j’habite le Moulin », « près de la Fraternité ».
_OF_PLACE = _KINDS | frozenset(
    "secteur habite jhabite habitons habitent habiter habitant vis jvis vit vivons vivent loge loges reside pres "
    "suis viens vient proche cote autour coin dans vers entre maternelle elementaire primaire".split()
)
_QUARTIER = frozenset({"quartier", "secteur"})
# « droit à la justice », « accès à la justice ».
_OF_IDEAS = frozenset(
    "droit droits acces recours appel atteinte attache confiance croit croire demander rapport retour face foi grace "
    "rendre sensibiliser sensibilisation education eduquer initiation former formation".split()
)
# « centre social », « justice des mineurs », « moulin à paroles » are things.
_GOES_ON = frozenset(
    "d de des du a pour social sociaux sociale aere commercial culturel medical medico medicaux sportif hospitalier "
    "petite restaurative reparatrice scolaire penale electrique plate".split()
)


@dataclass(frozen=True)
class _Name:
    place: Hashable
    words: tuple[str, ...]
    types: frozenset[str]  # what may stand before it; nothing: anything
    is_part: bool = False  # « Villon » of « école François Villon »: beside its type only

    @property
    def is_word(self) -> bool:
        return len(self.words) == 1 and is_ordinary(self.words[0])


class PlaceNames:
    def __init__(self, names: Iterable[tuple[Hashable, str]], known_bare: Iterable[tuple[Hashable, str]] = ()):
        """``known_bare``: the places that are called without their « école », « collège » too."""
        whole = ((place, fold(name)) for place, name in names)
        bare = ((place, fold(name)) for place, name in known_bare)
        self._by_word: dict[str, list[_Name]] = defaultdict(list)
        for place, folded in whole:
            self._add(_Name(place, folded.words, frozenset()))
        for place, folded in bare:
            bare_words = tuple(folded.bare.split())
            self._add(_Name(place, bare_words, folded.types))
            self._add(_Name(place, bare_words[1:][-1:], folded.types, is_part=True))

    def _add(self, name: _Name) -> None:
        if name.words:
            self._by_word[name.words[0]].append(name)

    def named_in(self, text: str) -> Hashable | None:
        """The one place, of the longest names; nothing where several are as long."""
        held = list(self._held(Text(text)))
        longest = max((len(name.words) for name in held), default=0)
        places = {name.place for name in held if len(name.words) == longest}
        return places.pop() if len(places) == 1 else None

    def _held(self, text: Text) -> Iterator[_Name]:
        for at, word in enumerate(text.told):
            for name in self._by_word.get(word, ()):
                if text.told[at : at + len(name.words)] == name.words and text.places(name, at):
                    yield name


class Text:
    """Its words, and among them those that tell a place from another."""

    def __init__(self, text: str) -> None:
        self.words = spelled(text)
        ages = (spelled(each.words) for each in understand(text, age="age"))
        self._aside = _KINDS | LEVELS | {word for words in ages for word in words}
        self._at = [at for at, word in enumerate(self.words) if word not in EMPTY] or [*range(len(self.words))]
        self.told = tuple(self.words[at] for at in self._at)

    def places(self, name: _Name, at: int) -> bool:
        """Whether this name, which stands here among the telling words, is a place."""
        before, after = (self.told[at - 1] if at else ""), "".join(self.told[at + 1 : at + 2])
        if name.is_part:
            return bool(name.types & {before, after})
        if name.types and before in TYPES - name.types:
            return False  # « lycée Michelet » is not « école Michelet »
        return not name.is_word or self._is_alone(at) or self._is_beside(at)

    def _is_alone(self, at: int) -> bool:
        others = self.told[:at] + self.told[at + 1 :]
        return all(word in self._aside or word.isdigit() for word in others)

    def _is_beside(self, at: int) -> bool:
        after = self._word(self._at[at] + 1)
        if after in _QUARTIER:
            return True
        head, small = self._before(self._at[at])
        if head in _QUARTIER:
            return True
        return after not in _GOES_ON and (head in _OF_PLACE or self._is_at(self.told[at], head, small))

    def _is_at(self, word: str, head: str, small: list[str]) -> bool:
        return bool(_AT.intersection(small)) and head not in _OF_IDEAS and word not in VISITED

    def _before(self, place: int) -> tuple[str, list[str]]:
        """The first word before that is no article, and those passed over."""
        small: list[str] = []
        while self._word(place - 1 - len(small)) in _ARTICLES:
            small.append(self._word(place - 1 - len(small)))
        return self._word(place - 1 - len(small)), small

    def _word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""
