"""Elasticsearch keeps the contract, on a real node."""

from __future__ import annotations

from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import ElasticsearchEngine
from tests.search.engine_contract import EngineContract


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
