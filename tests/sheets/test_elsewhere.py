"""Sheets of other towns: said, found, counted, after those of the city, and left out in one click."""

import pytest

from catalog.models import Vocabulary
from search.models import Entry
from tests import factories

pytestmark = pytest.mark.django_db


def search(client, **parameters):
    return client.get("/api/v1/search", parameters).json()


def titles(client, **parameters):
    return [row["title"] for row in search(client, **parameters)["results"]]


@pytest.fixture
def publish(sample_site, django_capture_on_commit_callbacks):
    def publish(title, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return factories.resource(title, **values)

    return publish


def test_those_of_the_sample_say_so(sample_site):
    tags = [tag for entry in Entry.objects.filter(type="ressource") for tag in entry.card["tags"]]
    assert sum(tag.startswith("Ailleurs : ") for tag in tags) == 13
    assert tags.count("Commune à confirmer") == 2


def test_the_sheet_says_which_town(client, sample_site):
    assert "Ailleurs\xa0: Elbeuf" in client.get("/livret/pratique-lire-et-grandir/").content.decode()
    assert "Commune à confirmer" in client.get("/livret/referent-inclusion/").content.decode()
    assert "away" not in client.get("/livret/clas/").content.decode()


def test_they_come_after_those_of_the_city_and_stay_in_the_total(client, publish):
    publish("Zorglub", summary="Zorglub, zorglub et zorglub.", is_elsewhere=True, elsewhere_town="Elbeuf")
    publish("Une aide", summary="On y parle entre autres de zorglub.")
    assert titles(client, q="zorglub") == ["Une aide", "Zorglub"]
    assert titles(client, q="zorglub elbeuf")[0] == "Zorglub"


def test_one_click_leaves_them_out(client, publish):
    everything, here = search(client)["total"], search(client, ici="oui")["total"]
    assert everything - here == 15
    html = client.get("/recherche/?q=réussite").content.decode()
    assert "?q=r%C3%A9ussite&amp;ici=oui" in html
    assert "Retirer : Ici seulement" in client.get("/recherche/?q=réussite&ici=oui").content.decode()


def test_a_list_of_what_is_from_here_has_no_such_filter(client, sample_site):
    assert "Ici seulement" not in client.get("/actions/").content.decode()


def test_a_kind_that_leaves_provenance_out_says_nothing_of_it(client, sample_site):
    kind = factories.kind(sections=["texte"])
    page = factories.sheet(kind, is_elsewhere=True, elsewhere_town="Elbeuf", provenance="Un livret")
    html = client.get(page.url).content.decode()
    assert "Elbeuf" not in html and "Un livret" not in html
    assert page.search_town() is None


def test_provenance_is_found_and_quoted_nowhere(client, publish):
    publish("Une aide", provenance="Compte rendu zorglubien, 2023.")
    (row,) = search(client, q="zorglubien")["results"]
    assert "zorglubien" not in (row["summary"] + str(row.get("highlight", ""))).lower()


def test_every_action_of_the_programme_that_is_over_is_not_confirmed(client, sample_site):
    counts = {row["value"]: row["count"] for row in search(client)["facets"]["suite"]}
    assert counts["non-confirme"] == 27
    assert search(client, suite="non-confirme")["total"] == 27
    html = client.get("/actions/").content.decode()
    assert html.count('<b class="tag">Non confirmé</b>') > 1
    assert "Non confirmé" in client.get("/actions/fiche-01/").content.decode()


def test_a_vocabulary_that_is_no_longer_in_lists_leaves_the_cards(
    client, sample_site, django_capture_on_commit_callbacks
):
    vocabulary = Vocabulary.objects.get(code="suite")
    vocabulary.in_lists = False
    with django_capture_on_commit_callbacks(execute=True):
        vocabulary.save()
    assert "Non confirmé" not in str(Entry.objects.get(code="fiche-01").card["tags"])
