"""Terms of vocabularies, by code, label and synonyms."""

from __future__ import annotations

from collections import defaultdict

from catalog.models import FormerCode, Term
from imports.matching.names import MOST, Names, says
from imports.matching.results import Known, Match, match_of

SHORTEST = 4  # letters of what a title may name a theme by


class Terms:
    def __init__(self, locale) -> None:
        self.known: dict[str, dict[str, Known]] = defaultdict(dict)
        self.names: dict[str, Names] = defaultdict(Names)
        self.labels: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for term in Term.objects.filter(locale=locale).select_related("vocabulary", "parent"):
            self._add(term)
        for former in FormerCode.objects.filter(model=Term._meta.label_lower):
            if former.current in self.known.get(former.scope, ()):
                self.names[former.scope].add(former.current, former.code, *former.known_by["names"])
                self.known[former.scope][former.code] = self.known[former.scope][former.current]

    def _add(self, term: Term) -> None:
        vocabulary, code = str(term.vocabulary.code), str(term.code)
        self.known[vocabulary][code] = Known(term.pk, code, term.label, term.parent.label if term.parent else "")
        names = [term.label, term.short_label, *term.synonyms]
        self.names[vocabulary].add(code, *names, code)
        self.labels[vocabulary][code] = [name for name in names if name]

    def match(self, vocabulary: str, words: str, *others: str) -> Match:
        """``others``: how else the document says it."""
        names = self.names[vocabulary]
        exact = [code for each in (words, *others) for code in names.exact(each)]
        near = [code for each in (words, *others) for code in names.near(each)] if len(set(exact)) != 1 else []
        return match_of(words, self._records(vocabulary, exact), self._records(vocabulary, near)[:MOST])

    def named_in(self, vocabulary: str, text: str) -> list[Known]:
        """Those whose whole label stands in ``text``: « Enfants de 6 à 11 ans » names « Enfants »."""
        found = [code for code, names in self.labels[vocabulary].items() if says(text, names[0])]
        return self._records(vocabulary, found)

    def hinted_in(self, vocabulary: str, text: str) -> list[Known]:
        """Those that a text may be about: asked, never put by themselves."""
        words = ((code, name) for code, names in self.labels[vocabulary].items() for name in names)
        found = [code for code, name in words if len(name) >= SHORTEST and says(text, name)]
        return self._records(vocabulary, found)[:MOST]

    def _records(self, vocabulary: str, codes: list[str]) -> list[Known]:
        return [self.known[vocabulary][code] for code in dict.fromkeys(codes)]
