"""Kept pages: whole, everybody's, never late, and given back exactly as they were made."""

import gzip
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from actions.models import ActionPage
from portal import caching, page_cache
from portal.kept_pages import KeptPage, Shelf
from portal.page_cache import PRIVATE, PUBLIC, PageCacheDoor, kept
from portal.visibility import public_pages
from search.contract import EngineError
from search.engine import get_engine
from tests import factories

SHEET = "/actions/fiche-26/"


def is_kept(client, address, **options):
    """Whether the address is answered without being made again."""
    with CaptureQueriesContext(connection) as queries:
        client.get(address, **options)
    return len(queries) == 1


@pytest.fixture
def visitor(sample_site):
    return Client()


@pytest.fixture
def editor(sample_site, admin_user):
    client = Client()
    client.force_login(admin_user)
    return client


DATA = ["/recherche/", "/recherche/?q=parents&age=8", "/glossaire/", "/changements/", "/plan-du-site/"]
DATA += ["/actions/axe/cooperation/", "/sitemap.xml", "/robots.txt", "/api/v1/search", "/api/v1/suggest?q=par"]


def test_every_public_address_is_kept(visitor, sample_site):
    for address in [page.get_url() for page in public_pages(sample_site)] + DATA:
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


# How it is answered.


def test_compressed_for_those_who_read_it_and_plain_for_others(visitor):
    plain = visitor.get(SHEET)
    zipped = visitor.get(SHEET, headers={"Accept-Encoding": "br, gzip;q=0.8"})
    refused = visitor.get(SHEET, headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert gzip.decompress(zipped.content) == plain.content == refused.content
    assert zipped["Content-Encoding"] == "gzip" and "Content-Encoding" not in refused.headers
    assert [int(answer["Content-Length"]) for answer in (plain, zipped)] == [len(plain.content), len(zipped.content)]
    assert plain["Vary"] == zipped["Vary"] == "Accept-Encoding"
    assert plain["ETag"] != zipped["ETag"]


def test_what_is_not_kept_is_compressed_all_the_same(visitor):
    answer = visitor.get("/recherche/?q=zzzzzz", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert "zzzzzz" in gzip.decompress(answer.content).decode()


@pytest.mark.parametrize("known", ["{0}", "W/{0}", '"autre", {0}', "*"])
def test_who_has_it_is_told_so(visitor, known):
    etag = visitor.get(SHEET, headers={"Accept-Encoding": "gzip"})["ETag"]
    answer = visitor.get(SHEET, headers={"If-None-Match": known.format(etag)})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["Cache-Control"] == PUBLIC and "ETag" in answer.headers


@pytest.mark.parametrize("known", ['"autre"', "n’importe quoi"])
def test_who_has_something_else_gets_the_page(visitor, known):
    assert visitor.get(SHEET, headers={"If-None-Match": known}).status_code == 200


def test_the_tag_changes_with_the_page(visitor):
    etag = visitor.get(SHEET)["ETag"]
    Page.objects.filter(slug="fiche-26").update(title="Tout autre titre")
    answer = visitor.get(SHEET, headers={"If-None-Match": etag})
    assert answer.status_code == 200 and answer["ETag"] != etag


def test_head_is_get_without_its_body(visitor):
    before = visitor.head(SHEET)
    fresh = visitor.get(SHEET)
    after = visitor.head(SHEET)
    assert before.content == after.content == b""
    assert dict(before.items()) == dict(after.items()) == dict(fresh.items())


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


# The door in front of Django.


@pytest.fixture
def ask(sample_site):
    """Asks the door, and says whether Django was asked too."""
    django = WSGIHandler()
    for signal in (request_started, request_finished):  # the test's own connection stays open, as with Django's client
        signal.disconnect(close_old_connections)

    def ask(path, method="GET", **environ):
        asked, said = [], {}

        def application(environ, start_response):
            asked.append(path)
            return django(environ, start_response)

        def start_response(status, headers):
            said.update(status=status, headers=dict(headers))

        environ = RequestFactory().generic(method, path, **environ).environ
        body = b"".join(PageCacheDoor(application)(environ, start_response))
        return {**said, "body": body, "django": bool(asked)}

    yield ask
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_door_gives_what_django_gave(ask):
    fresh, again = ask(SHEET), ask(SHEET)
    assert (fresh["django"], again["django"]) == (True, False)
    assert {**fresh, "django": False} == again
    unchanged = ask(SHEET, HTTP_IF_NONE_MATCH=again["headers"]["ETag"])
    assert (unchanged["status"], unchanged["body"]) == ("304 Not Modified", b"")


def test_the_door_leaves_to_django_what_is_not_everybodys(ask):
    ask(SHEET)
    assert ask(SHEET, HTTP_COOKIE="sessionid=abc")["django"]
    assert ask(SHEET, HTTP_HOST="faux.example")["status"] == "400 Bad Request"
    assert ask(SHEET, method="POST")["django"]
    factories.contact()
    assert ask(SHEET)["django"]


def test_the_door_leaves_a_broken_connection_to_django(ask, monkeypatch):
    ask(SHEET)
    closed, moment = [], caching.current_moment

    def broken_once():
        if not closed:
            raise OperationalError
        return moment()

    monkeypatch.setattr(caching, "current_moment", broken_once)
    monkeypatch.setattr(page_cache, "connection", SimpleNamespace(close=lambda: closed.append(True)))
    assert ask(SHEET)["django"] and closed
    assert not ask(SHEET)["django"]


# The shelves.


def page_of(text, moment=None):
    return KeptPage(moment, [("Content-Type", "text/html")], text.encode())


def test_a_shelf_holds_so_many_bytes_and_drops_what_was_not_looked_at():
    shelf = Shelf(most_bytes=10_000)
    for number in range(12):
        shelf.put(("a", str(number)), page_of("x"))
        assert shelf.get(("a", "0"))
    assert shelf.bytes <= shelf.most_bytes and 0 < len(shelf) < 12
    assert shelf.get(("a", "0")) and shelf.get(("a", "11")) and not shelf.get(("a", "1"))
    shelf.clear()
    assert (len(shelf), shelf.bytes) == (0, 0)


def test_one_page_an_address():
    shelf = Shelf(most_bytes=100_000)
    shelf.put(("a",), page_of("avant", 1))
    shelf.put(("a",), page_of("après", 2))
    assert len(shelf) == 1 and shelf.get(("a",)).moment == 2


def test_a_page_too_large_is_not_kept():
    shelf = Shelf(most_bytes=10_000)
    shelf.put(("a",), page_of("x"))
    shelf.put(("b",), KeptPage(None, [("X", "y" * 5000)], b""))
    assert shelf.get(("a",)) and not shelf.get(("b",))
