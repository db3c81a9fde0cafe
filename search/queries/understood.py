"""What the words of a query say of its facets, in the codes of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from search.queries.taxonomy import AGE, Facet, Taxonomy
from search.understanding.meaning import Meaning
from search.understanding.sectors import Names, names_of
from search.understanding.sentences import understand


def understood_in(text: str, taxonomy: Taxonomy, sector: str, declined: Iterable[str] = ()) -> tuple[Meaning, ...]:
    """``sector``: the vocabulary of the city's sectors."""
    offered = {facet.code: facet for facet in taxonomy.offered}
    names = sector_names(offered[sector]) if sector in offered else None
    found = understand(
        text, age=AGE if AGE in offered else "", sector=sector if names else "", sectors=names, declined=[*declined]
    )
    return tuple(_in_codes(each, offered) for each in found)


def added(meanings: Iterable[Meaning], chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The values that words ask for: of two of a facet any will do, and what was ticked in it counts alone."""
    values: dict[str, tuple[str, ...]] = {}
    for each in meanings:
        if each.codes and not chosen.get(each.facet):
            values[each.facet] = tuple(dict.fromkeys([*values.get(each.facet, ()), *each.codes]))
    return values


@lru_cache(8)
def sector_names(facet: Facet) -> Names:
    """Sectors as they are called; not what stands for all of them, nor the two ways of cutting the city up."""
    parents = {term.parent for term in facet.terms}
    named = [term for term in facet.terms if not term.matches_all and term.code not in parents]
    return names_of((term.code, (term.label, *term.synonyms)) for term in named)


def age_codes(years: Iterable[int], facet: Facet) -> tuple[str, ...]:
    """Years, or the band that they make."""
    wanted = tuple(years)
    bands = [term.code for term in facet.terms if term.span and not term.matches_all and _is_band(wanted, term.span)]
    return (bands[0],) if bands and len(wanted) > 1 else tuple(map(str, wanted))


def _is_band(years: tuple[int, ...], span: tuple[int, int]) -> bool:
    return years == tuple(range(span[0], span[1] + 1))


def _in_codes(meaning: Meaning, offered: Mapping[str, Facet]) -> Meaning:
    if meaning.facet != AGE or not meaning.codes:
        return meaning
    codes = age_codes(map(int, meaning.codes), offered[AGE])
    return Meaning(AGE, codes, meaning.words, meaning.start, meaning.end)
