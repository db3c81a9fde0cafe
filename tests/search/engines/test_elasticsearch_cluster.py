"""Three nodes, one of them killed while pages are read and written: nobody notices, nothing acknowledged is lost."""

from __future__ import annotations

import threading
import time
from itertools import count

import pytest
from elasticsearch import Elasticsearch

from search.engines.contract import EngineError, SearchDocument, SearchRequest
from search.engines.elasticsearch.engine import ElasticsearchEngine
from tests.elasticsearch_node import folder
from tests.search.generated import documents

pytestmark = pytest.mark.cluster

NODES = ("n1", "n2", "n3")
PAGES = 200
BEFORE, AFTER = 3, 8  # seconds of reads and writes around the kill
RETURN = "120s"


class Load:
    """Readers and writers that never stop, each through the engine as the portal has it."""

    def __init__(self, make_engine) -> None:
        self.acknowledged: set[str] = set()
        self.failed_searches: list[Exception] = []
        self.searches = 0
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=work, args=(make_engine(), number))
            for number, work in enumerate((self._write, self._write, self._read, self._read))
        ]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _write(self, engine: ElasticsearchEngine, number: int) -> None:
        for turn in count():
            if self._stop.is_set():
                return
            key = f"w{number}:{turn}"
            try:
                engine.apply([SearchDocument(key, "Zythologie", "")], [])
                self.acknowledged.add(key)
            except EngineError:
                # Nothing was promised: the portal keeps the change, and sends it again.
                pass
            time.sleep(0.02)

    def _read(self, engine: ElasticsearchEngine, number: int) -> None:
        while not self._stop.is_set():
            try:
                assert engine.search(SearchRequest("parent", facets=("theme",))).total > 0
                self.searches += 1
            except Exception as error:
                self.failed_searches.append(error)
            time.sleep(0.02)


@pytest.fixture(scope="module")
def cluster():
    with folder(*NODES) as nodes:
        yield nodes, nodes.run("cluster").split()


def test_a_node_killed_under_load_is_missed_by_nobody(cluster) -> None:
    nodes, urls = cluster
    address = f"elasticsearch://{','.join(url.removeprefix('http://') for url in urls)}/portail"

    def make_engine() -> ElasticsearchEngine:
        # What is tested here is that answers come, not how fast three nodes are on one small machine.
        return ElasticsearchEngine(address, shards=3, replicas=1, search_budget=15, write_budget=15)

    engine = make_engine()
    engine.rebuild(documents(PAGES))
    with Elasticsearch(urls, request_timeout=130, max_retries=6) as client:
        assert client.cluster.health(index="portail", wait_for_status="green", timeout=RETURN)["active_shards"] == 6
        victim = client.cat.master(h="node").body.strip()
        with Load(make_engine) as load:
            time.sleep(BEFORE)
            nodes.run("kill", victim)
            time.sleep(AFTER)
        nodes.run("start", victim)
        health = client.cluster.health(index="portail", wait_for_nodes="3", wait_for_status="green", timeout=RETURN)
        assert (health["number_of_nodes"], health["status"], health["active_shards"]) == (3, "green", 6)
    assert load.failed_searches == []
    assert load.searches > 20
    assert len(load.acknowledged) > 20
    assert load.acknowledged <= engine.digests().keys()
    assert engine.search(SearchRequest("zythologie")).total >= len(load.acknowledged)
