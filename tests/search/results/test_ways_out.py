"""Where words find something and filters leave nothing of it, filters are blamed."""

import pytest
from django.test import RequestFactory

from search.results.listing import Listing

NBSP = "\u00a0"


@pytest.fixture
def listing(sample_site):
    def listing(address):
        return Listing.from_request(RequestFactory(SERVER_NAME="localhost").get(f"/recherche/?{address}"))

    return listing


def test_the_one_filter_that_leaves_nothing_is_named(listing):
    made = listing("q=laïcité&type=centre")
    assert made.heading == f"Aucun résultat pour «{NBSP}laïcité{NBSP}» avec ce filtre"
    blamed = made.ways_out.to_blame
    assert (blamed.dropped, blamed.url) == ("Centres sociaux", "/recherche/?q=la%C3%AFcit%C3%A9")
    assert blamed.count == listing("q=laïcité").total > 0


def test_of_two_filters_the_one_that_matters(listing):
    made = listing("q=karaté&type=action&theme=sport&type=evenement&public=elus-institutions")
    assert made.total == 0
    without = made.ways_out.to_blame
    assert without.count > 0
    assert listing(without.url.partition("?")[2]).total == without.count


def test_filters_that_leave_nothing_together_are_all_blamed(listing):
    made = listing("q=laïcité&type=centre&theme=petite-enfance")
    blamed = made.ways_out.to_blame
    assert (made.total, blamed.dropped, blamed.url) == (0, "", "/recherche/?q=la%C3%AFcit%C3%A9")
    assert made.heading == f"Aucun résultat pour «{NBSP}laïcité{NBSP}» avec ces 2 filtres"


@pytest.mark.parametrize(
    "address", ["q=permis de conduire&theme=sport", "theme=sport&type=evenement", "q=laïcité", "q=zzzz", ""]
)
def test_else_filters_are_not_to_blame(listing, address):
    made = listing(address)
    assert made.ways_out.to_blame is None
    assert "avec c" not in made.heading


def test_the_filters_of_a_section_are_none_of_the_visitor_s(sample_site, client):
    html = client.get("/centres/?q=laïcité").content.decode()
    assert "qui écarte tout" not in html


def test_the_page_says_so_with_the_way_out(sample_site, client):
    html = " ".join(client.get("/recherche/?q=laïcité&type=centre").content.decode().split()).replace(NBSP, " ")
    assert 'C’est le filtre « Centres sociaux » qui écarte tout. <a href="/recherche/?q=la%C3%AFcit%C3%A9">' in html
