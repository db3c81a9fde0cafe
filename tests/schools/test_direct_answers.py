"""A place that a search names stands above its results, and counts for nothing in them."""

import pytest

from directory.models import Quartier
from search.models import MissedSearch
from search.results.direct import direct_answers

pytestmark = pytest.mark.django_db
PERSON = {"User-Agent": "Mozilla/5.0 Firefox/140.0"}


def found(client, text, **others):
    return client.get("/api/v1/search", {"q": text, **others}).json()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("college rosa park exclusion", "Collège Rosa Parks"),
        ("michelet", "École Michelet"),
        ("trichon", "Trichon"),
        ("j'habite trois ponts", "Trois-Ponts"),
        ("cul de four", "Cul de Four"),
        ("place carnot", "place Carnot"),
    ],
)
def test_the_place_that_the_words_name(sample_site, text, title):
    assert [answer.title for answer in direct_answers(text)] == [title]


@pytest.mark.parametrize("text", ["", "sport", "aide justice", "permis de conduire", "rue de rom", "le centre social"])
def test_no_place_no_answer(sample_site, text):
    assert direct_answers(text) == []


def test_it_says_whose_center(sample_site):
    (answer,) = direct_answers("quartier de l'alma")
    assert answer.text == "Quartier. Son centre : Centre social Alma, à confirmer"


def test_it_stands_above_the_results_and_in_no_count(sample_site, client):
    answer = found(client, "cul de four")
    assert [each["url"] for each in answer["answers"]] == ["/quartiers/cul-de-four/"]
    assert not [each for each in answer["results"] if each["url"].startswith("/quartiers/")]
    html = client.get("/recherche/", {"q": "cul de four"}).content.decode()
    assert html.index('id="reponse"') < html.index('class="results"')


def test_it_is_said_where_nothing_is_found(sample_site, client):
    html = client.get("/recherche/", {"q": "littré zzzz école littré"}).content.decode()
    assert 'href="/ecoles/ecole-littre/"' in html


def test_not_on_the_next_page_nor_in_a_list(sample_site, client):
    assert found(client, "cul de four", page=2)["answers"] == []
    assert 'id="reponse"' not in client.get("/centres/", {"q": "cul de four"}).content.decode()


def test_whoever_typed_a_street_is_sent_there(sample_site, client):
    answer = client.get("/recherche/", {"q": "rue de rome"})
    assert (answer.status_code, answer["Location"]) == (302, "/quartiers/fresnoy-mackellerie/?rue=rue-de-rome")


@pytest.mark.parametrize("others", [{"q": "aide rue de rome"}, {"exact": "1"}, {"secteur": "ville-nord"}])
def test_whoever_asked_for_more_stays(sample_site, client, others):
    assert client.get("/recherche/", {"q": "rue de rome", **others}).status_code == 200


def test_a_place_is_not_looked_for_in_vain(sample_site, client):
    client.get("/recherche/", {"q": "école littré zorglub"}, headers=PERSON)
    assert not MissedSearch.objects.exists()


def test_a_place_that_changes_is_known_at_once(sample_site, client):
    assert found(client, "brumeval")["answers"] == []
    Quartier.objects.create(name="Brumeval")
    assert [each["title"] for each in found(client, "brumeval")["answers"]] == ["Brumeval"]


def near(client, text):
    return [link.label for link in client.get("/recherche/", {"q": text}).context["listing"].near]


def test_the_sectors_of_the_place_are_offered_and_not_ticked(sample_site, client):
    listing = client.get("/recherche/", {"q": "activités quartier de l'alma"}).context["listing"]
    assert not listing.filtering.selected_count
    offered = listing.near
    assert offered
    for link in offered:  # once one is chosen, the other scheme is in the filters
        narrowed = client.get(link.url).context["listing"]
        assert narrowed.total == int(link.label.rpartition("(")[2].rstrip(")"))
        assert narrowed.near == []


def test_without_a_place_none_is_offered(sample_site, client):
    assert near(client, "activités") == []
