"""Sheets whose text says something else than their fields: of what the search keeps of each public page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from catalog.models import PageTerm, Term
from catalog.sectors import sector_vocabulary
from imports.booklets.doubting import names_of_children
from imports.booklets.folding import folded
from imports.booklets.publics import spans_in
from imports.watch.findings import AGE, CHILD, SECTOR, Finding
from search.models import Entry
from sheets.models import TargetAudience

OLDEST = 99  # years, where a public says no end


def sheet_findings() -> Iterator[Finding]:
    """Of every public page, in the order of their titles: a question a table, however many there are."""
    audiences, sectors = _audiences(), _Sectors(sector_vocabulary())
    entries = Entry.objects.order_by("title", "page_id").values_list("page_id", "document")
    for page, document in entries.iterator():
        text = f"{document['title']}\n{document['body']}"
        yield from _children(page, text)
        yield from sectors.findings(page, text)
        yield from _ages(page, text, audiences.get(page, ()))


def _audiences() -> dict[int, list[tuple[int, int]]]:
    """The ages that publics of each page say, in years, both ends included."""
    found = defaultdict(list)
    for page, first, last in TargetAudience.objects.values_list("page_id", "age_min", "age_max"):
        if first is not None or last is not None:
            found[page].append((first or 0, OLDEST if last is None else last))
    return found


def _children(page: int, text: str) -> Iterator[Finding]:
    for words in dict.fromkeys(names_of_children(text)):
        yield Finding(CHILD, _("« %(words)s » nomme-t-il un enfant ou sa famille ?") % {"words": words}, Page, (page,))


def _ages(page: int, text: str, given: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    """An interval that the text says and that no public holds. Sheets that give no age at all say nothing wrong."""
    for first, last in dict.fromkeys(spans_in(text)):
        if given and not any(low <= first and last <= high for low, high in given):
            words = _("Le texte dit %(first)s-%(last)s ans, qu’aucun public ne couvre.") % {
                "first": first,
                "last": last,
            }
            yield Finding(AGE, words, Page, (page,))


class _Sectors:
    """How texts name the sectors, « secteur Nord », and which of them each page has."""

    def __init__(self, vocabulary: str) -> None:
        self._terms = list(Term.objects.filter(vocabulary__code=vocabulary))
        known, self._of_page = {term.pk: term for term in self._terms}, defaultdict(list)
        for page, term in PageTerm.objects.filter(term__in=known).values_list("page_id", "term_id"):
            self._of_page[page].append(known[term])

    def findings(self, page: int, text: str) -> Iterator[Finding]:
        """Only of the scheme that the page is classified in: what is « Nord » for the city is another place."""
        own = self._of_page.get(page, ())
        if not own or any(term.matches_all for term in own):
            return
        said, ours = folded(text), {_name(term) for term in own}
        schemes = {term.parent_id for term in own}
        for name in dict.fromkeys(_name(term) for term in self._terms if term.parent_id in schemes):
            if name not in ours and re.search(rf"\bsecteurs? {re.escape(name)}\b", said):
                given = {"name": name.capitalize(), "own": ", ".join(str(term) for term in own)}
                words = _("Le texte parle du secteur %(name)s ; la fiche est de : %(own)s.") % given
                yield Finding(SECTOR, words, Page, (page,))


def _name(term: Term) -> str:
    return re.sub(r"^secteurs? ", "", folded(term.short_label or term.label))
