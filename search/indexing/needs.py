"""« Mots des gens »: words that lead to a page without standing on it, as the entries read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from search.models import Need, NeedPage

Term = tuple[str, str]  # vocabulary, code


class Needs(NamedTuple):
    of_pages: Mapping[int, tuple[str, ...]]
    of_terms: Mapping[Term, tuple[str, ...]]

    def words(self, page: int, terms: Mapping[str, Iterable[str]]) -> list[str]:
        """What people say of this page, or of one of its terms."""
        chosen = ((vocabulary, code) for vocabulary, codes in terms.items() for code in codes)
        return [*self.of_pages.get(page, ()), *(word for term in chosen for word in self.of_terms.get(term, ()))]


def load_needs() -> Needs:
    said = {need.pk: tuple(need.words) for need in Need.objects.only("words")}
    pages = defaultdict[int, tuple[str, ...]](tuple)
    for need, page in NeedPage.objects.order_by("pk").values_list("need_id", "page_id"):
        pages[page] += said.get(need, ())
    terms = defaultdict[Term, tuple[str, ...]](tuple)
    rows = Need.terms.through.objects.order_by("pk")
    for need, vocabulary, code in rows.values_list("need_id", "term__vocabulary__code", "term__code"):
        terms[vocabulary, code] += said.get(need, ())
    return Needs(pages, terms)
