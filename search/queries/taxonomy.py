"""The vocabularies as the search reads them: plain data, a few queries, then pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.kinds import filter_choices
from catalog.meant_vocabularies import meant_vocabularies
from catalog.models import RESERVED_CODES, Term, Vocabulary
from catalog.properties import load_definitions
from portal.cache.shared import shared_by_visits
from portal.pages import Ages
from search.engines.contract import ACTOR, NO, YES
from search.queries.former import current_codes, nothing_moved
from search.queries.properties import YES_NO, Property, public_properties
from search.queries.wording import NBSP

TYPE, AGE, HERE = "type", "age", "ici"
NETWORK, STRUCTURE = "network", "kind"  # by which organizations carry them
NO_AGE = "non-precise"
OLDEST = 25
YEARS = tuple(str(year) for year in range(OLDEST + 1))


@dataclass(frozen=True)
class TermRow:
    code: str
    label: str
    parent: str | None = None
    matches_all: bool = False
    span: tuple[int, int] | None = None
    synonyms: tuple[str, ...] = ()
    description: str = ""
    short_label: str = ""  # where what it stands under is said

    @property
    def branch(self) -> str:
        return self.parent or self.code


@dataclass(frozen=True)
class Facet:
    """A vocabulary, the organizations that pages name, or the type of page, as the search offers it."""

    code: str
    label: str
    terms: tuple[TermRow, ...] = ()  # roots in order, each followed by its children
    by_branch: bool = False
    is_offered: bool = True
    page_types: tuple[str, ...] = ()
    is_yes_no: bool = False  # a property, whose values say nothing without its name
    in_lists: bool = False  # whether results say its terms
    opens_first: bool = False
    carried_as: str = ""  # of a vocabulary of the registers: how organizations carry it

    @cached_property
    def by_code(self) -> dict[str, TermRow]:
        return {term.code: term for term in self.terms}

    def engine_name(self, code: str) -> str:
        """The engine's facet that a term counts in: its branch, where each branch is a facet of its own."""
        return f"{self.code}--{self.by_code[code].branch}" if self.by_branch else self._whole_name

    @property
    def _whole_name(self) -> str:
        return f"{ACTOR}--{self.code}" if self.carried_as else self.code

    @cached_property
    def engine_names(self) -> tuple[str, ...]:
        if not self.by_branch:
            return (self._whole_name,)
        return tuple(dict.fromkeys(self.engine_name(term.code) for term in self.terms))

    def stands_for_all(self, codes: Iterable[str]) -> bool:
        return any(self.by_code[code].matches_all for code in codes if code in self.by_code)

    def expand(self, codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """What a page carrying ``codes`` answers to: its terms, their parents, everything for « vaut pour tout »."""
        known = [self.by_code[code] for code in codes if code in self.by_code]
        if self.stands_for_all(codes):
            # Another term that stands for everything is not one of the values this page is about.
            answers = {term.code for term in self.terms if not term.matches_all or term in known}
        else:
            answers = {code for term in known for code in (term.code, term.parent) if code}
        found = defaultdict(list)
        for term in self.terms:
            if term.code in answers:
                found[self.engine_name(term.code)].append(term.code)
        return {name: tuple(values) for name, values in found.items()}


@dataclass(frozen=True)
class Taxonomy:
    facets: tuple[Facet, ...]  # all vocabularies pages may carry, properties of yes or no, then the type of page
    properties: tuple[Property, ...] = ()  # in order
    moved: Callable[[str, Iterable[str]], Mapping[str, str]] = nothing_moved  # codes of a facet that lead to another

    @cached_property
    def by_code(self) -> dict[str, Facet]:
        return {facet.code: facet for facet in self.facets}

    @cached_property
    def offered(self) -> tuple[Facet, ...]:
        return tuple(facet for facet in self.facets if facet.is_offered)

    @cached_property
    def columns(self) -> tuple[Property, ...]:
        """Numbers and dates that the public may filter or sort by."""
        return tuple(each for each in self.properties if each.is_column and (each.is_filter or each.is_sortable))

    @cached_property
    def ranges(self) -> dict[str, Property]:
        return {column.code: column for column in self.columns if column.is_filter}

    @cached_property
    def filters(self) -> tuple[Facet | Property, ...]:
        """What is offered, in the order readers see: vocabularies, properties, organizations, the type of page."""
        offered = {facet.code: facet for facet in self.offered if facet.is_yes_no} | self.ranges
        properties = [offered[each.code] for each in self.properties if each.code in offered]
        last = [facet for facet in self.offered if facet.code in (ACTOR, TYPE)]
        before = [facet for facet in self.offered if not facet.is_yes_no and facet not in last]
        return (*before, *properties, *last)

    def with_actors(self, rows: Iterable[TermRow]) -> Taxonomy:
        """Where lists are filtered: the organizations that public pages name are known to the index alone."""
        return replace(self, facets=(*self.facets[:-1], Facet(ACTOR, _("Acteur"), tuple(rows)), self.facets[-1]))

    @property
    def carried(self) -> list[Facet]:
        """What organizations carry, and pages by them."""
        return [facet for facet in self.facets if facet.carried_as]

    def has_boxes(self, code: str) -> bool:
        return code in self.by_code and self.by_code[code].is_yes_no

    def accepts(self, facet: str, code: str) -> bool:
        if facet == AGE and (code in YEARS or code == NO_AGE):
            return True
        return code in self.by_code[facet].by_code

    def label(self, facet: str, code: str) -> str:
        if facet == AGE and code in YEARS:
            return ngettext("%(n)s an", "%(n)s ans", int(code)) % {"n": code}
        if facet == AGE and code == NO_AGE:
            return _("Âge non précisé")
        return self.by_code[facet].by_code[code].label

    def chip_label(self, facet: str, code: str) -> str:
        """As ``label``, where nothing around says which facet is meant."""
        label, found = self.label(facet, code), self.by_code[facet]
        return f"{found.label}{NBSP}: {label.lower()}" if found.is_yes_no else label

    def engine_facet(self, facet: str, code: str) -> str:
        return AGE if facet == AGE else self.by_code[facet].engine_name(code)

    def expand(
        self, type_code: str, terms: Mapping[str, Sequence[str]], ages: Ages | None
    ) -> dict[str, tuple[str, ...]]:
        """The engine facets of a page of this type with these terms and ages."""
        facets: dict[str, tuple[str, ...]] = {TYPE: (type_code,)}
        for code, codes in terms.items():
            if code != AGE and code in self.by_code:
                facets |= self.by_code[code].expand(codes)
        return facets | ({AGE: self.age_codes(ages)} if AGE in self.by_code else {})

    def age_codes(self, ages: Ages | None) -> tuple[str, ...]:
        bands = self.by_code[AGE].terms if AGE in self.by_code else ()
        if ages is None:
            return (NO_AGE,)
        if ages.every:
            return (*[band.code for band in bands], *YEARS)
        years = set(ages.years)
        shared = [
            band.code
            for band in bands
            if band.span and not band.matches_all and years & set(range(band.span[0], band.span[1] + 1))
        ]
        return (*shared, *(str(year) for year in ages.years))

    def words(self, terms: Mapping[str, Iterable[str]], ages: Ages | None) -> list[str]:
        """Labels and synonyms of a page's terms: they find the page without standing in its text."""
        rows = [
            self.by_code[facet].by_code.get(code)
            for facet, codes in terms.items()
            if facet in self.by_code
            for code in codes
        ]
        if AGE in self.by_code and ages and not ages.every:
            rows += [self.by_code[AGE].by_code.get(code) for code in self.age_codes(ages)]
        return [word for row in rows if row for word in (row.label, *row.synonyms)]

    def labels_in_lists(self, terms: Mapping[str, Iterable[str]]) -> list[str]:
        """What a page says of itself in lists, in the order of the vocabularies."""
        shown = [(facet.by_code, terms.get(facet.code, ())) for facet in self.facets if facet.in_lists]
        return [rows[code].label for rows, codes in shown for code in codes if code in rows]

    def descriptions(self, facet: str, terms: Mapping[str, Iterable[str]]) -> list[str]:
        """What is said of a page's terms in one vocabulary: of a sector, the quartiers it is made of."""
        rows = self.by_code[facet].by_code if facet in self.by_code else {}
        return [rows[code].description for code in terms.get(facet, ()) if code in rows and not rows[code].matches_all]


def load_taxonomy() -> Taxonomy:
    """As the database is now: what indexing must read."""
    public = Vocabulary.objects.exclude(internal=True)
    properties = public_properties(load_definitions())
    names = {each.vocabulary: each.label for each in properties if each.vocabulary}
    meant = meant_vocabularies()
    carried = {meant["network_vocabulary"]: NETWORK, meant["structure_vocabulary"]: STRUCTURE}
    facets = [
        _facet(vocabulary, names, carried.get(vocabulary.code, ""))
        for vocabulary in public.prefetch_related("terms")
        if vocabulary.source != Vocabulary.Source.REGISTER or vocabulary.code in carried
    ]
    # Of two facets with one name, the vocabulary has it, in addresses as in engines.
    taken = {*RESERVED_CODES, *(facet.code for facet in facets)}
    boxes = [_boxes(each) for each in properties if each.type == YES_NO and each.code not in taken]
    types = tuple(TermRow(code, str(label)) for code, label in filter_choices())
    here = Facet(HERE, _("Lieu"), terms=(TermRow(YES, _("Ici seulement")),))
    return Taxonomy((*facets, *boxes, here, Facet(TYPE, _("Type"), terms=types)), properties, current_codes)


def here_of(town: str | None) -> dict[str, tuple[str, ...]]:
    """What is from here, the city's own, as against sheets of other towns."""
    return {HERE: (YES,)} if town is None else {}


shared_taxonomy = shared_by_visits(load_taxonomy)  # for pages


def _facet(vocabulary: Vocabulary, names: Mapping[str, str], carried_as: str) -> Facet:
    """``names``: those that properties give to the vocabularies they choose from."""
    terms = [term for term, _depth in vocabulary.ordered_terms()]
    codes = {term.pk: term.code for term in terms}
    return Facet(
        vocabulary.code,
        names.get(vocabulary.code, vocabulary.label),
        tuple(_row(term, codes) for term in terms),
        by_branch=vocabulary.branches_as_facets and vocabulary.kind == vocabulary.Kind.TREE,
        is_offered=vocabulary.is_facet,
        in_lists=vocabulary.in_lists,
        page_types=tuple(vocabulary.page_types or ()),
        opens_first=vocabulary.opens_first,
        carried_as=carried_as,
    )


def _boxes(each: Property) -> Facet:
    terms = (TermRow(YES, _("Oui")), TermRow(NO, _("Non")))
    return Facet(each.code, each.label, terms, is_offered=each.is_filter, is_yes_no=True)


def _row(term: Term, codes: Mapping[int, str]) -> TermRow:
    span = (term.age_min, term.age_max) if term.age_min is not None and term.age_max is not None else None
    parent = codes.get(term.parent_id) if term.parent_id else None
    synonyms = tuple(term.synonyms or ())
    return TermRow(term.code, term.label, parent, term.matches_all, span, synonyms, term.description, term.short_label)
