"""A search stored in a page: what an editor chose, read as the address of the search page would be.

What no longer exists finds nothing: a condition is never dropped, a stored search never grows by a code that went away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from wagtail.models import Site

from portal.pages import BasePage
from portal.requests.visits import keep_out
from portal.text.languages import content_language
from search.engines.contract import SearchResult
from search.queries.query import Query, read_query
from search.queries.taxonomy import AGE, OLDEST, TYPE, Taxonomy
from search.results.listing import Listing
from search.results.presentation import Result
from search.results.service import Found, find

MOST_SHOWN = 50
USUAL_SHOWN = 10
USUAL_ORDER = "titre"  # of a list without words that says none
PLAIN = BasePage.type_code

Pair = tuple[str, str]


@dataclass(frozen=True)
class StoredSearch:
    query: Query
    unknown: tuple[str, ...] = ()  # what no longer exists, in words for editors
    is_impossible: bool = False  # nothing can meet it


def read_stored(value: Mapping, taxonomy: Taxonomy) -> StoredSearch:
    """``value`` is a listing block's: plain codes, possibly written by hand or gone since."""
    known, lost = _sorted_out(_facet_pairs(value) or _every_kind(value, taxonomy), taxonomy)
    others = _other_pairs(value)
    # What an editor wrote is meant to the letter: a list of theatre on Wednesdays shows nothing else.
    query = replace(read_query(_as_parameters([*known, *others]), taxonomy), exact=bool(value.get("words")))
    kept = {name for name, _code in query.items()}
    lost_others = [pair for pair in others if pair[0] not in kept and pair[0] != "q"]
    unknown = tuple(_in_words(pair, taxonomy) for pair in [*lost, *lost_others])
    lost_conditions = any(name != "tri" for name, _value in lost_others)
    return StoredSearch(query, unknown, lost_conditions or _leaves_nothing(lost, known, taxonomy))


def _every_kind(value: Mapping, taxonomy: Taxonomy) -> list[Pair]:
    """Where nothing is asked but words: sheets, and neither the home page nor those that only lead to others."""
    if conditions_of(value):
        return []
    return [(TYPE, term.code) for term in taxonomy.by_code[TYPE].terms if term.code != PLAIN]


def _facet_pairs(value: Mapping) -> list[Pair]:
    pairs = [(TYPE, code) for code in codes_of(value.get("kinds"))]
    pairs += [_term_pair(term) for term in codes_of(value.get("terms"))]
    pairs += [(AGE, year) for year in _years(value.get("age_min"), value.get("age_max"))]
    return pairs + [(code, answer) for code, end, answer in conditions_of(value) if not end]


def _other_pairs(value: Mapping) -> list[Pair]:
    words, order = (str(value.get(name) or "") for name in ("words", "order"))
    pairs = [("q", words)] if words.strip() else []
    order = order or ("" if pairs else USUAL_ORDER)
    pairs += [(f"{code}-{end}", bound) for code, end, bound in conditions_of(value) if end]
    return pairs + ([("tri", order)] if order else [])


def conditions_of(value: Mapping) -> list[tuple[str, str, str]]:
    """``(property, "min", "max" or "" for yes or no, what it is compared with)``."""
    found = []
    for row in value.get("conditions") or ():
        row = row if isinstance(row, Mapping) else {"property": row}
        code = str(row.get("property") or "")
        ends = [("min", row.get("minimum")), ("max", row.get("maximum")), ("", row.get("answer"))]
        said = [(code, end, str(bound)) for end, bound in ends if bound not in (None, "")]
        found += said or [(code, "", "")]
    return found


def codes_of(values: object) -> list[str]:
    """Each once. What was written by hand may be a single code."""
    each = values if isinstance(values, list | tuple) else [] if values in (None, "") else [values]
    return list(dict.fromkeys(str(code) for code in each))


def _term_pair(term: str) -> Pair:
    vocabulary, _colon, code = term.partition(":")
    return vocabulary, code


def _years(first: object, last: object) -> list[str]:
    """From one age to the other, those not said being the youngest and the oldest. What is no age is no year either."""
    if first is None and last is None:
        return []
    asked = "–".join(str(each) for each in (first, last) if each is not None)
    low, high = 0 if first is None else first, OLDEST if last is None else last
    if not (isinstance(low, int) and isinstance(high, int)):
        return [asked]
    return [str(year) for year in range(max(low, 0), min(high, OLDEST) + 1)] or [asked]


def _sorted_out(pairs: list[Pair], taxonomy: Taxonomy) -> tuple[list[Pair], list[Pair]]:
    offered = {facet.code for facet in taxonomy.offered}
    pairs = [pair if pair[0] not in offered or taxonomy.accepts(*pair) else _current(*pair, taxonomy) for pair in pairs]
    known = [pair for pair in pairs if pair[0] in offered and taxonomy.accepts(*pair)]
    return known, [pair for pair in pairs if pair not in known]


def _current(facet: str, code: str, taxonomy: Taxonomy) -> Pair:
    """A term that was merged into another is that one."""
    return facet, taxonomy.moved(facet, [code]).get(code, code) if code.isprintable() else code


def _leaves_nothing(lost: list[Pair], known: list[Pair], taxonomy: Taxonomy) -> bool:
    """A code that went away is one choice less among those of its facet, unless it was the last, or its branch's."""
    left = defaultdict(list)
    for facet, code in known:
        left[facet].append(code)
    return any(not left[facet] or taxonomy.by_code[facet].by_branch for facet, _code in lost)


def _as_parameters(pairs: list[Pair]) -> QueryDict:
    parameters = QueryDict(mutable=True)
    for name, code in pairs:
        parameters.appendlist(name, code)
    return parameters


def _in_words(pair: Pair, taxonomy: Taxonomy) -> str:
    name, code = pair
    facet = taxonomy.by_code.get(name)
    words = f"{facet.label if facet else name} : « {code} »" if code else f"« {name} »"
    return words.encode(errors="replace").decode()  # half a surrogate, written by hand


class StoredListing(Listing):
    """The results of a stored search, as many as its page shows."""

    def __init__(self, value: Mapping, taxonomy: Taxonomy, site: Site, size: int = 0) -> None:
        self.stored = read_stored(value, taxonomy)
        self.size = size or shown_of(value)
        super().__init__(self.stored.query, taxonomy, site, {}, reverse("search"), content_language())

    @cached_property
    def found(self) -> Found:
        if self.stored.is_impossible:
            return Found(SearchResult(0, (), {}), (), 1, 1)
        found = find(self.query, self.taxonomy, self.site, self.locale, self.size)
        if found.degraded or found.is_copy:
            keep_out()
        return found

    @property
    def unknown(self) -> tuple[str, ...]:
        return self.stored.unknown

    @property
    def pinned(self) -> list:
        """What editors put first belongs to searches that visitors type."""
        return []

    @cached_property
    def results(self) -> list[Result]:
        """None without an engine: titles alone know nothing of the conditions, and would be too many."""
        return [] if self.degraded else super().results

    @property
    def has_pages(self) -> bool:
        """Whether an editor asked for plain pages: nobody then counts « fiches »."""
        return PLAIN in self.query.selections.get(TYPE, ())

    @property
    def all_url(self) -> str:
        return self.url(self.query)

    @property
    def has_more(self) -> bool:
        return self.total > self.size


def shown_of(value: Mapping) -> int:
    number = value.get("number")
    return min(max(number, 1), MOST_SHOWN) if isinstance(number, int) else USUAL_SHOWN
