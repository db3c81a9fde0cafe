"""The portal on a real Elasticsearch that is there, goes away in each of the ways servers do, and comes back."""

from __future__ import annotations

import io
import socket
import time
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.core.management import call_command

from catalog.property_types import clean_cell
from search.engines.registry import forget_engines, get_engine
from search.indexing import upkeep
from search.indexing.entries import page_key
from tests import factories
from tests.search.engines.elasticsearch_stub import always, slowly, stub
from tests.search.french_cases import misses
from tests.search.properties_found import FOUND_BY, SORTED, assert_search_knows

WORD = "trottinette"
BUDGET = 1.0  # seconds, as in the settings


@contextmanager
def nobody():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"elasticsearch://127.0.0.1:{taken.getsockname()[1]}"


OUTAGES = {
    "down": nobody,
    "slow": lambda: stub(slowly),
    "503": lambda: stub(always(503, b'{"error":{"type":"x"},"status":503}')),
    "garbage": lambda: stub(always(200, b"<html>\xff not json", "text/html")),
}


@pytest.fixture
def connect(sample_site, settings):
    """``connect(url)``: the portal's own engine is found there from now on."""
    stock = settings.SEARCH_ENGINES
    prefix = f"portal-{uuid4().hex}"

    def connect(url):
        settings.SEARCH_ENGINES = {
            **stock,
            "elasticsearch": {
                "ENGINE": "search.engines.elasticsearch.engine.ElasticsearchEngine",
                "URL": f"{url}/{prefix}",
                "LEXICON": "search.indexing.lexicon_source.city_lexicon",
                "SEARCH_BUDGET": BUDGET,
                "WRITE_BUDGET": BUDGET,
                "PATIENT": {"SEARCH_BUDGET": 20, "WRITE_BUDGET": 20},
            },
        }
        settings.SEARCH_ENGINE = "elasticsearch"
        forget_engines()

    yield connect
    forget_engines()


@pytest.fixture
def portal(connect, elasticsearch_url):
    connect(elasticsearch_url)
    call_command("search_sync", stdout=io.StringIO())
    forget_engines()
    return connect


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish(**values):
        with django_capture_on_commit_callbacks(execute=True):
            return factories.action(title=f"Atelier {WORD}", **values)

    return publish


def answer(client, **params):
    return client.get("/api/v1/search", {"q": WORD, **params}).json()


def both_equal_the_database():
    return [upkeep.drift(name) for name in ("elasticsearch", "tantivy")] == [(set(), set())] * 2


def test_elasticsearch_answers_and_is_fed(portal, publish, client):
    page = publish()
    found = answer(client)
    assert (found["engine"], [result["url"] for result in found["results"]]) == ("elasticsearch", [page.url])
    assert both_equal_the_database()


@pytest.mark.parametrize("kind", FOUND_BY)
def test_a_property_made_in_the_browser_is_searched_at_once(portal, client, kind, django_capture_on_commit_callbacks):
    """The index was made before: Elasticsearch learns of the column by the first document that has it."""
    can_filter = kind in SORTED or kind == "yesno"
    prop = factories.prop("Valeur", kind, facet=can_filter, sort=kind in SORTED)
    pages = []
    with django_capture_on_commit_callbacks(execute=True):
        for typed in FOUND_BY[kind][:2]:
            pages.append(factories.action(property_values={"valeur": clean_cell(prop, typed)}))
    assert_search_knows(client, kind, *(page.url for page in pages))
    assert answer(client)["engine"] == "elasticsearch"


@pytest.mark.parametrize("outage", OUTAGES)
def test_an_outage_is_answered_in_time_marked_and_caught_up(portal, publish, client, elasticsearch_url, outage):
    kept, gone = publish(), publish()
    with OUTAGES[outage]() as url:
        portal(url)
        started = time.monotonic()
        response = client.get("/recherche/", {"q": WORD})
        assert time.monotonic() - started < 2 * BUDGET
        assert "une copie a répondu" in response.content.decode()
        started = time.monotonic()
        new = publish()
        gone.delete()
        kept.unpublish()
        assert time.monotonic() - started < 3 * BUDGET
        assert [result["url"] for result in answer(client)["results"]] == [new.url]
    portal(elasticsearch_url)
    call_command("search_sync", stdout=io.StringIO())
    assert both_equal_the_database()
    held = get_engine(patient=True).digests()
    assert page_key(new.pk) in held
    assert not {page_key(kept.pk), page_key(gone.pk)} & held.keys()
    assert answer(client)["engine"] == "elasticsearch"


def test_a_hundred_french_searches_find_the_same_sheets_as_on_the_embedded_engine(portal, sample_site):
    engines = [get_engine(name, patient=True) for name in ("elasticsearch", "tantivy")]
    assert [misses(engine, sample_site.pk) for engine in engines] == [misses(engines[1], sample_site.pk)] * 2
