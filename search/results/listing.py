"""The faceted listing as templates see it: results, filters with counts, chips, sorts, pages, and what to drop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from catalog.property_types import Records
from catalog.sectors import sector_vocabulary
from portal.pages import Ages
from portal.requests.visits import keep_out
from portal.text.ages import age_label
from portal.text.languages import content_language
from search.engines.contract import YES
from search.queries.properties import Property
from search.queries.query import BY_WORDS, WORDLESS, Query, read_query, sort_columns
from search.queries.taxonomy import AGE, HERE, YEARS, Taxonomy
from search.queries.wording import digits, heading, named, nothing_fits, with_filters
from search.results.actors import taxonomy_of_lists
from search.results.direct import DirectAnswer, direct_answers
from search.results.filters import Filters
from search.results.named_records import records_of
from search.results.presentation import FacetView, Link, Result
from search.results.promotions import Pinned, pinned_for
from search.results.property_lines import facts, labels, published
from search.results.service import PAGE_SIZE, Found, counts_of, find
from search.results.ways_out import WaysOut
from search.understanding.languages import language_of
from search.understanding.meaning import Meaning

SORT_LABELS = {
    "pertinence": _("Pertinence"),
    "ordre": _("Dans l’ordre"),
    "titre": _("Titre"),
    "date": _("Vérifiée récemment"),
}
NUMBER_ORDERS = _("ordre croissant"), _("ordre décroissant")
EXPORTS = "csv", "xlsx"
MOST_EXPORTED = 5_000  # a longer file takes many seconds to make; whoever wants more narrows the search
DATE_ORDERS = _("de la plus ancienne à la plus récente"), _("de la plus récente à la plus ancienne")


class Listing:
    """One search and its results. What is offered to choose, and where else to go, are objects of their own."""

    size = PAGE_SIZE

    def __init__(self, query: Query, taxonomy: Taxonomy, site: Site, fixed: Mapping, path: str, locale: str) -> None:
        self.query, self.taxonomy, self.site = query, taxonomy, site
        self.fixed, self.path, self.locale = fixed, path, locale

    @classmethod
    def from_request(cls, request, fixed: Mapping | None = None, path: str = "") -> Listing:
        site, locale, fixed = Site.find_for_request(request), content_language(), fixed or {}
        if site is None:
            raise Http404("No site answers at this address.")
        taxonomy = taxonomy_of_lists(site, locale)
        query = read_query(request.GET, taxonomy, fixed)
        return cls(query, taxonomy, site, fixed, path or request.path, locale)

    @classmethod
    def from_address(cls, query_string: str, site: Site) -> Listing:
        """What the search page has at this address, in its usual order, without a visit."""
        locale = content_language()
        taxonomy = taxonomy_of_lists(site, locale)
        query = replace(read_query(QueryDict(query_string), taxonomy), sort="", page=1)
        return cls(query, taxonomy, site, {}, reverse("search"), locale)

    @cached_property
    def found(self) -> Found:
        found = find(self.query, self.taxonomy, self.site, self.locale, self.size)
        is_whole = not found.degraded and not found.is_copy and not self.query.notices
        # What finds nothing as it was typed is counted each time.
        if not is_whole or not found.result.total or found.result.corrected is not None:
            keep_out()
        return found

    @cached_property
    def filtering(self) -> Filters:
        return Filters(self)

    @cached_property
    def ways_out(self) -> WaysOut:
        return WaysOut(self)

    @cached_property
    def sectors(self) -> str:
        """The vocabulary whose terms stand beside the kind of a result, and that liaison posts are of."""
        return sector_vocabulary(self.site)

    # What was found.

    @property
    def text(self) -> str:
        return self.query.text

    @property
    def total(self) -> int:
        return self.found.result.total

    @property
    def corrected(self) -> str | None:
        return self.found.result.corrected

    @property
    def degraded(self) -> bool:
        return self.found.degraded

    @property
    def found_nothing(self) -> bool:
        """The words as they were typed found nothing, whatever was found with others."""
        return bool(self.text) and not self.degraded and (not self.total or self.corrected is not None)

    @cached_property
    def notices(self) -> list[str]:
        notices = [*self.query.notices, *map(self._let_go, self.found.let_go)]
        if self.found.is_copy:
            notices.append(
                gettext(
                    "Le moteur de recherche principal ne répond pas pour le moment : une copie a répondu, "
                    "elle peut avoir quelques minutes de retard."
                )
            )
        if self.found.degraded:
            notices.append(
                gettext(
                    "La recherche complète est en panne pour le moment : "
                    "seuls les titres ont été cherchés, sans filtres."
                )
            )
        return notices

    def _let_go(self, meaning) -> str:
        said = gettext("Rien ici pour « %(words)s » : nous avons cherché sans en tenir compte.")
        return said % {"words": meaning.words}

    @property
    def language(self) -> str:
        """In which other language it was asked, "" for none."""
        return language_of(self.text)

    @property
    def missing(self) -> tuple[str, ...]:
        return self.found.result.missing

    @property
    def nothing_fits(self) -> bool:
        return self.found.result.nothing_fits

    @property
    def is_incomplete(self) -> bool:
        """Some of what was looked for is nowhere, whatever was found for the rest."""
        return self.found_nothing or bool(self.missing)

    @property
    def suggested(self) -> Link | None:
        text = self.found.result.suggested
        return Link(text, self.url(replace(self.query, text=text, page=1))) if text else None

    @property
    def typed(self) -> Link | None:
        """The same words as they were typed, where others were searched."""
        exact = replace(self.query, exact=True, page=1)
        return Link(self.text, self.url(exact)) if self.corrected else None

    @cached_property
    def understood(self) -> list[Meaning]:
        """What words said that was asked for as a filter."""
        ticked = self.query.selections
        return [each for each in self.found.meanings if self._is_asked(each) and not ticked.get(each.facet)]

    def _is_asked(self, meaning: Meaning) -> bool:
        return bool(meaning.codes) and meaning not in self.found.let_go

    @cached_property
    def pinned(self) -> list[Pinned]:
        """What editors put first for these words: on the first page of the whole search, unless filters say more."""
        filtered = bool(self.query.ranges) or any(facet != AGE for facet, _ignored in self.filtering.chosen)
        if not self.text or self.fixed or filtered or self.found.page > 1:
            return []
        return pinned_for([self.text, *([self.corrected] if self.corrected else [])], self.site)

    @cached_property
    def answers(self) -> list[DirectAnswer]:
        """What the words name, on the first page of the whole search; in no total, no count, no file."""
        return [] if not self.text or self.fixed or self.query.page > 1 else direct_answers(self.text)

    @property
    def moved_to(self) -> str:
        """Where whoever asked for nothing but a street is sent."""
        query = self.query
        is_narrowed = query.exact or query.ranges or any(query.selections.values())
        return "" if is_narrowed else next((answer.url for answer in self.answers if answer.is_all), "")

    @cached_property
    def results(self) -> list[Result]:
        """Without what stands above them already."""
        pinned = {each.page_id for each in self.pinned}
        return [self._result(hit, entry) for hit, entry in self.found.entries if entry.page_id not in pinned]

    def _result(self, hit, entry) -> Result:
        card = entry.card
        has_ages = entry.type in self._types_with_age
        sectors = labels(self.sectors, card, self.taxonomy)
        meta = [*card["meta"][:1], *([", ".join(sectors)] if sectors else []), *card["meta"][1:], *self._places(card)]
        return Result(
            title=entry.title,
            url=entry.url,
            code=entry.code,
            type=entry.type,
            summary=card["summary"],
            highlight=mark_safe(hit.highlight),  # noqa: S308 - the engine escapes what it quotes
            meta=meta,
            number=card["number"],
            tint=card["tint"],
            age_label=card.get("age_label", "") if has_ages else "",
            age_class=card.get("age_class", "") if has_ages else "",
            terms=card["terms"],
            ages=card["ages"],
            tags=tuple(card.get("tags", ())),
            facts=facts(card, self.taxonomy, self._records),
            properties=published(card, self.taxonomy, self._records),
        )

    def _places(self, card) -> list[str]:
        """« a lieu : … », where a chosen sector is that of a place and not of the page."""
        asked = set(self.query.selections.get(self.sectors, ())) - set(card["terms"].get(self.sectors, ()))
        names = [name for name, codes in card.get("places", ()) if asked.intersection(codes)]
        return [gettext("a lieu : %(places)s") % {"places": ", ".join(names)}] if names else []

    @cached_property
    def _records(self) -> Records:
        return records_of([entry.card for _hit, entry in self.found.entries], self.taxonomy.properties, self.site)

    @cached_property
    def _types_with_age(self) -> set[str]:
        return set(self.taxonomy.by_code[AGE].page_types) if AGE in self.taxonomy.by_code else set()

    # Words.

    @property
    def heading(self) -> str:
        if self.nothing_fits:
            return nothing_fits(self.text)
        found = heading(self.total, self.corrected or self.text)
        return with_filters(found, self.filtering.selected_count) if self._is_filters_fault else found

    @property
    def _is_filters_fault(self) -> bool:
        return not self.total and self.ways_out.to_blame is not None

    @property
    def missing_in_words(self) -> str:
        return named(self.missing) if self.missing else ""

    @property
    def title(self) -> str:
        return self.heading

    # Links.

    def url(self, query: Query) -> str:
        string = query.query_string(hidden=self.fixed)
        return f"{self.path}?{string}" if string else self.path

    @cached_property
    def chips(self) -> list[Link]:
        understood = [
            Link(self._in_words(facet), self.url(self.query.declining(facet)))
            for facet in dict.fromkeys(each.facet for each in self.understood)
        ]
        return understood + [Link(label, self.url(rest)) for label, rest in self.filtering.filters_of(self.query)]

    def _in_words(self, facet: str) -> str:
        """« 7 ans », « 3 à 6 ans », « Collège (11 à 14 ans) »: what words were understood to say of a facet."""
        codes = [code for each in self.understood if each.facet == facet for code in each.codes]
        years = [int(code) for code in codes if facet == AGE and code in YEARS]
        others = [self.taxonomy.chip_label(facet, code) for code in dict.fromkeys(codes) if code not in YEARS]
        return ", ".join([*others, *([age_label(Ages(tuple(sorted(set(years)))))] if years else [])])

    @property
    def clear_url(self) -> str:
        return self.path

    @cached_property
    def sorts(self) -> list[Link]:
        names = [name for name in SORT_LABELS if self.text or name != BY_WORDS]
        links = [self._sort_link(name, str(SORT_LABELS[name])) for name in names]
        for name, column in sort_columns(self.taxonomy).items():
            links += self._column_sorts(name, column)
        return links

    @cached_property
    def here(self) -> Link | None:
        """The same without what comes from other towns, where there is any."""
        facet = next((each for each in self.filtering.filters if each.code == HERE), None)
        value = facet.values[YES] if isinstance(facet, FacetView) else None
        return self._narrowed(HERE, YES, value.count) if value and not value.selected else None

    @cached_property
    def near(self) -> list[Link]:
        """The sectors of a place that the words name: its name stays a word to find, where it lies is a choice."""
        codes = dict.fromkeys(code for answer in self.answers for code in answer.sectors)
        if self.sectors not in self.taxonomy.by_code or self.query.selections.get(self.sectors):
            return []
        counts = counts_of(self.found.result, self.taxonomy)[self.sectors]
        links = [self._narrowed(self.sectors, code, counts.get(code, 0)) for code in codes]
        return [link for link in links if link]

    def _narrowed(self, facet: str, code: str, count: int) -> Link | None:
        """The same with one more choice, where that leaves something."""
        if not count or not self.taxonomy.accepts(facet, code):
            return None
        chosen = replace(self.query, page=1, selections={**self.query.selections, facet: (code,)})
        return Link(f"{self.taxonomy.chip_label(facet, code)} ({digits(count)})", self.url(chosen))

    def _column_sorts(self, name: str, column: Property) -> list[Link]:
        """One link, and both ways once it is chosen; none where no page has a value."""
        if self.query.sort.removeprefix("-") == name:
            up, down = DATE_ORDERS if column.is_date else NUMBER_ORDERS
            return [
                self._sort_link(name, f"{column.label}, {up}"),
                self._sort_link(f"-{name}", f"{column.label}, {down}"),
            ]
        return [self._sort_link(name, column.label)] if column.code in self.found.result.spans else []

    def _sort_link(self, name: str, label: str) -> Link:
        current = self.query.sort or (BY_WORDS if self.text else WORDLESS)
        return Link(label, self.url(replace(self.query, sort=name, page=1)), name == current)

    @cached_property
    def pages(self) -> list[Link]:
        page, last = self.found.page, self.found.pages
        if last < 2:
            return []
        shown = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
        links = [self._page_link(gettext("Précédent"), page - 1, rel="prev")] if page > 1 else []
        links += [self._page_link(str(number), number, current=number == page) for number in shown]
        return links + ([self._page_link(gettext("Suivant"), page + 1, rel="next")] if page < last else [])

    def _page_link(self, label: str, number: int, current: bool = False, rel: str = "") -> Link:
        return Link(label, self.url(replace(self.query, page=number)), current, rel)

    @property
    def alternate_json_url(self) -> str:
        return f"/api/v1/search?{urlencode(self._whole_address(self.query))}"

    @cached_property
    def feed(self) -> Link:
        """The same search, to follow: neither its order nor its page."""
        return Link(self.said, f"{reverse('search_feed')}{self.followed}")

    @property
    def followed(self) -> str:
        """What follows the address of whatever tells what changes of this search; empty, or from « ? » on."""
        pairs = self._whole_address(replace(self.query, sort="", page=1))
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def said(self) -> str:
        """What was asked, as a title: « aide aux devoirs », 7 ans, Nord."""
        words = [f"« {self.text} »"] if self.text else []
        kinds = [self.taxonomy.chip_label(facet, code) for facet, codes in self.fixed.items() for code in codes]
        return ", ".join([*words, *kinds, *(chip.label for chip in self.chips)]) or gettext("Toutes les pages")

    @cached_property
    def exports(self) -> list[Link]:
        """The same list as a file, whatever page is shown."""
        pairs = self._whole_address(replace(self.query, page=1))
        return [
            Link(name.upper(), f"{reverse('search_export')}?{urlencode([('format', name), *pairs])}")
            for name in EXPORTS
        ]

    @property
    def export_note(self) -> str:
        first = gettext("(les %(n)s premiers résultats)") % {"n": digits(MOST_EXPORTED)}
        return first if self.total > MOST_EXPORTED else ""

    def _whole_address(self, query: Query) -> list[tuple[str, str]]:
        """With what is fixed here, for addresses where nothing is."""
        return [*((facet, code) for facet, codes in self.fixed.items() for code in codes), *query.items(self.fixed)]
