"""Names as they are compared: accents, case, punctuation and articles apart. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from portal.text.letters import plain_letters

MOST = 5  # near ones that somebody is asked about
ALIKE = 82  # of 100, whatever the order of the words
HELD = 6  # letters, at least, of a name that stands whole in a longer one
_APART = frozenset("le la les l un une des de du d et a au aux en".split())
_INITIALS = re.compile(r"\b(?:\w\.){2,}\w?")
_WORDS = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\(([^)]*)\)")


def key(name: str) -> str:
    """« L’E.C.H.O. » and « echo » are one, « Centre social de l’Alma » and « CENTRE SOCIAL ALMA » too."""
    words = words_of(name)
    return " ".join([word for word in words if word not in _APART] or words)


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    # Taken apart first: « 𝓐 » is a capital only once it is an A, « Ǣ » is « æ » only without its accent.
    letters = _apart(plain_letters(_apart(name.replace("’", "'")).casefold()).casefold())
    return tuple(_WORDS.findall(_INITIALS.sub(lambda found: found[0].replace(".", ""), letters)))


def _apart(text: str) -> str:
    """Letters without what is put on them."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def forms(name: str) -> list[str]:
    """« ADEP (Association d’exemple) » is known by either."""
    parts = [name, _BRACKETS.sub(" ", name), *_BRACKETS.findall(name)]
    return list(dict.fromkeys(filter(None, map(key, parts))))


def says(text: str, name: str) -> bool:
    """Whether the words of ``name`` stand in ``text``, in their order."""
    return bool(key(name)) and f" {key(name)} " in f" {key(text)} "


@dataclass
class Names:
    """Codes of records, by each of their names. ``whole``: what a title says in brackets is no other name for it."""

    whole: bool = False
    codes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_words: dict[str, str] = field(default_factory=dict)  # words in one order, and the name
    by_word: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, code: str, *names: str) -> None:
        for name in filter(None, map(key, names)):
            if code not in self.codes[name]:
                self.codes[name].append(code)
            self.by_words[_in_one_order(name)] = name
            for word in name.split():
                self.by_word[word].add(name)

    def exact(self, name: str) -> list[str]:
        found = [code for form in self._forms(name) for code in self.codes.get(form, ())]
        return list(dict.fromkeys(found))

    def near(self, name: str) -> list[str]:
        """The nearest first."""
        scores: dict[str, float] = defaultdict(float)
        for form in self._forms(name):
            for known, score in self._alike(form).items():
                for code in self.codes[known]:
                    scores[code] = max(scores[code], score)
        return sorted(scores, key=lambda code: (-scores[code], code))[:MOST]

    def _forms(self, name: str) -> list[str]:
        return list(filter(None, [key(name)])) if self.whole else forms(name)

    def _alike(self, form: str) -> dict[str, float]:
        asked = _in_one_order(form)
        found = process.extract(asked, self.by_words.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
        alike = {self.by_words[words]: score for words, score, _index in found}
        for name in self._held(set(form.split())):
            if min(len(name), len(form)) >= HELD:
                alike.setdefault(name, fuzz.ratio(asked, _in_one_order(name)))
        return alike

    def _held(self, words: set[str]) -> set[str]:
        """All the words of one are among those of the other: « horizon 9 », « association horizon 9 »."""
        sharing = [self.by_word.get(word, set()) for word in words]
        longer = set.intersection(*sharing) if sharing else set()
        return longer | {name for name in set().union(*sharing) if words.issuperset(name.split())}


@lru_cache(maxsize=50_000)
def _in_one_order(name: str) -> str:
    return " ".join(sorted(name.split()))
