"""An action counts for the sectors of the places where it happens, and the result says which places."""

import pytest

from actions.models import ActionPage
from catalog.models import Term
from directory.models import Organization, Quartier
from search.indexing.entries import refresh_entries
from search.models import Entry

pytestmark = pytest.mark.django_db
FORMATION = "fiche-10"  # for the North and the South of the Cité éducative; in four places of the city


@pytest.fixture
def found(sample_site, client):
    def results(**params):
        answer = client.get("/api/v1/search", {"type": "action", **params}).json()
        return {each["url"]: each for each in answer["results"]}, answer

    return results


def sector(code):
    return Term.objects.get(vocabulary__code="secteur", code=code)


def test_it_is_found_in_the_sector_of_a_place(found):
    results, answer = found(secteur="ville-ouest", q="formation des parents savoirs de base")
    assert f"/actions/{FORMATION}/" in results
    (count,) = [each["count"] for each in answer["facets"]["secteur"] if each["value"] == "ville-ouest"]
    assert count == answer["total"]


def test_the_result_says_where(sample_site, client):
    html = client.get("/recherche/?secteur=ville-ouest&type=action").content.decode()
    assert "a lieu" in html and "Fresnoy-Mackellerie" in html


def test_nothing_is_said_of_its_own_sector(sample_site, client):
    assert "a lieu" not in client.get("/recherche/?secteur=cite-nord&type=action").content.decode()


def test_its_own_terms_stay_as_they_are(found):
    results, _answer = found(secteur="ville-ouest", q="formation des parents savoirs de base")
    assert results[f"/actions/{FORMATION}/"]["terms"]["secteur"] == ["cite-nord", "cite-sud"]


def test_a_place_without_sectors_has_those_of_its_quartier(sample_site):
    organization = Organization.objects.get(code="ecole-littre")
    assert set(organization.sector_codes) == {"ville-ouest", "cite-nord"}


def test_the_whole_city_is_no_place(sample_site):
    assert Organization.objects.get(code="ville-roubaix").sector_codes == []


@pytest.mark.parametrize(
    "change",
    [
        lambda: Organization.objects.get(code="cs-assia-djebar").sectors.set([sector("ville-est")]),
        lambda: Quartier.objects.get(code="potennerie").sectors.set([sector("ville-est")]),
    ],
)
def test_a_place_that_changes_its_sector_takes_the_sheet_along(sample_site, change, django_capture_on_commit_callbacks):
    page = ActionPage.objects.get(code=FORMATION)
    assert "ville-est" not in str(Entry.objects.get(page=page).document["facets"])
    with django_capture_on_commit_callbacks(execute=True):
        change()
    assert "ville-est" in str(Entry.objects.get(page=page).document["facets"])


def test_a_quartier_that_is_renamed_is_read_again(sample_site, django_capture_on_commit_callbacks):
    quartier = Quartier.objects.get(code="epeule")
    quartier.name = "Zibeline"
    with django_capture_on_commit_callbacks(execute=True):
        quartier.save()
    assert "Zibeline" in Entry.objects.get(code="nautilus").document["body"]


def test_places_are_read_in_as_many_queries_for_one_as_for_many(sample_site, django_assert_max_num_queries):
    page = ActionPage.objects.get(code=FORMATION)
    with django_assert_max_num_queries(8):
        assert len(page.search_places()) == 4
    assert not refresh_entries([page.pk])
