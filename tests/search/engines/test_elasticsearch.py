"""Elasticsearch keeps the contract, on a real node."""

from __future__ import annotations

import logging
import time
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from search.engines.contract import EngineError, EngineUnavailable, SearchDocument, SearchRequest
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.index import Indexes
from search.text.lexicon import Lexicon
from tests.search.engine_contract import EngineContract
from tests.search.generated import COLUMNS, FACETS, documents


class TestElasticsearch(EngineContract):
    @pytest.fixture(scope="class")
    @classmethod
    def engines(cls, elasticsearch_url):
        # The machine may be busy: what is late here is not what these tests are about.
        patience = {"search_budget": 20, "write_budget": 20}
        return lambda name, lexicon=None: ElasticsearchEngine(f"{elasticsearch_url}/{name}", lexicon, **patience)

    @pytest.fixture
    def index_name(self, elasticsearch_url):
        name = f"test-{uuid4().hex}"
        yield name
        with Elasticsearch(elasticsearch_url.replace("elasticsearch:", "http:")) as client:
            for index in client.indices.get(index=f"{name}-*"):
                client.indices.delete(index=index)


@pytest.fixture
def client(elasticsearch_url):
    with Elasticsearch(elasticsearch_url.replace("elasticsearch:", "http:")) as client:
        yield client


@pytest.fixture
def prefix(client):
    """The prefix of a portal that is this test's own; whatever begins with it is removed."""
    prefix = f"own-{uuid4().hex}"
    yield prefix
    for index in client.indices.get(index=f"{prefix}*"):
        client.indices.delete(index=index)


@pytest.fixture
def make(elasticsearch_url, prefix):
    return lambda lexicon=None: ElasticsearchEngine(
        f"{elasticsearch_url}/{prefix}", lexicon, search_budget=20, write_budget=20
    )


def builds(client, prefix: str) -> set[str]:
    return set(client.indices.get(index=f"{prefix}-*"))


def test_words_are_weighed_by_one_request_and_searched_by_another(make, caplog) -> None:
    engine = make()
    engine.rebuild(documents(50))
    caplog.set_level(logging.INFO, "elastic_transport.transport")
    for request in (
        SearchRequest("parent", {"theme": ("theme-1",)}, facets=FACETS),
        SearchRequest(sort="date", facets=FACETS),
        SearchRequest("parent", page=99),
        SearchRequest("parent", ranges={"duree": (30, 60)}, facets=FACETS, spans=COLUMNS, order_by="-prix"),
    ):
        caplog.clear()
        engine.search(request)
        assert len(caplog.records) == (2 if request.text else 1)


def test_a_column_is_decimal_from_its_first_number_on(make, client, prefix) -> None:
    engine = make()
    engine.rebuild([])
    for place, number in enumerate((12, 12.5)):
        engine.apply([SearchDocument(f"a:{place}", "Bal", "", numbers={"prix": number})], [])
    (index,) = builds(client, prefix)
    mapped = client.indices.get_mapping(index=index)[index]["mappings"]["properties"]["numbers"]["properties"]
    assert mapped == {"prix": {"type": "double"}}


def test_a_lone_node_is_not_reproached_with_missing_copies(make, client, prefix) -> None:
    make().rebuild(documents(5))
    assert client.cluster.health(index=prefix)["status"] == "green"


def test_a_rebuild_leaves_one_index_and_a_failed_one_none(make, client, prefix) -> None:
    engine = make()
    with pytest.raises(ZeroDivisionError):
        engine.rebuild(1 / 0 for _ in range(3))
    assert builds(client, prefix) == set()
    for count in (3, 4):
        assert engine.rebuild(documents(count)) == count
        assert len(builds(client, prefix)) == 1


def test_a_rebuild_sweeps_what_a_killed_one_left_and_nothing_else(make, client, prefix) -> None:
    hour = 3600 * 10**9
    killed, young = (f"{prefix}-{time.time_ns() - age:016x}" for age in (2 * hour, hour // 2))
    others = {young, f"{prefix}-bis-{time.time_ns() - 2 * hour:016x}", f"{prefix}-archive"}
    for index in (killed, *others):
        client.indices.create(index=index, settings={"number_of_replicas": 0})
    make().rebuild(documents(3))
    left = builds(client, prefix)
    assert killed not in left
    assert others < left
    assert len(left) == len(others) + 1


def test_a_build_that_lost_documents_never_goes_live(make, client, prefix, monkeypatch) -> None:
    engine = make()
    engine.rebuild(documents(3))
    monkeypatch.setattr("search.engines.elasticsearch.engine.send", lambda *arguments, **options: set())
    with pytest.raises(EngineError, match="l’ancien reste en service"):
        engine.rebuild(documents(4))
    assert (engine.health()["documents"], len(builds(client, prefix))) == (3, 1)


def test_a_build_that_went_live_unheard_is_kept(make, client, prefix, monkeypatch) -> None:
    engine = make()
    engine.rebuild(documents(3))
    publish = Indexes.publish

    def unheard(*arguments) -> None:
        publish(*arguments)
        raise EngineUnavailable("réponse perdue")

    monkeypatch.setattr(Indexes, "publish", unheard)
    with pytest.raises(EngineUnavailable):
        engine.rebuild(documents(4))
    assert (make().health()["documents"], len(builds(client, prefix))) == (4, 1)


def test_health_says_when_the_lexicon_cannot_be_read(make) -> None:
    make().rebuild([])

    def closed() -> Lexicon:
        raise LookupError("base fermée")

    health = make(closed).health()
    assert (health["reachable"], health["version_ok"]) == (True, False)
    assert health["error"]


def test_an_index_with_the_name_of_the_alias_is_said_and_left_alone(make, client, prefix) -> None:
    client.indices.create(index=prefix, settings={"number_of_replicas": 0})
    engine = make()
    for question in (lambda: engine.search(SearchRequest()), lambda: engine.rebuild(documents(3))):
        with pytest.raises(EngineError, match="porte déjà le nom"):
            question()
    assert "porte déjà le nom" in engine.health()["error"]
    assert set(client.indices.get(index=f"{prefix}*")) == {prefix}


def test_an_index_of_another_schema_asks_to_be_rebuilt(make, monkeypatch) -> None:
    make().rebuild(documents(3))
    monkeypatch.setattr("search.engines.elasticsearch.reader.SCHEMA_VERSION", 99)
    engine = make()
    with pytest.raises(EngineError, match="version antérieure"):
        engine.search(SearchRequest())
    assert (engine.health()["reachable"], engine.health()["version_ok"]) == (True, False)
    engine.rebuild(documents(3))
    assert engine.health()["version_ok"] is True


def test_an_index_removed_behind_an_engine_is_missing_and_never_made_by_a_write(make, client, prefix) -> None:
    engine = make()
    engine.rebuild(documents(3))
    for index in builds(client, prefix):
        client.indices.delete(index=index)
    for question in (lambda: engine.search(SearchRequest()), lambda: engine.apply(documents(1), [], position=3)):
        with pytest.raises(EngineError, match="n’existe pas encore"):
            question()
    assert set(client.indices.get(index=f"{prefix}*")) == set()


def test_a_write_after_anothers_rebuild_has_the_words_of_the_new_index(make) -> None:
    engine = make()
    engine.rebuild([])
    make(Lexicon(synonyms=[["cantine", "réfectoire"]])).rebuild([])
    engine.apply([SearchDocument("a:1", "La cantine", "")], [])
    assert engine.search(SearchRequest("réfectoire")).total == 1


def test_each_process_has_a_client_of_its_own(make, monkeypatch) -> None:
    engine, made = make(), []
    engine.rebuild(documents(3))

    def counted(*arguments, **options) -> Elasticsearch:
        made.append(Elasticsearch(*arguments, **options))
        return made[-1]

    monkeypatch.setattr("search.engines.elasticsearch.client.Elasticsearch", counted)
    engine.search(SearchRequest())
    assert made == []
    monkeypatch.setattr("os.getpid", lambda: -1)
    assert engine.search(SearchRequest()).total == engine.search(SearchRequest()).total > 0
    assert len(made) == 1
