"""How one document is laid out in tantivy, and what its columns are for."""

from __future__ import annotations

import json
import struct

import tantivy

from search.engines.contract import SearchDocument
from search.engines.fields import TEXT_FIELDS, codes_of, numbers_of, ranks_of, words_of
from search.engines.ordering import TAB, date_order, scope_of, site_order, title_order
from search.text.analysis import Analyzer

RANKS = "numbers."  # the columns that ranges and orders read ...
VALUES = "values."  # ... and those that the least and the greatest value are read from

# Raise it with any change of the fields below: indexes then ask to be rebuilt.
SCHEMA_VERSION = 3


def build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        # Tokens come ready made, and are looked up as they are.
        builder.add_text_field(name, tokenizer_name="raw", index_option="position")
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("scope", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stamp", tokenizer_name="raw", index_option="basic")
    # tantivy sorts by one column and leaves ties to chance: each order is one column without ties.
    builder.add_text_field("by_title", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_bytes_field("shown_order", stored=True)
    builder.add_text_field("by_date", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("by_order", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("rank", tokenizer_name="raw", index_option="basic")
    # One object for every vocabulary, so that one made in the browser needs no new schema.
    builder.add_json_field("terms", tokenizer_name="raw", index_option="basic", fast=True)
    # The same for numbers, twice: as ranks, for ranges and orders, and as they are, for the least and the greatest.
    builder.add_json_field("numbers", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_json_field("values", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_bytes_field("shown_numbers", stored=True)
    # Forms begin with their scope: "fr/1 <tab> parentalite <tab> parentalité".
    builder.add_text_field("forms", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("variants", tokenizer_name="raw", index_option="basic")
    # Bytes are only kept; a text field would be indexed as one huge term.
    builder.add_bytes_field("shown_title", stored=True)
    builder.add_bytes_field("shown_body", stored=True)
    return builder.build()


def rank_of(number: float) -> int:
    """An integer of 64 bits, in the order of numbers.

    tantivy makes integers of the decimal numbers of a segment where all of them happen to be whole, and then fails on
    a range that begins or ends between two of them.
    """
    bits: int
    (bits,) = struct.unpack(">q", struct.pack(">d", abs(number)))
    return bits if number >= 0 else -bits


def to_tantivy(document: SearchDocument, analyzer: Analyzer) -> tantivy.Document:
    scope, words = scope_of(document.locale, document.site), words_of(document, analyzer)
    row = tantivy.Document()
    row.add_text("key", document.key)
    row.add_text("scope", scope)
    row.add_text("stamp", f"{document.key}{TAB}{document.digest}")
    row.add_text("by_title", title_order(document))
    row.add_bytes("shown_order", title_order(document).encode())
    row.add_text("by_date", date_order(document.date, document.key))
    row.add_text("by_order", site_order(document))
    for rank in ranks_of(document, analyzer):
        row.add_text("rank", rank)
    row.add_json("terms", codes_of(document))
    numbers = numbers_of(document)
    row.add_json("numbers", {name: rank_of(number) for name, number in numbers.items()})
    row.add_json("values", numbers)
    row.add_bytes("shown_numbers", json.dumps(numbers).encode())
    row.add_bytes("shown_title", words.texts["title"].encode())
    row.add_bytes("shown_body", words.texts["body"].encode())
    for name, positions in words.positions.items():
        tokens = [tantivy.Token(token, place, 0, 0) for place, found in enumerate(positions) for token in found]
        row.add_pre_tokenized_text(name, tantivy.PreTokenizedString("", tokens))
    for form in words.forms:
        row.add_text("forms", f"{scope}{TAB}{form}")
    for variant in words.variants:
        row.add_text("variants", variant)
    return row
