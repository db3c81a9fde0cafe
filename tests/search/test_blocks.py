"""« Liste automatique »: a search stored in a page, whose results are those of the moment."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.models import ReferenceIndex

from directory.models import SheetKind, Term, Vocabulary
from directory.usage import term_usages
from home.models import HomePage, StandardPage
from portal.blocks import stream_text
from search.blocks import ListingBlock, listing_of
from search.listing import Listing
from search.taxonomy import load_taxonomy
from tests import factories

NORTH, SPORT = "secteur:cite-nord", "theme:sport"


def value(**chosen):
    return ListingBlock().normalize({**ListingBlock().get_default(), **chosen})


def titles(**chosen):
    return [result.title for result in listing_of(value(**chosen)).results]


def page_with(title="Le sport au Nord", **chosen):
    """An ordinary page whose text is one list, written as a revision keeps it."""
    page = StandardPage(title=title, body=json.dumps([{"type": "listing", "value": chosen}]))
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def north(sample_site):
    return Term.objects.get(code="cite-nord")


@pytest.fixture
def sport(sample_site):
    return Term.objects.get(vocabulary__code="theme", code="sport")


@pytest.fixture
def sheets(north, sport, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return [factories.action(title=f"Zumba {n}", terms=[north, sport]) for n in (1, 2, 3)]


def test_it_finds_what_the_search_page_finds(sheets):
    listing = listing_of(value(kinds=["action"], terms=[NORTH, SPORT], age_min=6, age_max=8, words="zumba"))
    assert listing.all_url == "/recherche/?q=zumba&secteur=cite-nord&age=6&age=7&age=8&theme=sport&type=action&tri=titre"
    request = RequestFactory(SERVER_NAME="localhost").get(listing.all_url)
    assert listing.total == Listing.from_request(request, path="/recherche/").total


def test_terms_of_one_vocabulary_are_alternatives_and_vocabularies_add_up(sheets):
    both = listing_of(value(terms=[SPORT, "theme:culture"])).total
    assert both > listing_of(value(terms=[SPORT])).total
    assert listing_of(value(terms=[SPORT, NORTH])).total < both


def test_drafts_and_restricted_pages_are_never_listed(sheets, north, sport, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        factories.action(title="Zumba brouillon", live=False, terms=[north, sport])
        factories.restrict(sheets[0].page_ptr)
    assert titles(words="zumba", terms=[NORTH]) == ["Zumba 2", "Zumba 3"]


def test_the_number_is_a_ceiling_and_the_rest_is_one_click_away(sheets, client):
    page = page_with(terms=[SPORT, NORTH], words="zumba", number=2)
    html = client.get(page.url).content.decode()
    assert "Zumba 2" in html
    assert "Zumba 3" not in html
    assert "Tout voir (3)" in html
    assert "/recherche/?q=zumba&amp;secteur=cite-nord&amp;theme=sport&amp;tri=titre" in html


def test_a_sheet_published_later_is_there_without_touching_the_page(sheets, north, sport, client, django_capture_on_commit_callbacks):
    page = page_with(terms=[SPORT, NORTH], words="zumba")
    assert "Zumba 4" not in client.get(page.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        factories.action(title="Zumba 4", terms=[north, sport])
    assert "Zumba 4" in client.get(page.url).content.decode()


@pytest.mark.parametrize("look", ["cards", "list", "table"])
def test_each_look_names_its_sheets(sheets, client, look):
    html = client.get(page_with(terms=[SPORT, NORTH], words="zumba", look=look, title="Bouger").url).content.decode()
    assert all(sheet.url in html for sheet in sheets)
    assert ("<caption>Bouger</caption>" in html) == (look == "table")
