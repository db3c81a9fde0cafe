"""Whatever comes in from an address or a form: an answer, in bounded time, never an exception."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.contract import SearchDocument, SearchRequest

HOSTILE = {
    "nul": "éco\x00le",
    "only nul": "\x00",
    "lone surrogates": "\ud800école\udfff",
    "one word of four thousand letters": "a" * 4096,
    "three thousand words": "école parent " * 1500,
    "three thousand unknown words": " ".join(f"mot{number}x" for number in range(3000)),
    "five hundred quotes": '"' * 500,
    "odd quotes": '"école « parent',
    "field": "title:*",
    "range": "[1 TO *]",
    "regular expression": "(a+)+$",
    "operators": "AND OR NOT + - ~2 ^3 * ? \\ / && || !",
    "right to left": "\u202eécole\u202c \u200f",
    "emoji": "👩‍👩‍👧 école 🎉",
    "combining": "e" + "\u0301" * 300,
    "markup": "<script>alert(1)</script> & <mark>",
    "sql": "' OR 1=1; --",
    "arabic": "مدرسة",
    "turkish": "İSTANBUL ıI",
    "separators": "\t\n\x1f\x1e école\u2028",
    "format": "{0} %s %(x)s",
}

_TEXT = st.text(alphabet=st.characters(), max_size=60) | st.text(
    alphabet="aéœ \"'«»+:*()\\^=\t\x00\ud800PRE7", max_size=40
)


class HostileContract:
    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
    def test_a_hostile_text_has_an_answer_in_time(self, thousand, text: str) -> None:
        engine, _ = thousand
        started = time.process_time()
        result = engine.search(SearchRequest(text, {"theme": (text,)}, facets=("theme",)))
        engine.suggest(text)
        assert time.process_time() - started < 2
        assert result.total == 0
        engine.search(SearchRequest(text, locale=text))

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(text=_TEXT, codes=st.lists(_TEXT, max_size=3), name=_TEXT)
    def test_any_text_any_code_any_facet(self, thousand, text: str, codes: list[str], name: str) -> None:
        engine, _ = thousand
        result = engine.search(SearchRequest(text, {name: tuple(codes)}, facets=("theme", name)))
        assert len(result.hits) == min(result.total, 20)
        for hit in result.hits:
            assert hit.highlight.count("<") == hit.highlight.count("<mark>") + hit.highlight.count("</mark>")
        assert all(count > 0 for values in result.counts.values() for count in values.values())
        assert all(isinstance(text, str) for text in engine.suggest(text))

    @pytest.mark.parametrize("number", [-5, 0, 1, 51, 10**9, 10**30])
    @pytest.mark.parametrize("size", [-1, 0, 1, 100, 10**30])
    def test_any_page_of_any_size(self, thousand, number: int, size: int) -> None:
        engine, _ = thousand
        for text in ("", "parent"):
            result = engine.search(SearchRequest(text, page=number, size=size))
            assert result.total > 0
            expected = min(max(size, 0), 100, max(0, result.total - (max(number, 1) - 1) * max(0, min(size, 100))))
            assert len(result.hits) == expected

    def test_an_unknown_sort_is_relevance(self, thousand) -> None:
        engine, _ = thousand
        assert engine.search(SearchRequest("parent", sort="x")).hits == engine.search(SearchRequest("parent")).hits

    def test_texts_without_a_word_find_nothing_but_an_empty_one_finds_all(self, thousand) -> None:
        engine, _ = thousand
        assert engine.search(SearchRequest("le de la")).total == engine.search(SearchRequest("🎉 !")).total == 0
        assert engine.search(SearchRequest("  \t\x00 ")).total == engine.search(SearchRequest()).total > 0

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
    def test_a_hostile_document_is_indexed_and_found_by_its_other_words(self, build, text: str) -> None:
        document = SearchDocument(
            "a:1", f"{text} bienvenue", f"{text} partout", text, {"theme": ("x", text)}, sort_title=text
        )
        engine = build(document)
        engine.apply([document], [])
        assert [hit.key for hit in engine.search(SearchRequest("bienvenue partout", facets=("theme",))).hits] == ["a:1"]
        assert engine.digests() == {"a:1": document.digest}

    def test_codes_are_taken_as_they_are(self, build) -> None:
        codes = ["7", "1.5", "true", 'a"b', "a\\b", "a b", "x*", "AND", "-", "o'neil", "é", "2024-01-01T00:00:00Z"]
        engine = build(
            *(SearchDocument(f"a:{n}", "Titre", "", facets={"age": (code,)}) for n, code in enumerate(codes))
        )
        assert engine.search(SearchRequest(facets=("age",))).counts == {"age": dict.fromkeys(codes, 1)}
        for number, code in enumerate(codes):
            result = engine.search(SearchRequest(selections={"age": (code,)}))
            assert [hit.key for hit in result.hits] == [f"a:{number}"]
