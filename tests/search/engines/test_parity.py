"""Both engines on the same pages: one may take the other's place without a visitor noticing."""

from __future__ import annotations

import random
from dataclasses import replace
from statistics import mean

import pytest

from search.engines.contract import SearchRequest
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.tantivy.engine import EmbeddedEngine
from search.text.lexicon import Lexicon
from tests.search.generated import ACRONYMS, SYNONYMS, documents
from tests.search.random_requests import careless_request, random_sentence

PAGES = 1000
REQUESTS = 300


@pytest.fixture(scope="module")
def engines(elasticsearch_url, tmp_path_factory):
    lexicon = Lexicon(ACRONYMS, SYNONYMS)
    embedded = EmbeddedEngine(tmp_path_factory.mktemp("parity") / "index", lexicon)
    remote = ElasticsearchEngine(f"{elasticsearch_url}/parity", lexicon, search_budget=20)
    for engine in (embedded, remote):
        assert engine.rebuild(documents(PAGES)) == PAGES
    return embedded, remote


def test_totals_counts_orders_corrections_highlights_and_suggestions_are_the_same(engines) -> None:
    chance = random.Random(7)
    for _ in range(REQUESTS):
        request = careless_request(chance)
        embedded, remote = (engine.search(request) for engine in engines)
        assert (remote.total, remote.corrected, remote.counts) == (embedded.total, embedded.corrected, embedded.counts)
        assert remote.spans == embedded.spans, request
        by_score = request.sort == "relevance" and request.text and not request.order_by
        if not by_score:
            assert [hit.key for hit in remote.hits] == [hit.key for hit in embedded.hits], request
        shown = {hit.key: hit.highlight for hit in embedded.hits}
        assert all(hit.highlight == shown.get(hit.key, hit.highlight) for hit in remote.hits), request
        typed = request.text[: chance.randint(1, 20)]
        embedded, remote = (engine.suggest(typed, request.locale, request.site) for engine in engines)
        assert remote == embedded, typed


def test_the_first_ten_by_relevance_are_nearly_the_same(engines, record_property) -> None:
    chance, overlaps = random.Random(8), []
    for number in range(REQUESTS):
        asked = replace(careless_request(chance), sort="relevance", order_by="", page=1, size=10)
        asked = replace(asked, text=random_sentence(chance)) if number % 2 else asked
        embedded, remote = (_keys(engine, asked) for engine in engines)
        if embedded and asked.text:
            overlaps.append(len(embedded & remote) / len(embedded))
    assert len(overlaps) > REQUESTS / 3
    record_property("overlap", mean(overlaps))
    assert mean(overlaps) >= 0.95


def test_similar_pages_are_nearly_the_same(engines) -> None:
    overlaps = []
    for document in documents(100):
        embedded, remote = (set(engine.similar(document, 5)) for engine in engines)
        assert len(remote) == len(embedded) == 5
        overlaps.append(len(embedded & remote) / 5)
    assert mean(overlaps) >= 0.9


def _keys(engine, request: SearchRequest) -> set[str]:
    return {hit.key for hit in engine.search(request).hits}
