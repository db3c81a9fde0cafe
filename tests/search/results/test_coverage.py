"""The table of what exists: each cell equals the total of its link, and a hole has nothing local."""

import pytest
from wagtail.models import Site

from catalog.models import Term, Vocabulary
from search.results import coverage
from search.results.coverage import Coverage
from search.results.service import find

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


def test_both_divisions_have_their_sectors_and_schools_their_networks(table):
    labels = ["Secteurs de la Ville", "Secteurs de la Cité éducative", "Réseaux des écoles et des collèges"]
    assert [group.label for group in table.groups] == labels
    assert [len(group.rows) for group in table.groups] == [5, 2, 6]


def test_the_west_has_what_takes_place_there(table):
    assert sum(cell.local for label, cell in cells(table) if label == "Ouest") > 0


def test_a_network_has_what_its_schools_run_or_take_in(table):
    rows = {row.label: [cell.local for cell in row.cells] for row in table.groups[2].rows}
    assert all(rows["Rosa Parks"]) and max(rows["Théodore Monod"]) < max(rows["Rosa Parks"])


def test_one_question_an_age_is_asked(table, monkeypatch):
    asked = []
    monkeypatch.setattr(
        coverage, "find", lambda query, *rest, **more: asked.append(query) or find(query, *rest, **more)
    )
    assert table.groups and len(asked) == len(table.ages)


def test_a_network_whose_schools_nothing_names_is_a_row_of_holes(sample_site):
    networks = Vocabulary.objects.get(code="reseau")
    Term.objects.create(locale=networks.locale, vocabulary=networks, label="REP Pasteur", code="pasteur")
    (row,) = [row for row in Coverage(sample_site).groups[2].rows if row.label == "REP Pasteur"]
    assert {cell.local for cell in row.cells} == {0}


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
