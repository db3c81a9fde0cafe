"""Collections: pages that are a live list, with their feed."""

import json
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import Term
from home.models import HomePage
from portal.cache.middleware import PUBLIC
from sheets.models import CollectionPage
from tests import factories


def collection(name="Le sport au Nord", parent=None, **chosen):
    chosen = {"terms": ["secteur:cite-nord", "theme:sport"], "words": "zumba", **chosen}
    page = CollectionPage(title=name, listing=json.dumps([{"type": "listing", "value": chosen}]))
    (parent or HomePage.objects.get()).add_child(instance=page)
    page.save_revision().publish()
    return CollectionPage.objects.get(pk=page.pk)


@pytest.fixture
def publish(sample_site, django_capture_on_commit_callbacks):
    terms = [Term.objects.get(code="cite-nord"), Term.objects.get(vocabulary__code="theme", code="sport")]

    def publish(title, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return factories.action(title=title, terms=terms, **values)

    return publish


def test_the_page_says_how_many_and_opens_the_same_search(publish, client):
    for number in (1, 2, 3):
        publish(f"Zumba {number}")
    page = collection(number=2)
    html = client.get(page.url).content.decode()
    assert "3 fiches" in html
    assert "Tout voir (3)" in html
    assert client.get("/recherche/?q=zumba&secteur=cite-nord&theme=sport&tri=titre").context["listing"].total == 3


@pytest.mark.parametrize("look", ["cards", "list", "table"])
def test_the_title_of_the_list_stands_above_it_whatever_its_look(publish, client, look):
    publish("Zumba 1")
    html = client.get(collection(look=look, title="Danser au Nord").url).content.decode()
    assert html.count("Danser au Nord") == (2 if look == "table" else 1)  # the name of what scrolls, and its caption


def test_a_fourth_sheet_is_there_as_soon_as_it_is_published(publish, client):
    page = collection()
    for number in (1, 2, 3):
        publish(f"Zumba {number}")
    assert "Zumba 4" not in client.get(page.url).content.decode()
    publish("Zumba 4")
    assert "Zumba 4" in client.get(page.url).content.decode()


def items(answer):
    return ElementTree.fromstring(answer.content).findall("channel/item")  # noqa: S314 - our own feed


def test_the_feed_is_valid_rss_with_whole_links(publish, client):
    sheet = publish("Zumba & <tango>", summary="On y danse.")
    page = collection()
    answer = client.get(f"{page.url}rss/")
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    (item,) = items(answer)
    assert item.findtext("title") == "Zumba & <tango>"
    assert item.findtext("link") == sheet.full_url
    assert item.findtext("description") == "On y danse."
    assert item.findtext("pubDate")


def test_a_control_character_of_a_pasted_text_does_not_break_the_feed(publish, client):
    publish("Zum\x0bba", summary="On y\x0c danse.")
    page = collection(title="Le sport\x0b au Nord", words="")
    (title,) = [
        item.findtext("title") for item in items(client.get(f"{page.url}rss/")) if "Zum" in item.findtext("title")
    ]
    assert title == "Zum ba"


def test_the_page_tells_feed_readers(publish, client):
    page = collection()
    html = client.get(page.url).content.decode()
    assert f'<link rel="alternate" type="application/rss+xml" title="{page.title}" href="{page.full_url}rss/">' in html


def test_the_feed_holds_public_sheets_only_and_follows_them_at_once(publish, django_capture_on_commit_callbacks):
    sheets, page = [publish(f"Zumba {number}") for number in (1, 2, 3)], collection()
    visitor, address = Client(), f"{page.url}rss/"
    assert len(items(visitor.get(address))) == 3
    assert visitor.get(address)["Cache-Control"] == PUBLIC
    publish("Zumba brouillon", live=False)
    with django_capture_on_commit_callbacks(execute=True):
        sheets[0].unpublish()
        factories.restrict(sheets[1].page_ptr)
    assert [item.findtext("title") for item in items(visitor.get(address))] == ["Zumba 3"]


def test_without_an_engine_the_feed_asks_to_come_back(publish, client, monkeypatch):
    page = collection()
    monkeypatch.setattr("search.results.service.first_answer", lambda *args, **kwargs: None)
    answer = client.get(f"{page.url}rss/")
    assert answer.status_code == 503
    assert answer["Retry-After"]


@pytest.mark.parametrize(
    ("withdraw", "status"),
    [(lambda page: page.unpublish(), 404), (lambda page: factories.restrict(page.page_ptr), 302)],
)
def test_the_feed_of_a_page_that_is_not_public_is_not_served(publish, client, withdraw, status):
    sheet = publish("Zumba 1")
    page = collection()
    withdraw(page)
    answer = client.get(f"{page.url}rss/")
    assert answer.status_code == status
    assert sheet.title not in answer.content.decode()


def test_what_it_lists_is_not_its_text(publish):
    publish("Zumba 1")
    assert collection().search_text() == ""


def test_it_stands_in_the_sitemap_and_says_what_it_is(publish, client):
    page = collection()
    assert page.full_url in client.get("/sitemap.xml").content.decode()
    assert '"@type": "CollectionPage"' in client.get(page.url).content.decode()


def test_a_draft_without_its_list_is_shown_calmly(publish, client):
    page = collection()
    page.listing = []
    page.save()
    assert "Rien ici pour le moment." in client.get(page.url).content.decode()
    assert client.get(f"{page.url}rss/").status_code == 404


def test_a_new_collection_begins_with_its_list(publish, admin_client):
    home = HomePage.objects.get()
    html = admin_client.get(reverse("wagtailadmin_pages:add", args=["sheets", "collectionpage", home.pk])).content
    assert CollectionPage().listing[0].block_type == "listing"
    assert b"search.ListingBlock" in html


# Nothing asked: sheets, and not the pages that lead to them.


@pytest.mark.parametrize("words", ["", "accueil"])
def test_a_collection_without_conditions_shows_and_counts_sheets_only(publish, client, words):
    publish("Accueil du matin")
    page = collection(terms=[], words=words, number=50)
    listing = client.get(page.url).context["listing"]
    assert listing.total and {result.type for result in listing.results}.isdisjoint({"page"})
    opened = client.get(listing.all_url).context["listing"]
    assert opened.total == listing.total


def test_neither_does_its_feed_nor_its_count_while_editing(publish, admin_client, client):
    page = collection(terms=[], words="", number=50)
    total = client.get(page.url).context["listing"].total
    feed = ElementTree.fromstring(client.get(page.url + "rss/").content)  # noqa: S314 - our own answer
    assert not {"Accueil", "Passerelles", page.title} & {item.findtext("title") for item in feed.iter("item")}
    count = admin_client.get(reverse("listing_count"), {"listing-conditions-count": "0"}).json()["text"]
    assert count.startswith(f"{total} fiches")


def test_pages_that_an_editor_asks_for_are_not_called_sheets(publish, client):
    page = collection(terms=[], words="", kinds=["page"], number=50)
    html = client.get(page.url).content.decode()
    assert "pages ou fiches" in html
