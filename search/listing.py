"""The faceted listing as templates see it: results, filters with counts, chips, sorts, pages, and what to drop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from urllib.parse import urlencode

from django.utils.safestring import mark_safe
from wagtail.models import Site

from portal.caching import keep_out
from search.presentation import FacetView, Link, Result, Value
from search.promotions import Pinned, pinned_for
from search.query import Query, chosen, read_query
from search.service import Found, counts_of, find
from search.taxonomy import AGE, NO_AGE, YEARS, Facet, Taxonomy, shared_taxonomy
from search.ways_out import WaysOut
from search.wording import heading

SORT_LABELS = {"pertinence": "Pertinence", "titre": "Titre", "date": "Vérifiée récemment"}


class Listing(WaysOut):
    def __init__(
        self, query: Query, taxonomy: Taxonomy, site: Site, fixed: Mapping, path: str, locale: str = "fr"
    ) -> None:
        self.query, self.taxonomy, self.site = query, taxonomy, site
        self.fixed, self.path, self.locale = fixed, path, locale

    @classmethod
    def from_request(cls, request, fixed: Mapping | None = None, path: str = "") -> Listing:
        taxonomy, fixed = shared_taxonomy(), fixed or {}
        query = read_query(request.GET, taxonomy, fixed)
        return cls(query, taxonomy, Site.find_for_request(request), fixed, path or request.path)

    @cached_property
    def found(self) -> Found:
        found = find(self.query, self.taxonomy, self.site, self.locale)
        is_whole = not found.degraded and not found.is_copy and not self.query.notices
        # What finds nothing as it was typed is counted each time.
        if not is_whole or not found.result.total or found.result.corrected is not None:
            keep_out()
        return found

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
        notices = list(self.query.notices)
        if self.found.is_copy:
            notices.append(
                "Le moteur de recherche principal ne répond pas pour le moment : une copie a répondu, "
                "elle peut avoir quelques minutes de retard."
            )
        if self.found.degraded:
            notices.append(
                "La recherche complète est en panne pour le moment : seuls les titres ont été cherchés, sans filtres."
            )
        return notices

    @cached_property
    def pinned(self) -> list[Pinned]:
        """What editors put first for these words: on the first page of the whole search, unless filters say more."""
        filtered = any(facet != AGE for facet, _code in self.chosen)
        if not self.text or self.fixed or filtered or self.found.page > 1:
            return []
        return pinned_for([self.text, *([self.corrected] if self.corrected else [])], self.site)

    @cached_property
    def results(self) -> list[Result]:
        """Without what stands above them already."""
        pinned = {each.page_id for each in self.pinned}
        return [self._result(hit, entry) for hit, entry in self.found.entries if entry.page_id not in pinned]

    def _result(self, hit, entry) -> Result:
        card = entry.card
        has_ages = entry.type in self._types_with_age
        sectors = [
            self.taxonomy.label("secteur", code)
            for code in card["terms"].get("secteur", [])
            if self._knows("secteur", code)
        ]
        meta = [*card["meta"][:1], *([", ".join(sectors)] if sectors else []), *card["meta"][1:]]
        return Result(
            title=entry.title,
            url=entry.url,
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
        )

    def _knows(self, facet, code) -> bool:
        return facet in self.taxonomy.by_code and code in self.taxonomy.by_code[facet].by_code

    @cached_property
    def _types_with_age(self) -> set[str]:
        return set(self.taxonomy.by_code[AGE].page_types) if AGE in self.taxonomy.by_code else set()

    # Words.

    @property
    def heading(self) -> str:
        return heading(self.total, self.corrected or self.text)

    @property
    def title(self) -> str:
        return self.heading

    # Filters.

    @cached_property
    def chosen(self) -> list[tuple[str, str]]:
        return chosen(self.query, self.fixed)

    @property
    def selected_count(self) -> int:
        return len(self.chosen)

    @cached_property
    def facets(self) -> list[FacetView]:
        counts = counts_of(self.found.result, self.taxonomy)
        views = [
            self._facet(facet, counts[facet.code]) for facet in self.taxonomy.offered if facet.code not in self.fixed
        ]
        return [view for view in views if any(values for _label, values in view.groups)]

    def _facet(self, facet: Facet, counts: Mapping[str, int]) -> FacetView:
        selected = set(self.query.selections.get(facet.code, ()))
        values = {term.code: self._value(facet.code, term.code, counts, selected, term.parent) for term in facet.terms}
        if facet.code == AGE:
            values[NO_AGE] = self._value(AGE, NO_AGE, counts, selected)
            exact = self._years[0] if len(self._years) == 1 else ""
            return FacetView(AGE, facet.label, facet.help, [("", list(values.values()))], values, True, exact)
        return FacetView(facet.code, facet.label, facet.help, self._groups(facet, values), values)

    def _groups(self, facet: Facet, values: Mapping[str, Value]) -> list[tuple[str, list[Value]]]:
        """A branch's root is the title of its group; it is a box too once an address has chosen it."""
        if not facet.by_branch:
            return [("", list(values.values()))]
        parents = {term.parent for term in facet.terms if term.parent}
        groups = [("", [values[term.code] for term in facet.terms if not term.parent and term.code not in parents])]
        for root in (term for term in facet.terms if term.code in parents):
            boxes = [root.code] if values[root.code].selected else []
            boxes += [term.code for term in facet.terms if term.parent == root.code]
            groups.append((root.label, [values[code] for code in boxes]))
        return [group for group in groups if group[1]]

    def _value(self, facet: str, code: str, counts, selected: set[str], parent: str | None = None) -> Value:
        n = counts.get(code, 0)
        depth = 1 if parent and facet in self.taxonomy.by_code and not self.taxonomy.by_code[facet].by_branch else 0
        is_selected = code in selected
        label = self.taxonomy.label(facet, code)
        return Value(code, label, n, is_selected, n == 0 and not is_selected and not self.degraded, depth, parent)

    @cached_property
    def _years(self) -> list[str]:
        return [code for code in self.query.selections.get(AGE, ()) if code in YEARS]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the filter form must carry along."""
        pairs = [("q", self.text)] if self.text else []
        if len(self._years) > 1:  # the number field holds one
            pairs += [(AGE, year) for year in self._years]
        return pairs + ([("tri", self.query.sort)] if self.query.sort else [])

    @property
    def age_at(self) -> int | None:
        return int(self._years[0]) if self._years else None

    # Links.

    def url(self, query: Query) -> str:
        string = query.query_string(hidden=self.fixed)
        return f"{self.path}?{string}" if string else self.path

    @cached_property
    def chips(self) -> list[Link]:
        return [
            Link(self.taxonomy.label(facet, code), self.url(self.query.without(facet, code)))
            for facet, code in self.chosen
        ]

    @property
    def clear_url(self) -> str:
        return self.path

    @cached_property
    def sorts(self) -> list[Link]:
        current = self.query.sort or ("pertinence" if self.text else "titre")
        names = [name for name in SORT_LABELS if self.text or name != "pertinence"]
        return [
            Link(SORT_LABELS[name], self.url(replace(self.query, sort=name, page=1)), name == current) for name in names
        ]

    @cached_property
    def pages(self) -> list[Link]:
        page, last = self.found.page, self.found.pages
        if last < 2:
            return []
        shown = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
        links = [self._page_link("Précédent", page - 1, rel="prev")] if page > 1 else []
        links += [self._page_link(str(number), number, current=number == page) for number in shown]
        return links + ([self._page_link("Suivant", page + 1, rel="next")] if page < last else [])

    def _page_link(self, label: str, number: int, current: bool = False, rel: str = "") -> Link:
        return Link(label, self.url(replace(self.query, page=number)), current, rel)

    @property
    def alternate_json_url(self) -> str:
        pairs = [
            *((facet, code) for facet, codes in self.fixed.items() for code in codes),
            *self.query.items(self.fixed),
        ]
        return f"/api/v1/search?{urlencode(pairs)}"
