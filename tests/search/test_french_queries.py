"""A hundred questions as people type them, each with the sheet it must find among the first five."""

from collections import Counter

import pytest

from search.engines.contract import SearchRequest
from search.engines.registry import get_engine
from search.models import Entry
from tests.search.french_cases import misses, read_cases

HOLD = 99  # of a hundred: the other is a sheet of another town, which comes after the city’s own


def test_the_sheets_are_among_the_first_five(sample_site):
    missed = misses(get_engine(), sample_site.pk)
    assert len(missed) <= len(read_cases()) - HOLD, "\n".join(missed)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("6ème", "6e"), ("5ème", "5e"), ("3ème", "3e"), ("1re", "1ère"), ("2nde", "seconde"),
        ("socioéducatif", "socio-éducatif"), ("primoarrivants", "primo-arrivants"), ("co-éducation", "coéducation"),
    ],
)  # fmt: skip
def test_spellings_of_one_word_find_the_same_sheets(sample_site, typed, same):
    found = [get_engine().search(SearchRequest(text, site=sample_site.pk, size=100)) for text in (typed, same)]
    assert found[0].corrected is None
    assert {hit.key for hit in found[0].hits} == {hit.key for hit in found[1].hits} != set()


@pytest.mark.parametrize("typed", ["AESH", "LAEP", "aesh", "laep"])
def test_an_acronym_nobody_wrote_is_not_taken_for_another(sample_site, typed):
    assert get_engine().search(SearchRequest(typed, site=sample_site.pk)).corrected is None


def test_there_are_twenty_of_each_kind(sample_site):
    cases = read_cases()
    assert set(Counter(case.kind for case in cases).values()) == {20}
    assert len({(case.kind, case.typed) for case in cases}) == 100
    assert {case.code for case in cases} <= set(Entry.objects.values_list("code", flat=True))
