"""How a kept page is given: compressed or plain, whole or known already, by Django or by the door in front of it."""

import gzip
from types import SimpleNamespace

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections
from django.test import Client, RequestFactory
from wagtail.models import Page

from actions.models import ActionPage
from portal.cache import middleware as page_cache
from portal.cache import shared as caching
from portal.cache.kept_pages import KeptPage, Shelf
from portal.cache.middleware import PUBLIC, PageCacheDoor

SHEET = "/actions/fiche-26/"


@pytest.fixture
def visitor(sample_site):
    return Client()


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
    ActionPage.objects.filter(code="fiche-26").update(objectives="<p>Autre chose.</p>")
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


def page_of(text, evidence=None):
    return KeptPage(evidence, [("Content-Type", "text/html")], text.encode())


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
    assert len(shelf) == 1 and shelf.get(("a",)).evidence == 2


def test_a_page_too_large_is_not_kept():
    shelf = Shelf(most_bytes=10_000)
    shelf.put(("a",), page_of("x"))
    shelf.put(("b",), KeptPage(None, [("X", "y" * 5000)], b""))
    assert shelf.get(("a",)) and not shelf.get(("b",))
