"""A hundred questions as people type them, each with the sheet it must find among the first five."""

from collections import Counter

from search.engine import get_engine
from search.models import Entry
from tests.search.french_cases import misses, read_cases

HOLD = 98  # of a hundred: a question in a sentence may be worth more than its words


def test_the_sheets_are_among_the_first_five(sample_site):
    missed = misses(get_engine(), sample_site.pk)
    assert len(missed) <= len(read_cases()) - HOLD, "\n".join(missed)


def test_there_are_twenty_of_each_kind(sample_site):
    cases = read_cases()
    assert set(Counter(case.kind for case in cases).values()) == {20}
    assert len({(case.kind, case.typed) for case in cases}) == 100
    assert {case.code for case in cases} <= set(Entry.objects.values_list("code", flat=True))
