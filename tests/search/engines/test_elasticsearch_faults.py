"""Whatever answers in Elasticsearch's place, or nothing: an engine error within the budget, and no secret in it."""

from __future__ import annotations

import json
import logging
import socket
import time
import traceback

import pytest

from search.engines.contract import EngineError, EngineUnavailable, SearchDocument, SearchRequest
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.rows import SCHEMA_VERSION
from search.text.lexicon import Lexicon
from tests.search.engines.elasticsearch_stub import JSON, Reply, always, drop_by_drop, slowly, stub

BUDGET = 0.3
PLENTY = 10.0  # where answers come at once and time is not what is tested
IN_TIME = 2.0

PAGE = SearchDocument("a:1", "Titre", "")
ABOUT = {"schema": SCHEMA_VERSION, "analysis": "1", "lexicon": Lexicon().canonical}
LIVE = json.dumps({"portail-18d5f00000000000": {"mappings": {"_meta": ABOUT}}}).encode()


def sound(path: str) -> bytes:
    """What a node that holds this index answers, asked what it was built with, or its position."""
    return LIVE if "_mapping" in path else b'{"_version": 0}' if "/_doc/" in path else b""


def questions(engine: ElasticsearchEngine) -> list:
    return [
        lambda: engine.search(SearchRequest("école", facets=("theme",))),
        lambda: engine.suggest("éco"),
        lambda: engine.similar(PAGE),
        lambda: engine.apply([PAGE], ["a:2"], position=3),
    ]


def assert_unavailable_in_time(url: str) -> None:
    engine = ElasticsearchEngine(f"{url}/portail", search_budget=BUDGET, write_budget=BUDGET)
    for question in questions(engine):
        started = time.monotonic()
        with pytest.raises(EngineUnavailable):
            question()
        assert time.monotonic() - started < IN_TIME
    health = engine.health()
    assert (health["reachable"], health["version_ok"]) == (False, False)
    assert health["error"]


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert_unavailable_in_time(f"elasticsearch://127.0.0.1:{port}")
        assert_unavailable_in_time(f"elasticsearch://127.0.0.1:{port},localhost:{port}")


HEAD = b"HTTP/1.1 200 OK\r\nX-Elastic-Product: Elasticsearch\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    ("at_once", "drops"),
    [
        (b"", HEAD),
        (HEAD + b"Content-Length: 5000\r\n\r\n", b"{" + b" " * 100),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n{\r\n" * 100),
        (HEAD + b"\r\n", b"{" + b" " * 100),
    ],
    ids=["headers", "body", "chunks", "until closed"],
)
def test_somebody_who_speaks_one_byte_at_a_time(at_once: bytes, drops: bytes) -> None:
    with drop_by_drop(at_once, drops) as url:
        assert_unavailable_in_time(url)


def test_somebody_who_never_speaks() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert_unavailable_in_time(f"elasticsearch://127.0.0.1:{silent.getsockname()[1]}")


@pytest.mark.parametrize(
    "reply",
    [
        slowly,
        *(always(status, b'{"error":{"type":"x"},"status":503}') for status in (429, 500, 502, 503, 504)),
        always(503, b"<html>\xff", "text/html"),
        always(200, b"<html>\xff not json", "text/html"),
        always(200, b"<html>\xff not json"),
        always(200, b""),
        always(200, b'{"unfinished": ['),
        always(200, b"[" * 100_000),
        always(200, b"\x00\xff", "application/octet-stream"),
        *(
            always(200, body)
            for body in (b"{}", b"[]", b"null", b"3", b'"x"', b'{"a": null}', b'{"a": {"mappings": 3}}')
        ),
    ],
)
def test_answers_that_are_none(reply) -> None:
    with stub(reply) as url:
        assert_unavailable_in_time(url)


def test_another_product() -> None:
    with stub(always(200, b"{}"), product="OpenSearch") as url:
        assert_unavailable_in_time(url)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"hits": {"hits": [], "total": {"value": 0}}, "_shards": {"failed": 1}, "timed_out": False},
        {"hits": {"hits": [], "total": {"value": 0}}, "_shards": {"failed": 0}, "timed_out": True},
        {"hits": {"hits": [{}], "total": {"value": 1}}, "_shards": {"failed": 0}, "timed_out": False},
        {"hits": None, "aggregations": [], "_shards": {"failed": 0}, "timed_out": False},
        {"hits": {"hits": 3, "total": 3}, "aggregations": 3, "_shards": {"failed": 0}, "timed_out": False},
        {"items": [], "errors": False},
        {"items": [{"index": {}}, 3], "errors": False},
    ],
)
def test_answers_of_any_other_shape(body) -> None:
    def reply(method: str, path: str) -> Reply:
        return 200, JSON, LIVE if "_mapping" in path else json.dumps(body).encode()

    with stub(reply) as url:
        engine = ElasticsearchEngine(f"{url}/portail", search_budget=PLENTY, write_budget=PLENTY)
        for question in questions(engine):
            with pytest.raises(EngineUnavailable):
                question()
        assert engine.health()["error"]


def test_a_long_question_is_no_sign_that_the_cluster_is_away() -> None:
    counts = {f"{number}": {"doc_count": 0} for number in range(12)}
    found = {"asked": {"doc_count": 0}, "forms": {"buckets": []}, "written": {"value": None}, **counts}
    nothing = {"hits": {"hits": [], "total": {"value": 0}}, "aggregations": found, "_shards": {"failed": 0}}

    def reply(method: str, path: str) -> Reply:
        time.sleep(0 if "_mapping" in path else BUDGET / 4)
        return 200, JSON, LIVE if "_mapping" in path else json.dumps({**nothing, "timed_out": False}).encode()

    with stub(reply) as url, pytest.raises(EngineError, match="trop de temps") as raised:
        ElasticsearchEngine(f"{url}/portail", search_budget=BUDGET).search(SearchRequest("mot inconnu de tous"))
    assert not isinstance(raised.value, EngineUnavailable)


def test_a_busy_cluster_is_asked_again_until_it_has_room() -> None:
    asked: list[str] = []
    written = b'{"items":[{"index":{"status":201,"_index":"portail-18d5f00000000000","_id":"a:1"}}]}'
    refused = b'{"items":[{"index":{"status":429,"_id":"a:1","error":{"type":"es_rejected_execution_exception"}}}]}'

    def reply(method: str, path: str) -> Reply:
        if sound(path):
            return 200, JSON, sound(path)
        asked.append(path)
        return (429, JSON, b"{}") if len(asked) < 3 else (200, JSON, refused if len(asked) < 5 else written)

    with stub(reply) as url:
        ElasticsearchEngine(f"{url}/portail", write_budget=5).apply([PAGE], [])
    assert len(asked) == 5


def test_a_refused_document_is_an_error_of_its_own() -> None:
    refused = b'{"items":[{"index":{"status":400,"_id":"a:1","error":{"type":"document_parsing_exception"}}}]}'

    def reply(method: str, path: str) -> Reply:
        return 200, JSON, sound(path) or refused

    with stub(reply) as url, pytest.raises(EngineError, match="refusé un document") as raised:
        ElasticsearchEngine(f"{url}/portail").apply([PAGE], [])
    assert not isinstance(raised.value, EngineUnavailable)


@pytest.mark.parametrize("secret", ["moi:mot-de-passe@{}/portail", "{}/portail?api_key=mot-de-passe"])
def test_no_error_and_no_log_holds_the_password(secret: str, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    for reply in (always(401, b'{"error":{"type":"security_exception"},"status":401}'), always(503, b"{}"), slowly):
        with stub(reply) as url:
            address = "http://" + secret.format(url.removeprefix("elasticsearch://"))
            engine = ElasticsearchEngine(address, search_budget=BUDGET, write_budget=BUDGET)
            for question in questions(engine):
                with pytest.raises(EngineError) as raised:
                    question()
                told = "".join(traceback.format_exception(raised.value, chain=True)) + repr(raised.value)
                assert "mot-de-passe" not in told
            assert "mot-de-passe" not in f"{engine.health()} {engine!r}"
    assert "mot-de-passe" not in caplog.text


def test_a_node_that_dies_in_the_middle_of_a_search_is_missed_by_nobody() -> None:
    died: list[str] = []
    nothing = {"hits": {"hits": [], "total": {"value": 0}}, "_shards": {"failed": 0}, "timed_out": False}

    def reply(method: str, path: str) -> Reply:
        if "_mapping" in path:
            return 200, JSON, LIVE
        if not died:
            died.append(path)
            return 500, JSON, b'{"error":{"type":"search_phase_execution_exception"},"status":500}'
        return 200, JSON, json.dumps({**nothing, "aggregations": {"forms": {"buckets": []}}}).encode()

    with stub(reply) as url:
        engine = ElasticsearchEngine(f"{url}/portail", search_budget=BUDGET)
        assert engine.suggest("éco") == []
    assert died
