"""The organizations that public pages name, and the networks of those that run them or take them in."""

import pytest

from catalog.models import Term, Vocabulary
from directory.models import Organization
from search.engines.similar import traits_of
from search.indexing.entries import from_entry
from search.indexing.lexicon_source import city_lexicon
from search.indexing.upkeep import rebuild
from search.models import Entry
from search.results import actors
from search.text.analysis import Analyzer
from sheets.models import OrganizationLink
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(sample_site):
    network = Term.objects.get(vocabulary__code="reseau", code="monod")
    return factories.organization("École d’exemple", network=network)


@pytest.fixture
def counted(sample_site, client):
    def counted(facet, **asked):
        values = client.get("/api/v1/search", asked).json()["facets"].get(facet, ())
        return {value["value"]: value["count"] for value in values}

    return counted


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish(role, organization, **values):
        with django_capture_on_commit_callbacks(execute=True):
            page = factories.action("Chorale")
            page.organization_links = [OrganizationLink(role=role, organization=organization)]
            for name, value in values.items():
                setattr(page, name, value)
            page.save()
        return page

    return publish


@pytest.mark.parametrize("role", OrganizationLink.Role.values)
def test_whoever_a_sheet_names_is_offered(school, publish, counted, client, role):
    assert school.code not in counted("acteur")
    publish(role, school)
    assert counted("acteur")[school.code] == 1
    found = client.get("/api/v1/search", {"acteur": school.code}).json()
    assert [result["title"] for result in found["results"]] == ["Chorale"]


def test_a_sheet_counts_for_the_network_of_whoever_runs_it(school, publish, counted):
    before = counted("reseau")["monod"]
    publish("partner", school)
    assert counted("reseau")["monod"] == before, "a partner does not make it theirs"
    publish("operator", school)
    assert counted("reseau")["monod"] == before + 1


def test_a_sheet_counts_for_the_network_where_it_takes_place(school, publish, counted):
    before = counted("reseau")["monod"]
    site = {"name": "À l’école", "center": None, "college": None, "schools": [school], "note": ""}
    publish("partner", factories.organization("Une association"), sites=[("site", site)])
    assert counted("reseau")["monod"] == before + 1


def test_what_is_for_the_whole_city_is_for_each_network(sample_site, counted):
    whole = counted("secteur")["toute-la-ville"]
    assert min(counted("reseau").values()) >= whole > 0


def test_a_network_that_an_organization_changes_moves_its_sheets(
    school, publish, counted, django_capture_on_commit_callbacks
):
    publish("operator", school)
    before = counted("reseau")
    with django_capture_on_commit_callbacks(execute=True):
        school.network = Term.objects.get(vocabulary__code="reseau", code="sevigne")
        school.save()
    after = counted("reseau")
    assert (after["monod"], after["sevigne"]) == (before["monod"] - 1, before["sevigne"] + 1)


def test_whom_no_public_page_names_is_unknown(school, counted, client):
    page = factories.action("Brouillon", live=False)
    page.organization_links = [OrganizationLink(role="operator", organization=school)]
    page.save_revision()
    html = client.get(f"/recherche/?acteur={school.code}&plus=acteur").content.decode()
    assert school.name not in html and "Nous n’avons pas compris" in html


def test_who_no_longer_exists_is_not_offered(school, publish, counted):
    publish("operator", school)
    Organization.objects.filter(pk=school.pk).update(active=False)
    assert school.code not in counted("acteur")


def test_a_new_name_is_offered_at_once(school, publish, client):
    publish("operator", school)
    Organization.objects.filter(pk=school.pk).update(name="École renommée")
    assert "École renommée" in client.get(f"/recherche/?acteur={school.code}").content.decode()


def test_what_organizations_are_may_be_a_facet_too(sample_site, counted):
    Vocabulary.objects.filter(code="type-structure").update(is_facet=True)
    assert counted("type-structure")["centre-social"] >= 10


def test_that_nobody_is_named_is_known_to_the_next_visit_too(sample_site, client, monkeypatch):
    asked = []
    monkeypatch.setattr(actors, "_named_codes", lambda *_: asked.append(1) or ())
    for text in ("danse", "chant"):
        client.get(f"/recherche/?q={text}")
    assert len(asked) == 1


def test_a_city_calls_its_networks_as_it_likes(sample_site, counted):
    before = counted("reseau")
    Vocabulary.objects.filter(code="reseau").update(code="rep")
    sample_site.portalsettings.network_vocabulary = "rep"
    sample_site.portalsettings.save()
    rebuild()
    assert counted("rep") == before


def test_what_is_close_to_a_sheet_is_not_decided_by_networks(sample_site):
    document = from_entry(Entry.objects.get(code="fiche-10"))
    assert {"acteur", "acteur--reseau"} <= set(document.facets)
    names = {name for name, _code in traits_of(document, Analyzer(city_lexicon())).facets}
    assert not [name for name in names if name.startswith("acteur")]
