"""The contract of ``search.engines`` on tantivy: what only the embedded index needs."""
