"""Kept pages: whole, everybody's, never late, and given back exactly as they were made."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from actions.models import ActionPage
from form_pages.models import FormPage
from portal.cache import middleware as page_cache
from portal.cache import shared as caching
from portal.cache.middleware import PRIVATE, PUBLIC, kept
from portal.visibility import public_pages
from search.engines.contract import EngineError
from search.engines.registry import get_engine
from sheets.models import empty_lists
from tests import factories

SHEET = "/actions/fiche-26/"


def is_kept(client, address, **options):
    """Whether the address is answered without being made again."""
    make = page_cache.PageCacheMiddleware._plain
    with (
        patch.object(page_cache.PageCacheMiddleware, "_plain", autospec=True, side_effect=make) as making,
        CaptureQueriesContext(connection) as queries,
    ):
        client.get(address, **options)
    return len(queries) == 1 and not making.called


@pytest.fixture
def visitor(sample_site):
    return Client()


@pytest.fixture
def editor(sample_site, admin_user):
    client = Client()
    client.force_login(admin_user)
    return client


DATA = ["/recherche/", "/recherche/?q=parents&age=8", "/glossaire/", "/changements/", "/plan-du-site/"]
DATA += ["/qui-fait-quoi/", "/acteurs/afev/"]
DATA += ["/couverture/", "/mon-quartier/", "/quartiers/alma/", "/ecoles/ecole-littre/"]
DATA += ["/actions/axe/cooperation/", "/sitemap.xml", "/robots.txt", "/api/v1/search", "/api/v1/suggest?q=par"]


def test_every_public_address_is_kept(visitor, sample_site):
    pages = public_pages(sample_site).exclude(pk__in=empty_lists(sample_site))  # a list of nothing is no answer
    pages = pages.not_type(FormPage)  # each visit opens one: tests/form_pages/test_answers.py
    for address in [page.get_url() for page in pages] + DATA:
        first = visitor.get(address)
        assert (first.status_code, first["Cache-Control"]) == (200, PUBLIC), address
        with CaptureQueriesContext(connection) as queries:
            second = visitor.get(address)
        assert len(queries) == 1, address
        assert second.content == first.content
        assert dict(second.items()) == dict(first.items())


def test_visits_change_nothing(visitor, sample_site):
    addresses = [page.get_url() for page in public_pages(sample_site)] + DATA + ["/recherche/?q=zzzzzz", "/nulle-part/"]
    before = caching.current_moment()
    for address in addresses:
        visitor.get(address)
    assert caching.current_moment() == before


def test_a_kept_page_says_all_that_a_fresh_one_says(visitor, settings):
    fresh = dict(visitor.get(SHEET).items())
    for name in ("Content-Security-Policy", "Permissions-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert name in fresh
    unchanged = visitor.get(SHEET, headers={"If-None-Match": fresh["ETag"]})
    of_body = {"Content-Type", "Content-Length", "Content-Language"}
    assert dict(unchanged.items()) == {name: value for name, value in fresh.items() if name not in of_body}


@pytest.mark.parametrize(
    "host",
    [f"testserver:{port}" for port in (1, 1234, 65535)]
    + ["TESTSERVER", "TestServer", "testserver.", "a.ville.example"],
)
def test_a_host_written_in_another_way_neither_reads_nor_fills(visitor, settings, host):
    settings.ALLOWED_HOSTS = ["testserver", ".ville.example"]
    assert visitor.get(SHEET, headers={"Host": host}).status_code == 200
    assert not any(len(shelf) for shelf in kept._shelves.values())
    visitor.get(SHEET)
    assert not is_kept(visitor, SHEET, headers={"Host": host})
    assert f'"http://{host}' not in visitor.get(SHEET).content.decode()


@pytest.mark.parametrize("host", ["testserver", "ville.example", "ville.example:8443", "testserver:80"])
def test_the_site_s_own_names_and_ports_are_kept(visitor, settings, host):
    settings.ALLOWED_HOSTS = ["testserver", ".ville.example"]
    settings.WAGTAILADMIN_BASE_URL = "https://ville.example:8443"
    visitor.get(SHEET, headers={"Host": host})
    assert is_kept(visitor, SHEET, headers={"Host": host})


def test_what_a_proxy_says_of_the_scheme_makes_two_addresses_at_most(visitor, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for scheme in ("https", "http", "ftp", "x", ""):
        visitor.get(SHEET, headers={"X-Forwarded-Proto": scheme})
    assert sum(len(shelf) for shelf in kept._shelves.values()) == 2


# Who asks.


@pytest.mark.parametrize("name", ["sessionid", "messages"])
def test_a_personal_cookie_neither_reads_nor_fills(visitor, name):
    stranger = Client()
    stranger.cookies[name] = "inconnue"
    assert stranger.get(SHEET)["Cache-Control"] == PRIVATE
    assert not is_kept(visitor, SHEET)
    assert not is_kept(stranger, SHEET)


def test_other_cookies_do_not_matter(visitor):
    visitor.get(SHEET)
    visitor.cookies["mesure"] = "1"
    assert is_kept(visitor, SHEET)


def test_an_editor_neither_reads_nor_fills(visitor, editor):
    assert editor.get(SHEET)["Cache-Control"] == PRIVATE
    assert not is_kept(visitor, SHEET)
    assert is_kept(visitor, SHEET)
    assert not is_kept(editor, SHEET)


def test_a_password_in_the_header_neither_reads_nor_fills(visitor):
    visitor.get(SHEET)
    answer = visitor.get(SHEET, headers={"Authorization": "Basic abc"})
    assert answer["Cache-Control"] == PRIVATE
    assert not is_kept(visitor, SHEET, headers={"Authorization": "Basic abc"})


def test_a_page_behind_a_password_is_never_kept(visitor):
    page = ActionPage.objects.get(code="fiche-26")
    restriction = factories.restrict(page.page_ptr, "password", password="sésame")
    form = visitor.get(SHEET)
    assert (form.status_code, len(form.cookies)) == (200, 1)
    assert "no-store" in form["Cache-Control"]
    visitor.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/", {"password": "sésame", "return_url": SHEET}
    )
    opened = visitor.get(SHEET)
    assert page.title in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    assert page.title not in Client().get(SHEET).content.decode()


@pytest.mark.parametrize("address", ["/admin/login/", "/nulle-part/", "/f/fiche-26/", "/favicon.ico"])
def test_what_is_no_public_page_is_not_kept(visitor, address):
    answer = visitor.get(address)
    assert answer["Cache-Control"] != PUBLIC and answer.has_header("Cache-Control")
    with CaptureQueriesContext(connection) as first:
        visitor.get(address)
    with CaptureQueriesContext(connection) as second:
        visitor.get(address)
    assert len(first) == len(second)


def test_posts_are_not_answered_from_memory(visitor):
    visitor.get("/recherche/")
    assert visitor.post("/recherche/").status_code == 405


# What is asked.


def test_the_order_of_names_does_not_matter_that_of_values_does(visitor):
    visitor.get("/recherche/?theme=sport&age=7")
    assert is_kept(visitor, "/recherche/?age=7&theme=sport")
    assert not is_kept(visitor, "/recherche/?theme=sport&age=8")
    assert page_cache.canonical("a=1&a=2") != page_cache.canonical("a=2&a=1")
    assert page_cache.canonical("q=%C3%A9cole+x") == page_cache.canonical("q=%c3%a9cole%20x")


@pytest.mark.parametrize(
    "parameters", ["?inconnu=1", "?theme=inconnu", "?page=abc", f"?q={'x' * 900}", "?" + "&".join(["a=1"] * 60)]
)
def test_invented_parameters_of_a_search_fill_nothing(visitor, parameters):
    assert visitor.get(f"/recherche/{parameters}")["Cache-Control"] != PUBLIC
    assert not is_kept(visitor, f"/recherche/{parameters}")


def test_parameters_never_push_pages_out(visitor, settings):
    settings.PAGE_CACHE_MEGABYTES = 0.25
    kept.clear()
    visitor.get(SHEET)
    for number in range(40):
        visitor.get(f"/aide/?{number}")
    assert is_kept(visitor, SHEET)
    assert is_kept(visitor, "/aide/?39")
    assert not is_kept(visitor, "/aide/?0")
    kept.clear()


def test_a_cache_of_nothing_keeps_nothing(visitor, settings):
    settings.PAGE_CACHE_MEGABYTES = 0
    kept.clear()
    visitor.get(SHEET)
    assert not is_kept(visitor, SHEET)
    kept.clear()


def test_hosts_and_schemes_are_apart(visitor, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    visitor.get(SHEET)
    assert not is_kept(visitor, SHEET, headers={"Host": "localhost"})
    secure = visitor.get("/robots.txt", headers={"X-Forwarded-Proto": "https"})
    assert b"https://testserver" in secure.content
    assert b"http://testserver" in visitor.get("/robots.txt").content
    assert b"http://testserver" in visitor.get("/robots.txt", headers={"X-Forwarded-Host": "faux.example"}).content


def test_a_forged_host_is_refused_and_leaves_nothing(visitor):
    visitor.get("/robots.txt")
    assert visitor.get("/robots.txt", headers={"Host": "faux.example"}).status_code == 400
    assert b"testserver" in visitor.get("/robots.txt").content


def test_each_site_has_its_own_pages(visitor, sample_site):
    visitor.get("/")
    other = Site.objects.create(hostname="localhost", root_page=Page.objects.get(slug="aide"))
    elsewhere = visitor.get("/", headers={"Host": "localhost"})
    assert elsewhere.content != visitor.get("/").content
    assert other.root_page.title in elsewhere.content.decode()


def test_head_fills_nothing(visitor):
    visitor.head(SHEET)
    assert not is_kept(visitor, SHEET)


# Until when.


def test_a_page_is_not_given_past_the_expiry_of_what_it_shows(visitor, monkeypatch):
    soon = timezone.now() + timedelta(minutes=5)
    Page.objects.filter(slug="fiche-26").update(expire_at=soon)
    title = ActionPage.objects.get(code="fiche-26").title
    assert title in visitor.get("/plan-du-site/").content.decode()
    assert is_kept(visitor, "/plan-du-site/")
    monkeypatch.setattr(timezone, "now", lambda: soon)
    assert title not in visitor.get("/plan-du-site/").content.decode()


def test_nor_on_the_next_day(visitor, monkeypatch):
    visitor.get(SHEET)
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert not is_kept(visitor, SHEET)
    assert is_kept(visitor, SHEET)


def test_degraded_answers_are_not_kept(visitor, monkeypatch):
    def fail(*args, **kwargs):
        raise EngineError("en panne")

    with monkeypatch.context() as patch:
        for method in ("search", "suggest"):
            patch.setattr(get_engine(), method, fail)
        for address in ("/recherche/", "/actions/", "/api/v1/search", "/api/v1/suggest?q=par"):
            assert visitor.get(address)["Cache-Control"] == PRIVATE, address
    for address in ("/recherche/", "/actions/"):
        assert "en panne" not in visitor.get(address).content.decode()


@pytest.mark.parametrize("address", ["/recherche/?q=zzzzzz", "/api/v1/search?q=zzzzzz", "/api/v1/suggest?q=zzzzzz"])
def test_answers_without_result_are_not_kept(visitor, address):
    assert visitor.get(address)["Cache-Control"] == PRIVATE
    assert not is_kept(visitor, address)


def test_a_page_made_while_something_changed_is_not_given_after_it(visitor, monkeypatch):
    """The moment is read before the page is made."""
    serve = ActionPage.serve

    def slow(page, request, *args, **kwargs):
        answer = serve(page, request, *args, **kwargs).render()
        Page.objects.filter(pk=page.pk).update(title="Changée entre-temps")
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(ActionPage, "serve", slow)
        assert "Changée entre-temps" not in visitor.get(SHEET).content.decode()
    assert "Changée entre-temps" in visitor.get(SHEET).content.decode()
