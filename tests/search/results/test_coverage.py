"""The table of what exists: each cell equals the total of its link, and a hole has nothing local."""

import pytest
from wagtail.models import Site

from catalog.models import Term
from search.results.coverage import Coverage

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(sample_site):
    return Coverage(Site.objects.get(is_default_site=True))


def cells(table):
    return [(row.label, cell) for group in table.groups for row in group.rows for cell in row.cells]


def test_each_cell_is_the_total_of_its_link(table, client):
    for label, cell in cells(table):
        total = client.get("/api/v1" + cell.url.replace("/recherche/", "/search")).json()["total"]
        assert (label, total) == (label, cell.total)


def test_both_divisions_have_their_sectors(table):
    assert [group.label for group in table.groups] == ["Secteurs de la Ville", "Secteurs de la Cité éducative"]
    assert [len(group.rows) for group in table.groups] == [5, 2]


def test_the_west_has_what_takes_place_there(table):
    assert sum(cell.local for label, cell in cells(table) if label == "Ville – Ouest") > 0


def test_a_hole_is_marked(sample_site, client, django_capture_on_commit_callbacks):
    city = Term.objects.get(vocabulary__code="secteur", code="ville")
    with django_capture_on_commit_callbacks(execute=True):
        Term.objects.create(locale=city.locale, vocabulary=city.vocabulary, parent=city, label="Ville – Îlot")
    table = Coverage(sample_site)
    holes = [(label, cell) for label, cell in cells(table) if not cell.local]
    assert {label for label, _cell in holes} == {"Ville – Îlot"} and len(holes) == len(table.ages)
    assert client.get("/couverture/").content.decode().count('class="hole"') == len(holes)


def test_without_engine_it_says_so(sample_site, client, monkeypatch):
    monkeypatch.setattr("search.results.service.first_answer", lambda *args, **kwargs: None)
    assert "pas disponible" in client.get("/couverture/").content.decode()
