"""How one document is laid out in Elasticsearch, and what its fields are for."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from search.engines.contract import SearchDocument
from search.engines.fields import FACET_NAME, TEXT_FIELDS, codes_of, numbers_of, ranks_of, words_of
from search.engines.ordering import date_order, scope_of, site_order, title_order
from search.text.analysis import Analyzer

# Raise it with any change of what stands below: indexes then ask to be rebuilt.
SCHEMA_VERSION = 3

DEEPEST = 1_000_000  # no page of hits lies beyond
_LONGEST_TERM = 8_000  # characters; Lucene refuses a document for one term of more than 32 766 bytes
_MOST_FIELDS = 5_000  # each vocabulary is one, each column too

_KEYWORD = {"type": "keyword", "ignore_above": _LONGEST_TERM}
_SHOWN = {"type": "text", "index": False, "store": True}

# Tokens come ready made, "parental|parentalit ^pre|pre": spaces part the positions, bars the tokens of one.
_ANALYSIS = {
    "tokenizer": {"positions": {"type": "whitespace", "max_token_length": 10_000}},
    "filter": {
        "tokens": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]},
        "short": {"type": "truncate", "length": 255},
    },
    "analyzer": {"ready": {"type": "custom", "tokenizer": "positions", "filter": ["tokens", "short"]}},
}

SETTINGS = {
    "analysis": _ANALYSIS,
    # Every token counts in the length of a text, as in the embedded engine.
    "similarity": {"default": {"type": "BM25", "discount_overlaps": False}},
    "max_result_window": DEEPEST,
    # How long the version of a deleted document is remembered, against an older state of it written late.
    "gc_deletes": "10m",
    "mapping": {"total_fields": {"limit": _MOST_FIELDS}},
}


def mapping(about: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "_meta": about,
        "_source": {"enabled": False},
        "dynamic": False,
        "date_detection": False,
        # One object for every vocabulary, so that one made in the browser needs no new schema; one for every number.
        "dynamic_templates": [
            {"terms": {"path_match": "terms.*", "mapping": _KEYWORD}},
            {"numbers": {"path_match": "numbers.*", "mapping": {"type": "double"}}},
        ],
        "properties": {
            **{name: {"type": "text", "analyzer": "ready"} for name in TEXT_FIELDS},
            **dict.fromkeys(
                ("key", "scope", "digest", "rank", "by_title", "by_date", "by_order", "forms", "variants"), _KEYWORD
            ),
            **dict.fromkeys(("terms", "numbers"), {"type": "object", "dynamic": True}),
            "shown_title": _SHOWN,
            "shown_body": _SHOWN,
            "written": {"type": "long"},
        },
    }


def to_row(document: SearchDocument, analyzer: Analyzer) -> dict[str, Any]:
    words = words_of(document, analyzer)
    tokens = {name: " ".join(map("|".join, positions)) for name, positions in words.positions.items()}
    return {
        **tokens,
        "key": document.key,
        "scope": scope_of(document.locale, document.site),
        "digest": document.digest,
        "by_title": title_order(document),
        "by_date": date_order(document.date, document.key),
        "by_order": site_order(document),
        "rank": ranks_of(document, analyzer),
        "terms": {name: codes for name, codes in codes_of(document).items() if FACET_NAME.fullmatch(name)},
        "numbers": numbers_of(document),
        "forms": sorted(words.forms),
        "variants": sorted(words.variants),
        "shown_title": words.texts["title"],
        "shown_body": words.texts["body"],
        # Microseconds: what readers remember of the words is forgotten when the latest of these changes.
        "written": time.time_ns() // 1000,
    }
