"""The address of a search: read into a plain ``Query``, and written back, always in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.engines.contract import SearchRequest, Sort
from search.queries.properties import Property
from search.queries.ranges import MAX, MIN, Range, read_ranges
from search.queries.taxonomy import AGE, NO_AGE, YEARS, Taxonomy
from search.queries.understood import added, age_codes
from search.text.parsing import tidy
from search.understanding.meaning import Meaning
from search.understanding.numbers import without_house_numbers
from search.understanding.sentences import years_of

SORTS: dict[str, Sort] = {"pertinence": "relevance", "ordre": "order", "titre": "title", "date": "date"}
BY_WORDS, WORDLESS = "pertinence", "ordre"  # what is sorted by unless the address says otherwise
LONGEST_TEXT = 200
MOST_VALUES = 60  # of one parameter: more than any person ticks
MOST_NAMED = 3  # unknown names quoted in the notice
MOST_PAGES = 10_000
WHOLE = "plus"  # which groups of filters are shown with all their values
DECLINED, EXACT = "sans", "exact"  # what an address says of how its words are to be understood


@dataclass(frozen=True)
class Query:
    text: str = ""
    selections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by parameter, in the taxonomy's order
    sort: str = ""
    page: int = 1
    notices: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()  # in the taxonomy's order
    declined: tuple[str, ...] = ()  # facets that words are not to be understood as
    exact: bool = False  # every word as it is typed
    whole: tuple[str, ...] = ()  # groups of filters shown with all their values: how a page looks, and nothing asked
    unknown: tuple[str, ...] = field(default=(), compare=False)  # what the address says that nobody understands

    def without(self, facet: str, code: str) -> Query:
        kept = tuple(value for value in self.selections.get(facet, ()) if value != code)
        return replace(self, page=1, selections={**self.selections, facet: kept})

    def without_range(self, code: str) -> Query:
        return replace(self, page=1, ranges=tuple(each for each in self.ranges if each.column.code != code))

    def declining(self, facet: str) -> Query:
        return replace(self, page=1, declined=tuple(sorted({*self.declined, facet})))

    def showing(self, facet: str, *, whole: bool) -> Query:
        others = tuple(each for each in self.whole if each != facet)
        return replace(self, whole=(*others, facet) if whole else others)

    def items(self, hidden: Iterable[str] = ()) -> list[tuple[str, str]]:
        """Parameters of what is asked, in the canonical order, defaults left out."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(facet, code) for facet, codes in self.selections.items() if facet not in hidden for code in codes]
        pairs += [pair for each in self.ranges for pair in each.items()]
        pairs += [(DECLINED, facet) for facet in self.declined] if self.text else []
        pairs += [(EXACT, "1")] if self.exact and self.text else []
        pairs += [("tri", self.sort)] if self.sort else []
        return pairs + ([("page", str(self.page))] if self.page > 1 else [])

    def query_string(self, hidden: Iterable[str] = ()) -> str:
        """The address of a page for people: also how it looks."""
        return urlencode([*self.items(hidden), *((WHOLE, facet) for facet in sorted(self.whole))])


def read_query(params: QueryDict, taxonomy: Taxonomy, fixed: Mapping[str, tuple[str, ...]] | None = None) -> Query:
    """What the address asks for. What it does not know is ignored, and said."""
    fixed = fixed or {}
    selections: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    offered = [facet.code for facet in taxonomy.offered]
    for facet in offered:
        if facet in fixed:
            selections[facet] = fixed[facet]
            continue
        codes, refused = _read_codes(facet, params.getlist(facet), taxonomy)
        selections[facet] = codes
        unknown += [f"{facet}={value}" for value in refused]
    ranges = read_ranges(params, taxonomy.ranges.values(), unknown)
    known = {
        *offered,
        "q",
        "tri",
        "page",
        DECLINED,
        EXACT,
        WHOLE,
        *(code + end for code in taxonomy.ranges for end in (MIN, MAX)),
    }
    unknown += [name for name in params if name not in known]
    sort, page = _read_sort(params.get("tri", ""), taxonomy, unknown), _read_page(params.get("page", ""), unknown)
    declined, whole = (_read_facets(params, name, offered, unknown) for name in (DECLINED, WHOLE))
    exact = _read_exact(params, unknown)
    text = tidy(without_house_numbers(_clean(params.get("q", ""))))
    return Query(text, selections, sort, page, _notices(unknown), ranges, declined, exact, whole, tuple(unknown))


def _read_facets(params: QueryDict, name: str, offered: list[str], unknown: list[str]) -> tuple[str, ...]:
    values = params.getlist(name)[:MOST_VALUES]
    unknown += [f"{name}={value}" for value in values if value not in offered]
    return tuple(sorted({value for value in values if value in offered}))


def _read_exact(params: QueryDict, unknown: list[str]) -> bool:
    value = params.get(EXACT, "")
    unknown += [f"{EXACT}={value}"] if value not in ("", "1") else []
    return value == "1"


def _read_codes(facet: str, values: list[str], taxonomy: Taxonomy) -> tuple[tuple[str, ...], list[str]]:
    wanted, refused = set(), []
    for value in values[:MOST_VALUES]:
        code = _year(value.strip()) if facet == AGE else value.strip()
        if not code:
            continue
        codes = (code,) if taxonomy.accepts(facet, code) else _ages_in_words(facet, code, taxonomy)
        wanted |= set(codes)
        refused += [] if codes else [value]
    moved = taxonomy.moved(facet, [value.strip() for value in refused if value.isprintable()]) if refused else {}
    refused = [value for value in refused if value.strip() not in moved]
    return tuple(code for code in _order(facet, taxonomy) if code in wanted | set(moved.values())), refused


def _ages_in_words(facet: str, typed: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """« CM2 », « 7-8 ans »: what people write in a field of ages."""
    return age_codes(years_of(typed[:LONGEST_TEXT]), taxonomy.by_code[AGE]) if facet == AGE else ()


def _order(facet: str, taxonomy: Taxonomy) -> list[str]:
    codes = [term.code for term in taxonomy.by_code[facet].terms]
    return [*codes, *YEARS, NO_AGE] if facet == AGE else codes


def _year(value: str) -> str:
    return str(int(value)) if value.isascii() and value.isdigit() and len(value) < 4 else value


def _read_sort(value: str, taxonomy: Taxonomy, unknown: list[str]) -> str:
    if not value or value in SORTS or value.removeprefix("-") in sort_columns(taxonomy):
        return value
    unknown.append(f"tri={value}")
    return ""


def sort_columns(taxonomy: Taxonomy) -> dict[str, Property]:
    """What else may be sorted by, under its name in addresses; « - » before it puts the greatest first."""
    columns = [column for column in taxonomy.columns if column.is_sortable]
    return {f"par-{column.code}" if column.code in SORTS else column.code: column for column in columns}


def _read_page(value: str, unknown: list[str]) -> int:
    if not value:
        return 1
    if value.isascii() and value.isdigit() and len(value) < 10 and int(value) >= 1:
        return min(int(value), MOST_PAGES)
    unknown.append(f"page={value}")
    return 1


def _clean(text: str) -> str:
    """Text that can be shown, stored and searched: no control character, no half surrogate, one line."""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST_TEXT].strip()


def _notices(unknown: list[str]) -> tuple[str, ...]:
    if not unknown:
        return ()
    named = ", ".join(f"« {_clean(name)[:40]} »" for name in unknown[:MOST_NAMED])
    if len(unknown) > MOST_NAMED:
        named = _("%(names)s et %(n)s autres") % {"names": named, "n": len(unknown) - MOST_NAMED}
    said = _("Nous n’avons pas compris une partie de l’adresse, et nous l’avons ignorée : %(names)s.")
    return (said % {"names": named},)


def to_request(
    query: Query,
    taxonomy: Taxonomy,
    *,
    site: int,
    locale: str,
    size: int,
    count: bool = True,
    without: tuple[str, ...] = (),
    meanings: tuple[Meaning, ...] = (),  # what the words say of facets
) -> SearchRequest:
    selections: dict[str, list[str]] = {}
    for facet, codes in {**query.selections, **added(meanings, query.selections)}.items():
        for code in codes:
            selections.setdefault(taxonomy.engine_facet(facet, code), []).append(code)
    names = [name for facet in taxonomy.offered for name in facet.engine_names]
    sort = SORTS.get(query.sort) or SORTS[BY_WORDS if query.text else WORDLESS]
    return SearchRequest(
        text=query.text,
        selections={name: tuple(codes) for name, codes in selections.items()},
        sort=sort,
        page=query.page,
        size=size,
        locale=locale,
        site=site,
        facets=tuple(names) if count else (),
        ranges={each.column.code: (each.least, each.greatest) for each in query.ranges},
        spans=tuple(column.code for column in taxonomy.columns) if count else (),
        order_by=_order_by(query, taxonomy),
        without=without,
        aside=tuple(each.words for each in meanings),
        exact=query.exact,
    )


def _order_by(query: Query, taxonomy: Taxonomy) -> str:
    column = sort_columns(taxonomy).get(query.sort.removeprefix("-"))
    sign = "-" if query.sort.startswith("-") else ""
    return f"{sign}{column.code}" if column else ""


def chosen(query: Query, fixed: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """``(facet, code)`` pairs the visitor chose, fixed ones left out."""
    return [(facet, code) for facet, codes in query.selections.items() if facet not in fixed for code in codes]
