"""Frames: only for the sites that the city names, only of public pages, without a script; oEmbed of sheets."""

import html
import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from actions.models import ActionPage
from home.models import HomePage
from opendata.models import OpenDataSettings, embedding_origin
from search.engines.contract import EngineUnavailable
from search.engines.registry import get_engine
from sheets.models import CollectionPage
from tests import factories

SCHOOL = "https://ecole.example"


@pytest.fixture
def named(sample_site):
    return OpenDataSettings.objects.create(site=sample_site, embedding_sites=[SCHOOL, "https://*.ville.example"])


@pytest.fixture
def collection(sample_site, django_capture_on_commit_callbacks):
    page = CollectionPage(title="Sports", listing=[("listing", {"terms": ["theme:sport"], "number": 2})])
    with django_capture_on_commit_callbacks(execute=True):
        HomePage.objects.get().add_child(instance=page)
        page.save_revision().publish()
    return page


FRAMES = ["/integrer/recherche/?theme=sport", "/integrer/liste/sports/", "/integrer/fiche/fiche-25/"]


def ancestors(answer):
    return re.search(r"frame-ancestors ([^;]*)", answer["Content-Security-Policy"])[1]


@pytest.mark.parametrize("address", FRAMES)
def test_only_the_sites_of_the_settings_may_show_it(named, collection, client, address):
    for _time in range(2):  # made, then kept
        answer = client.get(address)
        assert answer.status_code == 200
        assert ancestors(answer) == f"{SCHOOL} https://*.ville.example"
        assert "X-Frame-Options" not in answer


@pytest.mark.parametrize("address", FRAMES)
def test_without_any_site_it_is_refused(collection, client, address):
    answer = client.get(address)
    assert (answer.status_code, ancestors(answer)) == (403, "'none'")


def test_a_site_that_is_taken_away_is_so_at_once(named, client):
    client.get(FRAMES[0])
    named.embedding_sites = []
    named.save()
    assert client.get(FRAMES[0]).status_code == 403


def test_other_pages_are_framed_by_nobody_else(named, client):
    answer = client.get("/recherche/")
    assert (ancestors(answer), answer["X-Frame-Options"]) == ("'self'", "SAMEORIGIN")


@pytest.mark.parametrize("address", FRAMES)
def test_it_has_no_script_and_no_form_and_is_not_indexed(named, collection, client, address):
    answer = client.get(address)
    text = answer.content.decode()
    assert "<script" not in text and "<form" not in text
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_it_lists_what_the_search_finds_and_leads_to_all_of_it(named, client):
    text = client.get("/integrer/recherche/?theme=sport&age=9").content.decode()
    found = client.get("/api/v1/search", {"theme": "sport", "age": "9"}).json()
    assert [each["url"] for each in found["results"] if f'href="{each["url"]}"' not in text] == []
    assert f"Voir tout ({found['total']})" in text
    assert 'href="/recherche/?age=9&amp;theme=sport"' in text


def test_a_live_list_is_the_one_of_its_page(named, collection, client):
    text = client.get(f"/integrer/liste/{collection.code}/").content.decode()
    assert text.count("<li>") == 2
    assert f'href="{collection.url}"' in text


def test_a_private_list_is_not_shown(named, collection, client):
    address = f"/integrer/liste/{collection.code}/"
    assert client.get(address).status_code == 200
    factories.restrict(collection.page_ptr)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("hide", [ActionPage.unpublish, lambda page: factories.restrict(page.page_ptr)])
def test_a_sheet_that_is_not_public_is_in_no_frame(named, client, hide, django_capture_on_commit_callbacks):
    page = ActionPage.objects.get(code="fiche-25")
    assert page.title in html.unescape(client.get("/integrer/fiche/fiche-25/").content.decode())
    assert page.title in html.unescape(client.get("/integrer/recherche/?theme=sport").content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        hide(page)
    assert client.get("/integrer/fiche/fiche-25/").status_code == 404
    assert page.title not in html.unescape(client.get("/integrer/recherche/?theme=sport").content.decode())
    assert client.get("/oembed/", {"url": f"http://testserver{page.url}"}).status_code == 404


def test_where_somebody_lives_stays_in_no_address(named, client):
    answer = client.get("/integrer/recherche/", {"q": "12 rue de Rome"})
    assert (answer.status_code, "12" in answer.url) == (302, False)


def test_without_an_engine_it_says_so(named, client, monkeypatch):
    def away(*args, **kwargs):
        raise EngineUnavailable

    monkeypatch.setattr(type(get_engine("tantivy")), "search", away)
    assert "pas disponible" in client.get("/integrer/recherche/?theme=sport").content.decode()


# The settings.


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://ecole.example", "https://ecole.example"),
        ("ECOLE.example/", "https://ecole.example"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("*.ville.example", "https://*.ville.example"),
    ],
)
def test_a_site_is_kept_as_its_origin(typed, origin):
    assert embedding_origin(typed) == origin


@pytest.mark.parametrize(
    "typed",
    ["*", "https://*", "https://a.example/page", "javascript:alert(1)", "https://a.example; script-src *", "'self'",
     "https://a b.example", "https://u:p@a.example", "https://a.example:port", "", "https://a.example?x", "data:,"],
)  # fmt: skip
def test_what_is_no_site_is_refused(typed):
    with pytest.raises(ValueError):
        embedding_origin(typed)


def test_the_refusal_names_the_line(sample_site):
    settings = OpenDataSettings(site=sample_site, embedding_sites=["https://ecole.example", "'self'"])
    with pytest.raises(ValidationError, match="Ligne 2"):
        settings.full_clean()


# oEmbed.


def test_a_sheet_leads_to_what_shows_it(named, client):
    text = html.unescape(client.get("/actions/fiche-25/").content.decode())
    address = re.search(r'type="application/json\+oembed"[^>]*href="([^"]*)"', text, re.DOTALL)[1]
    answer = client.get(address.removeprefix("http://testserver")).json()
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    frame = re.search(r'src="http://testserver([^"]*)"', answer["html"])[1]
    assert client.get(frame).status_code == 200


def test_a_short_link_is_the_sheet_too(named, client):
    answer = client.get("/oembed/", {"url": "http://testserver/f/fiche-25"}).json()
    assert "/integrer/fiche/fiche-25/" in answer["html"]


def test_without_any_site_it_is_a_link(sample_site, client):
    answer = client.get("/oembed/", {"url": "http://testserver/actions/fiche-25/"}).json()
    assert (answer["type"], "html" in answer) == ("link", False)


@pytest.mark.parametrize(
    ("asked", "given"), [("300", 300), ("5000", 640), ("1", 120), ("x", 640), ("-5", 640), ("9" * 30, 640)]
)
def test_it_is_no_wider_than_asked(named, client, asked, given):
    answer = client.get("/oembed/", {"url": "http://testserver/actions/fiche-25/", "maxwidth": asked}).json()
    assert answer["width"] == given


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://ailleurs.example/actions/fiche-25/",
        "http://testserver/aide/",
        "http://[",
        "/actions/fiche-25/",
        "http://testserver/nulle-part/",
        "http://testserver/f/%00",
    ],
)
def test_other_addresses_have_none(named, client, url):
    assert client.get("/oembed/", {"url": url}).status_code == 404


def test_another_format_is_refused(named, client):
    answer = client.get("/oembed/", {"url": "http://testserver/actions/fiche-25/", "format": "xml"})
    assert answer.status_code == 501


def test_a_title_cannot_write_html(named, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.action(title='"><script>alert(1)</script>')
    answer = client.get("/oembed/", {"url": f"http://testserver{Page.objects.get(pk=page.pk).url}"}).json()
    assert "<script" not in answer["html"]
