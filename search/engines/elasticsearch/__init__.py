"""The contract of ``search.engines`` on Elasticsearch 8: what only that server needs."""
