"""How one document is laid out in tantivy, and what its columns are for."""

from __future__ import annotations

import tantivy

from search.analysis import Analyzer, Word
from search.contract import SearchDocument
from search.french import clean, fold
from search.ordering import TAB, date_order, scope_of, title_order

# Raise it with any change of the fields below: indexes then ask to be rebuilt.
SCHEMA_VERSION = 1

# A match in a title says more about a page than one in its body.
TEXT_FIELDS = {"title": 4.0, "keywords": 2.0, "body": 1.0}


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
    # One object for every vocabulary, so that one made in the browser needs no new schema.
    builder.add_json_field("terms", tokenizer_name="raw", index_option="basic", fast=True)
    # What readers write: "fr/1 <tab> parentalite <tab> parentalité" completes and corrects ...
    builder.add_text_field("forms", tokenizer_name="raw", index_option="basic")
    # ... and "parental <tab> parentalité" finds in a body the words that a token stands for.
    builder.add_text_field("variants", tokenizer_name="raw", index_option="basic")
    # Bytes are only kept; a text field would be indexed as one huge term.
    builder.add_bytes_field("shown_title", stored=True)
    builder.add_bytes_field("shown_body", stored=True)
    return builder.build()


def to_tantivy(document: SearchDocument, analyzer: Analyzer) -> tantivy.Document:
    row = tantivy.Document()
    row.add_text("key", document.key)
    row.add_text("scope", scope_of(document.locale, document.site))
    row.add_text("stamp", f"{document.key}{TAB}{document.digest}")
    row.add_text("by_title", title_order(document))
    row.add_bytes("shown_order", title_order(document).encode())
    row.add_text("by_date", date_order(document.date, document.key))
    row.add_json("terms", {name: sorted({clean(code) for code in codes}) for name, codes in document.facets.items()})
    texts = {name: clean(getattr(document, name)) for name in TEXT_FIELDS}
    row.add_bytes("shown_title", texts["title"].encode())
    row.add_bytes("shown_body", texts["body"].encode())
    _add_words(row, texts, scope_of(document.locale, document.site), analyzer)
    return row


def _add_words(row: tantivy.Document, texts: dict[str, str], scope: str, analyzer: Analyzer) -> None:
    forms: set[str] = set()
    variants: set[tuple[str, str]] = set()
    for name, text in texts.items():
        words = analyzer.document_words(text)
        tokens = [
            tantivy.Token(token, position, 0, 0)
            for position, found in enumerate(analyzer.positions(words))
            for token in found
        ]
        row.add_pre_tokenized_text(name, tantivy.PreTokenizedString("", tokens))
        forms.update(word.form for word in words)
        variants.update(_variants(text, words, analyzer))
    for form in forms:
        row.add_text("forms", TAB.join((scope, fold(form), form)))
    for token, form in variants:
        row.add_text("variants", TAB.join((token, form)))


def _variants(text: str, words: list[Word], analyzer: Analyzer) -> set[tuple[str, str]]:
    variants = {(token, word.form) for word in words for token in word.tokens}
    for concept in analyzer.concepts(words):
        run = words[concept.first : concept.last]
        form = run[0].form if len(run) == 1 else text[run[0].start : run[-1].end].lower()
        if TAB not in form:
            variants.add((concept.token, form))
    return variants
