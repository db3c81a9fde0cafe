"""Where to go from a search that found little or nothing: filters to drop, close searches, people to call."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import Contact
from search.engines.contract import ACTOR
from search.queries.query import Query
from search.queries.taxonomy import AGE, TYPE, TermRow
from search.results.elsewhere import Advice, advice_for
from search.results.presentation import Drop, Link
from search.results.service import count
from search.results.suggestions import close_texts
from search.text.asking import is_asking
from search.text.french import STOP_WORDS, WORD, fold, stems

if TYPE_CHECKING:
    from search.results.listing import Listing

MOST_DROPS = 6
MOST_THEMES = 6
FEW = 2  # results, up to which other searches are offered


class WaysOut:
    """What a listing says when it holds little or nothing."""

    def __init__(self, listing: Listing) -> None:
        self.listing, self.query = listing, listing.query

    @cached_property
    def drops(self) -> list[Drop]:
        """One line per filter, and one for the words, with what dropping it would give."""
        drops = list(self._without_one)
        if self.listing.text and drops:
            words = _("Sans les mots « %(text)s »") % {"text": self.listing.text}
            drops.append(self._drop(words, replace(self.query, text="", page=1)))
        return sorted(drops, key=lambda drop: -drop.count)

    @cached_property
    def to_blame(self) -> Drop | None:
        """The filter without which the words find something, or all filters; ``None`` where the words find nothing."""
        if not self.listing.text or self.listing.total or self.listing.nothing_fits or self.listing.degraded:
            return None
        helpful = [drop for drop in self._without_one if drop.count]
        if len(helpful) == 1:
            return helpful[0]
        every = self._drop("", replace(self.query, selections=dict(self.listing.fixed), ranges=(), page=1))
        return every if self._without_one and every.count else None

    @cached_property
    def _without_one(self) -> list[Drop]:
        filters = self.listing.filtering.filters_of(self.query)[:MOST_DROPS]
        return [self._drop(_("Sans « %(label)s »") % {"label": label}, rest, label) for label, rest in filters]

    def _drop(self, label: str, query: Query, dropped: str = "") -> Drop:
        kept = [label for label, _without in self.listing.filtering.filters_of(query)]
        context = ", ".join([*([f"« {query.text} »"] if query.text else []), *kept]) or _("Toutes les pages")
        return Drop(
            label,
            context,
            count(query, self.listing.taxonomy, self.listing.site, self.listing.locale),
            self.listing.url(query),
            dropped,
        )

    @cached_property
    def themes(self) -> list[Link]:
        """Of words that nothing here answers: the terms that share one with them."""
        asked = {stem for word in WORD.findall(self.listing.text) if not _is_small(word) for stem in stems(fold(word))}
        return [
            Link(term.label, f"{reverse('search')}?{urlencode({facet.code: term.code})}")
            for facet in self.listing.taxonomy.offered
            if facet.code not in (TYPE, AGE, ACTOR) and not facet.is_yes_no
            for term in facet.terms
            if asked & _stems_of(term)
        ][:MOST_THEMES]

    @cached_property
    def elsewhere(self) -> list[Advice]:
        return advice_for(self.listing.missing)

    @cached_property
    def close_searches(self) -> list[Link]:
        """When words find little: what the suggestions would have offered, as plain links to the whole search."""
        if (
            self.elsewhere
            or not self.listing.text
            or self.listing.suggested
            or self.listing.total > FEW
            or self.listing.degraded
        ):
            return []
        texts = close_texts(self.listing.corrected or self.listing.text, self.listing.site, self.listing.locale)
        return [Link(text, f"{reverse('search')}?{urlencode({'q': text})}") for text in texts]

    @cached_property
    def help_contacts(self) -> list[Contact]:
        """Whom to call: the liaison posts of the sectors asked for, where the register knows some."""
        sectors = self.query.selections.get(self.listing.sectors, ())
        liaisons = Contact.objects.public().filter(role=Contact.Role.LIAISON, organization__active=True)
        liaisons = liaisons.filter(organization__sectors__code__in=sectors) if sectors else liaisons.none()
        return list(liaisons.select_related("organization").distinct().order_by("organization__name")[:2])


def _stems_of(term: TermRow) -> set[str]:
    words = (word for name in (term.label, *term.synonyms) for word in WORD.findall(name))
    return {stem for word in words if not _is_small(word) for stem in stems(fold(word))}


def _is_small(word: str) -> bool:
    return word.lower() in STOP_WORDS or is_asking(word)
