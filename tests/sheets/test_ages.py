"""Ages of a sheet: the years covered, every age, or none; and the bands that share a year with them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.pages import Ages
from portal.text.ages import age_label
from search.queries.taxonomy import NO_AGE, YEARS, Facet, Taxonomy, TermRow
from sheets.ages import OLDEST, AudienceAges, derive_ages

BANDS = {"petite-enfance": (0, 2), "maternelle": (3, 5), "elementaire": (6, 10), "college": (11, 14), "lycee": (15, 17)}


def ages(*rows):
    return derive_ages(AudienceAges(**row) for row in rows)


@pytest.mark.parametrize(
    ("rows", "years"),
    [
        ([{"age_min": 3, "age_max": 5}], (3, 4, 5)),
        ([{"age_min": 7, "age_max": 7}], (7,)),
        ([{"age_min": 23}], (23, 24, 25)),
        ([{"age_max": 1}], (0, 1)),
        ([{"age_max": 0}], (0,)),
        ([{"levels": ((3, 5), (6, 10))}], (3, 4, 5, 6, 7, 8, 9, 10)),
        ([{"age_min": 2, "age_max": 2, "levels": ((15, 15),)}], (2, 15)),
        ([{"age_min": 2, "age_max": 3}, {"age_min": 11, "age_max": 12}], (2, 3, 11, 12)),
        ([{"age_min": 16, "age_max": 99}], tuple(range(16, OLDEST + 1))),
    ],
)
def test_years_of_all_rows_are_united(rows, years):
    assert replace(ages(*rows), and_more=False) == Ages(years=years)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"age_min": 16}], "À partir de 16 ans"),
        ([{"age_min": 16}, {"age_min": 12, "age_max": 17}], "À partir de 12 ans"),
        ([{"age_min": 3, "age_max": 5}, {"age_min": 16}], "3–5 et à partir de 16 ans"),
        ([{"age_min": 25}], "À partir de 25 ans"),
        ([{"age_min": 16, "age_max": 25}], "16–25 ans"),
        ([{"age_max": 12}], "0–12 ans"),
        ([{"levels": ((18, 25),)}], "18–25 ans"),
    ],
)
def test_an_age_without_an_end_is_said_without_one(rows, words):
    assert age_label(ages(*rows)).replace("\N{NO-BREAK SPACE}", " ") == words


def test_children_or_parents_without_an_age_mean_every_age():
    assert ages({"concerns_children": True}, {}) == Ages(every=True)


def test_an_age_given_anywhere_wins_over_every_age():
    assert ages({"concerns_children": True}, {"age_min": 2, "age_max": 3}) == Ages(years=(2, 3))


@pytest.mark.parametrize("rows", [[], [{}], [{}, {}]])
def test_professionals_only_have_no_age(rows):
    assert ages(*rows) is None


@pytest.mark.parametrize(
    ("given_ages", "codes"),
    [
        (None, []),
        (Ages(every=True), list(BANDS)),
        (Ages(years=(2,)), ["petite-enfance"]),
        (Ages(years=(2, 3)), ["petite-enfance", "maternelle"]),
        (Ages(years=(5, 11)), ["maternelle", "college"]),
        (Ages(years=(25,)), []),
    ],
)
def test_bands_share_a_year(given_ages, codes):
    bands = tuple(TermRow(code, code, span=span) for code, span in BANDS.items())
    found = Taxonomy((Facet("age", "Âge", terms=bands),)).age_codes(given_ages)
    assert [code for code in found if code not in YEARS and code != NO_AGE] == codes


years = st.none() | st.integers(0, OLDEST)
spans = st.tuples(st.integers(0, OLDEST), st.integers(0, OLDEST)).map(lambda pair: tuple(sorted(pair)))
rows = st.builds(
    AudienceAges,
    age_min=years,
    age_max=years,
    levels=st.lists(spans, max_size=3).map(tuple),
    concerns_children=st.booleans(),
)


def covers(row, year):
    if row.age_min is not None or row.age_max is not None:
        low, high = row.age_min or 0, OLDEST if row.age_max is None else row.age_max
        if low <= year <= high:
            return True
    return any(low <= year <= high for low, high in row.levels)


@given(st.lists(rows, max_size=4))
def test_a_year_is_covered_when_a_row_covers_it(made):
    found = derive_ages(made)
    expected = tuple(year for year in range(OLDEST + 1) if any(covers(row, year) for row in made))
    if expected:
        assert found.years == expected
    else:
        assert found == (Ages(every=True) if any(row.concerns_children for row in made) else None)


@given(st.lists(rows, max_size=4))
def test_order_of_the_rows_does_not_matter(made):
    assert derive_ages(made) == derive_ages(reversed(made))


@pytest.mark.parametrize(
    ("given_ages", "words"),
    [
        (None, "Âge non précisé"),
        (Ages(every=True), "Tous les âges"),
        (Ages(years=(7,)), "7\N{NO-BREAK SPACE}ans"),
        (Ages(years=(0, 1)), "0–1\N{NO-BREAK SPACE}an"),
        (Ages(years=(2, 3, 4, 11)), "2–4 et 11\N{NO-BREAK SPACE}ans"),
        (Ages(years=(2, 3, 6, 11, 12)), "2–3, 6 et 11–12\N{NO-BREAK SPACE}ans"),
    ],
)
def test_ages_in_words(given_ages, words):
    assert age_label(given_ages) == words
