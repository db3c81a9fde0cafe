"""Contradictions of what is published: a sheet's text against its fields."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Term
from imports.watch.findings import AGE, CHILD, SECTOR
from imports.watch.sheets import sheet_findings
from search.indexing.upkeep import rebuild
from tests import factories


@pytest.fixture
def found(sample_site):
    """Of a sheet that says so: the kinds of its contradictions."""

    def found(summary, **values):
        page = factories.action(summary=summary, **values)
        rebuild()
        return [finding.kind for finding in sheet_findings() if finding.keys == (page.pk,)]

    return found


def sector(code):
    return Term.objects.get(vocabulary__code="secteur", code=code)


@pytest.mark.parametrize(
    ("summary", "kinds"),
    [
        ("Pour les 6-11 ans du quartier.", []),
        ("Pour les 6-17 ans du quartier.", [AGE]),
        ("Pour les 12 à 17 ans, puis les 12-17 ans.", [AGE]),
        ("Ouvert depuis 2 ans.", []),
    ],
)
def test_an_age_that_no_public_covers(found, summary, kinds):
    assert found(summary, audiences=[{"age_min": 6, "age_max": 11}]) == kinds


def test_a_public_without_an_end_covers_what_follows(found):
    assert found("Pour les 12-17 ans.", audiences=[{"age_min": 6}]) == []


def test_a_sheet_that_gives_no_age_says_nothing_wrong(found):
    assert found("Pour les 12-17 ans.", audiences=[{"label": "Tous"}]) == []


@pytest.mark.parametrize(
    ("summary", "kinds"),
    [
        ("Dans le secteur Nord.", []),
        ("Dans le Secteur Sud.", [SECTOR]),
        ("Au sud de la ville.", []),
        ("Dans le secteur Ouest.", []),  # of the other scheme: it crosses both
    ],
)
def test_a_sheet_of_one_sector_that_speaks_of_another(found, summary, kinds):
    assert found(summary, terms=[sector("cite-nord")]) == kinds


def test_a_sheet_for_the_whole_city_may_speak_of_any(found):
    assert found("Dans le secteur Sud.", terms=[sector("toute-la-ville")]) == []


@pytest.mark.parametrize(
    ("summary", "kinds"),
    [
        ("L’élève Camille y va.", [CHILD]),
        ("La famille Exemple témoigne.", [CHILD]),
        ("Pour chaque élève.\nUn accueil.", []),
        ("Les enfants de l’école.", []),
    ],
)
def test_a_name_beside_a_child(found, summary, kinds):
    assert found(summary) == kinds


def test_drafts_say_nothing(sample_site):
    page = factories.action(summary="L’élève Camille y va.", live=False)
    rebuild()
    assert not [finding for finding in sheet_findings() if finding.keys == (page.pk,)]


def test_more_sheets_take_no_more_queries(sample_site):
    counts = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as asked:
            list(sheet_findings())
        counts.append(len(asked))
        factories.action(audiences=[{"age_min": 6}])
        rebuild()
    assert counts[0] == counts[1]
