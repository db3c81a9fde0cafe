"""What one locale of one site knows: its words, how many pages hold them, how a text may go on."""

from __future__ import annotations

from tantivy import Query

from search.correction import Spellings
from search.engines.tantivy_queries import Queries
from search.engines.tantivy_storage import Snapshot
from search.french import WORD, fold, stems
from search.ordering import TAB, scope_of
from search.parsing import ParsedQuery, parse, tidy

_MOST_COMPLETIONS = 50
_MOST_FORMS = 30  # of one token, that are looked for in a body


class Scope:
    """The ``Vocabulary`` that corrections ask for, and suggestions. Other scopes' words never show."""

    def __init__(self, snapshot: Snapshot, locale: str, site: int) -> None:
        self.snapshot = snapshot
        self.analyzer = snapshot.analyzer
        self.locale, self.site = locale, site
        self.name = scope_of(locale, site)
        self.queries = Queries(snapshot.schema)

    def query(self, parsed: ParsedQuery) -> Query:
        return self.queries.base(parsed, self.locale, self.site)

    def total(self, parsed: ParsedQuery) -> int:
        if not parsed.units and not parsed.is_blank:
            return 0
        return self.snapshot.searcher.search(self.query(parsed), 1, True).count

    def completions(self, prefix: str) -> list[tuple[str, int]]:
        return self._forms(prefix, self.queries.within(self.locale, self.site), _MOST_COMPLETIONS)

    def spellings(self) -> Spellings:
        known = self.snapshot.spellings
        if self.name not in known:
            known[self.name] = Spellings(self._forms("", None, None))
        return known[self.name]

    def suggest(self, text: str, limit: int) -> list[str]:
        """The text with its last word completed, then titles that hold it all."""
        text = tidy(text)
        words = list(WORD.finditer(text))
        if not words or not limit:
            return []
        head = text[: words[-1].start()]
        before = parse(head, self.analyzer)
        forms = self._forms(fold(words[-1][0]), self.query(before), _MOST_COMPLETIONS)
        found: dict[str, str] = {}
        for form, _ in forms:
            # Singular, plural, with and without accents: one suggestion, the most frequent; an acronym stays apart.
            found.setdefault(form if form.isupper() else stems(fold(form))[0], head + form)
        texts = [completed for completed in found.values() if completed.lower() != text.lower()]
        if forms and len(texts) < limit:
            texts += self._titles(before, [form for form, _ in forms], limit)
        return list(dict.fromkeys(texts))[:limit]

    def _titles(self, before: ParsedQuery, forms: list[str], limit: int) -> list[str]:
        in_titles = Queries(self.snapshot.schema, {"title": 1.0})
        tokens = {token for form in forms for word in self.analyzer.query_words(form) for token in word.tokens}
        query = in_titles.within(
            self.locale, self.site, in_titles.base(before, self.locale, self.site), in_titles.any_of(sorted(tokens))
        )
        hits = self.snapshot.searcher.search(query, limit, False).hits
        titles = [(-score, self.snapshot.stored(address, "shown_title")) for score, address in hits]
        return [title for _, title in sorted(titles)]

    def _forms(self, prefix: str, query: Query | None, limit: int | None) -> list[tuple[str, int]]:
        return self.snapshot.endings("forms", f"{self.name}{TAB}{prefix}", query, limit)

    def forms_by_unit(self, parsed: ParsedQuery) -> list[list[str]]:
        """For each unit, the words of readers that its tokens stand for."""
        return [
            [
                form
                for token in unit.tokens
                for form, _ in self.snapshot.endings("variants", f"{token}{TAB}", None, _MOST_FORMS)
            ]
            for unit in parsed.units
        ]
