"""A sentence on the search page: what was understood stands as chips, what nobody has is named, nothing is hidden."""

import pytest
from django.test import RequestFactory

from search.models import MissedSearch
from search.results.listing import Listing

NBSP = "\u00a0"
PERSON = {"HTTP_USER_AGENT": "Mozilla/5.0"}


@pytest.fixture
def listing(sample_site):
    def listing(address):
        return Listing.from_request(RequestFactory(SERVER_NAME="localhost").get(f"/recherche/?{address}"))

    return listing


def chips(made):
    return [(chip.label, chip.url) for chip in made.chips]


def test_what_was_understood_is_a_chip_that_says_how_to_take_it_back(listing):
    assert chips(listing("q=aide aux devoirs CE1")) == [
        (f"7{NBSP}ans", "/recherche/?q=aide+aux+devoirs+CE1&sans=age"),
    ]
    declined = listing("q=aide aux devoirs CE1&sans=age")
    assert chips(declined) == []
    assert declined.total > listing("q=aide aux devoirs CE1").total > 0


def test_the_words_of_an_age_are_its_filter(listing):
    assert listing("q=danse 7 ans").total == listing("q=danse&age=7").total
    assert listing("q=lycéenne").total == listing("age=lycee").total
    assert [label for label, _url in chips(listing("q=sport de 3 à 6 ans"))] == [f"3–6{NBSP}ans"]


def test_a_sector_named_as_such_is_its_filter(listing):
    made = listing("q=centre social quartiers nord")
    assert [label for label, _url in chips(made)] == ["Ville – Nord"]
    assert made.total == listing("q=centre social&secteur=ville-nord").total


def test_what_is_ticked_counts_alone(listing):
    made = listing("q=aide aux devoirs CE1&age=college")
    assert [label for label, _url in chips(made)] == ["Collège (11 à 14 ans)"]
    assert made.understood == []


def test_an_age_that_leaves_nothing_is_let_go_and_said(listing):
    made = listing("q=karaté 1 an")
    assert made.total == listing("q=karaté").total > 0
    assert made.notices == ["Rien ici pour « 1 an » : nous avons cherché sans en tenir compte."]
    assert chips(made) == []
    assert listing("q=karaté 1 an&theme=sport").notices == made.notices


def test_the_field_of_ages_takes_classes_and_drops_nothing_in_silence(listing):
    assert listing("age=CM2").query.selections["age"] == ("10",)
    assert listing("age=de 3 à 5 ans").query.selections["age"] == ("maternelle",)
    assert "age=bidule" in listing("age=bidule").notices[0]


def test_exact_words_are_neither_understood_nor_mended(listing):
    made = listing("q=parantalité CE1&exact=1")
    assert (made.total, made.understood, made.corrected) == (0, [], None)
    assert "exact=1" in made.url(made.query)
    assert listing("q=aide&exact=2").notices


def test_a_correction_says_how_to_search_the_words_as_they_are(listing):
    made = listing("q=parantalité")
    assert made.typed.url == "/recherche/?q=parantalit%C3%A9&exact=1"


def test_words_that_no_page_has_are_named(listing, client):
    made = listing("q=zumba et parentalité à la maternelle")
    assert made.total
    assert made.missing == ("zumba",)
    assert made.heading.endswith("maternelle\u00a0»")
    page = client.get("/recherche/?q=zumba et parentalité à la maternelle").content.decode()
    assert "Aucune page ne parle de «\u00a0zumba\u00a0»" in page


def test_where_nothing_fits_no_sheet_is_shown_but_themes_and_somebody_to_call(listing, client):
    made = listing("q=permis bateau sport zumba")
    assert (made.total, made.nothing_fits, made.results) == (0, True, [])
    assert [theme.url for theme in made.ways_out.themes] == ["/recherche/?theme=sport"]
    page = client.get("/recherche/?q=permis bateau sport zumba").content.decode()
    assert "Rien ici sur «\u00a0permis bateau sport zumba\u00a0»" in page
    assert "Les thèmes les plus proches" in page


def test_what_may_have_been_meant_is_asked(client, sample_site):
    page = client.get("/recherche/?q=parrantalité").content.decode()
    assert "Vouliez-vous dire" in page
    assert "?q=parentalit%C3%A9" in page


def test_a_house_number_leaves_the_address(client, sample_site):
    answer = client.get("/recherche/?q=12 bis rue de la Tour&theme=sport")
    assert (answer.status_code, answer["Location"]) == (302, "/recherche/?q=rue+de+la+Tour&theme=sport")
    assert client.get("/api/v1/search?q=12 rue de la Tour").json()["query"]["q"] == "rue de la Tour"


def test_a_missing_word_is_counted_as_looked_for_in_vain(client, sample_site):
    client.get("/recherche/?q=zumba et parentalité à la maternelle", **PERSON)
    client.get("/recherche/?q=parentalité", **PERSON)
    client.get("/recherche/?q=zumba", **PERSON)
    assert MissedSearch.objects.get().times == 2


def test_the_api_says_what_was_understood(client, sample_site):
    answer = client.get("/api/v1/search?q=sport CE1 zumba atelier").json()
    assert answer["understood"] == [{"facet": "age", "value": "7", "words": "CE1"}]
    assert (answer["missing"], answer["nothing_fits"]) == (["zumba"], answer["total"] == 0)
    declined = client.get("/api/v1/search?q=sport CE1&sans=age").json()
    assert (declined["understood"], declined["query"]["sans"]) == ([], ["age"])


def test_what_is_elsewhere_says_whom_to_ask(client, listing):
    made = listing("q=passer mon Permis de conduire")
    assert (made.nothing_fits, made.ways_out.close_searches) == (True, [])
    assert [each.words for each in made.ways_out.elsewhere] == ["Permis de conduire"]
    assert (
        made.ways_out.elsewhere[0].advice in client.get("/recherche/?q=passer mon Permis de conduire").content.decode()
    )
