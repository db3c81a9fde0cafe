"""Columns: ranges, the least and the greatest value, and orders by value."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.contract import SearchDocument, SearchRequest
from search.text.analysis import Analyzer
from tests.search.brute_force import BruteForce

INFINITE = math.inf

# Whole numbers and decimals, small and huge, on both sides of zero.
VALUES = [None, 1.0, 2.5, -3.25, 0.001, 19.99, 45.0, 0.0, 7.0, -1e300, 1e300, 5e-324, 1e16 + 2, -0.1]

_NUMBER = st.none() | st.floats() | st.integers(-(10**6), 10**6).map(float)
_NAME = st.sampled_from(
    ["duree", "prix", "", "-", "--x", "dur*ee", 'a"b', "a.b", "numbers", "Duree", "é", "x:[1 TO 2]"]
)


def pages(*numbers: dict[str, float]) -> list[SearchDocument]:
    return [SearchDocument(f"a:{place:02}", "Un atelier", "", numbers=each) for place, each in enumerate(numbers)]


def keys(engine, **asked) -> list[str]:
    return [hit.key for hit in engine.search(SearchRequest(**asked)).hits]


class NumbersContract:
    def test_a_range_has_both_its_ends(self, build) -> None:
        engine = build(*pages({"duree": 29.9}, {"duree": 30}, {"duree": 45.5}, {"duree": 60}, {"duree": 60.1}, {}))
        assert keys(engine, ranges={"duree": (30, 60)}) == ["a:01", "a:02", "a:03"]
        assert keys(engine, ranges={"duree": (45.5, 45.5)}) == ["a:02"]

    def test_an_end_may_be_open_and_both_are_no_range(self, build) -> None:
        engine = build(*pages({"duree": -1}, {"duree": 30}, {}))
        assert keys(engine, ranges={"duree": (0, None)}) == ["a:01"]
        assert keys(engine, ranges={"duree": (None, 0)}) == ["a:00"]
        assert keys(engine, ranges={"duree": (None, None)}) == ["a:00", "a:01", "a:02"]

    def test_ranges_meet_words_selections_and_each_other(self, build) -> None:
        chosen = {"theme": ("x",)}
        engine = build(
            SearchDocument("a:1", "Danse", "", facets=chosen, numbers={"duree": 30, "prix": 2}),
            SearchDocument("a:2", "Danse", "", facets=chosen, numbers={"duree": 30, "prix": 9}),
            SearchDocument("a:3", "Danse", "", numbers={"duree": 30, "prix": 2}),
            SearchDocument("a:4", "Musique", "", facets=chosen, numbers={"duree": 30, "prix": 2}),
            SearchDocument("a:5", "Danse", "", facets=chosen, numbers={"duree": 90, "prix": 2}),
        )
        asked = {"text": "danse", "selections": chosen, "ranges": {"duree": (0, 60), "prix": (None, 5)}}
        assert keys(engine, **asked) == ["a:1"]

    def test_counts_keep_to_every_range(self, build) -> None:
        engine = build(
            SearchDocument("a:1", "Un", "", facets={"theme": ("x",)}, numbers={"duree": 30}),
            SearchDocument("a:2", "Deux", "", facets={"theme": ("x", "y")}, numbers={"duree": 90}),
            SearchDocument("a:3", "Trois", "", facets={"theme": ("y",)}),
        )
        asked = {"ranges": {"duree": (60, None)}, "facets": ("theme",)}
        assert engine.search(SearchRequest(**asked)).counts == {"theme": {"x": 1, "y": 1}}
        assert engine.search(SearchRequest(selections={"theme": ("y",)}, **asked)).counts == {"theme": {"x": 1, "y": 1}}

    def test_a_span_leaves_out_its_own_range_and_no_other(self, build) -> None:
        engine = build(*pages({"duree": 30, "prix": 1.5}, {"duree": 60, "prix": 19.99}, {"duree": 90, "prix": 0.1}, {}))
        asked = SearchRequest(ranges={"duree": (50, 70)}, spans=("duree", "prix"))
        assert engine.search(asked).spans == {"duree": (30, 90), "prix": (19.99, 19.99)}

    def test_a_column_that_nothing_found_has_no_span(self, build) -> None:
        engine = build(SearchDocument("a:1", "Danse", "", numbers={"prix": 3}), SearchDocument("a:2", "Musique", ""))
        asked = SearchRequest("musique", spans=("prix", "inconnue"))
        assert engine.search(asked).spans == engine.search(SearchRequest("xyzzyx", spans=("prix",))).spans == {}

    def test_an_order_by_value_puts_equals_by_title_then_key_and_what_has_none_last(self, build) -> None:
        made = [
            ("Zoo", 2.5),
            ("Éveil", 30),
            ("Danse", 30),
            ("Danse", 30),
            ("Bal", -1),
            ("Atelier", None),
            ("Art", None),
        ]
        engine = build(
            *(
                SearchDocument(f"a:{place}", title, "", numbers={} if value is None else {"duree": value})
                for place, (title, value) in enumerate(made)
            )
        )
        assert keys(engine, order_by="duree") == ["a:4", "a:0", "a:2", "a:3", "a:1", "a:6", "a:5"]
        assert keys(engine, order_by="-duree") == ["a:2", "a:3", "a:1", "a:0", "a:4", "a:6", "a:5"]

    def test_an_order_by_value_comes_before_any_other_and_marks_words_all_the_same(self, build) -> None:
        engine = build(
            SearchDocument("a:1", "Atelier", "Un atelier de danse.", date=date(2025, 1, 1), numbers={"duree": 9}),
            SearchDocument("a:2", "Danse", "La danse.", date=date(2026, 1, 1), numbers={"duree": 10}),
        )
        for sort in ("relevance", "title", "date"):
            hits = engine.search(SearchRequest("danse", sort=sort, order_by="duree")).hits
            assert [(hit.key, hit.score) for hit in hits] == [("a:1", 0), ("a:2", 0)]
            assert hits[0].highlight == "Un atelier de <mark>danse</mark>."

    @pytest.mark.parametrize("order_by", ["duree", "-duree", "prix", "-debut", "inconnue"])
    def test_pages_in_the_order_of_a_column_follow_each_other_without_a_gap(self, thousand, order_by: str) -> None:
        engine, brute = thousand
        asked = SearchRequest("parent", ranges={"prix": (100, None)}, order_by=order_by, size=7)
        found = [key for page in range(1, 60) for key in keys(engine, **{**vars(asked), "page": page})]
        assert found == brute.keys(asked)

    def test_numbers_of_any_size_keep_their_order_and_their_ends(self, build) -> None:
        documents = pages(*({} if value is None else {"x": value} for value in VALUES))
        engine = build(*documents[:7])
        engine.apply(documents[7:], [])
        brute = BruteForce(documents, Analyzer())
        for order_by in ("x", "-x"):
            assert keys(engine, order_by=order_by) == brute.keys(SearchRequest(order_by=order_by))
        for least in VALUES:
            for greatest in VALUES:
                asked = SearchRequest(ranges={"x": (least, greatest)}, spans=("x",))
                result = engine.search(asked)
                assert {hit.key for hit in result.hits} == set(brute.keys(asked)), (least, greatest)
                assert result.spans == {"x": (-1e300, 1e300)}

    def test_a_column_made_later_needs_no_new_schema(self, build) -> None:
        engine = build(*pages({"duree": 30}))
        engine.apply([SearchDocument("a:90", "Bal", "", numbers={"prix-2026": 12})], [])
        engine.apply([SearchDocument("a:91", "Concert", "", numbers={"prix-2026": 12.5, "7e": 3})], [])
        assert keys(engine, ranges={"prix-2026": (12.25, 13)}) == keys(engine, ranges={"7e": (3, 3)}) == ["a:91"]
        assert keys(engine, order_by="-prix-2026") == ["a:91", "a:90", "a:00"]
        assert engine.search(SearchRequest(spans=("prix-2026",))).spans == {"prix-2026": (12, 12.5)}

    def test_a_column_and_a_facet_of_one_name_are_two_things(self, build) -> None:
        engine = build(
            SearchDocument("a:1", "Un", "", facets={"rythme": ("x",)}, numbers={"rythme": 1}),
            SearchDocument("a:2", "Deux", "", facets={"rythme": ("y",)}, numbers={"rythme": 2}),
        )
        asked = SearchRequest("", {"rythme": ("x",)}, facets=("rythme",), ranges={"rythme": (2, 2)}, spans=("rythme",))
        result = engine.search(asked)
        assert (result.total, result.counts, result.spans) == (0, {"rythme": {"y": 1}}, {"rythme": (1, 1)})

    def test_an_unknown_column_finds_nothing_has_no_span_and_orders_nothing(self, thousand) -> None:
        engine, _ = thousand
        unordered = keys(engine, sort="title")
        for name in ("inconnue", 'du"ree', "numbers.duree", "A B:*", "Duree", ""):
            result = engine.search(SearchRequest(ranges={name: (0, None)}, spans=(name, "duree")))
            assert (result.total, result.spans.keys() & {name}) == (0, set())
            by_column = [keys(engine, order_by=f"{sign}{name}", sort="title") for sign in ("", "-")]
            assert by_column == [unordered, unordered]

    def test_ends_that_no_number_reaches_are_harmless(self, build) -> None:
        engine = build(*pages({"duree": 30}, {}))
        for ends in ((-INFINITE, INFINITE), (-INFINITE, None), (None, INFINITE), (30, INFINITE), (-INFINITE, 30)):
            assert keys(engine, ranges={"duree": ends}) == ["a:00"], ends
        for ends in ((math.nan, None), (None, math.nan), (INFINITE, None), (None, -INFINITE), (60, 30)):
            assert keys(engine, ranges={"duree": ends}) == [], ends

    def test_what_is_not_a_number_is_not_kept(self, build) -> None:
        documents = pages({"duree": math.nan}, {"duree": INFINITE}, {"duree": 5, "DUREE": 1, "a.b": 2})
        engine = build(*documents)
        assert engine.search(SearchRequest(spans=("duree", "DUREE", "a.b"))).spans == {"duree": (5, 5)}
        assert engine.digests() == {document.key: document.digest for document in documents}

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(least=_NUMBER, greatest=_NUMBER, name=_NAME)
    def test_any_range_of_any_column(self, thousand, least: float | None, greatest: float | None, name: str) -> None:
        engine, brute = thousand
        asked = SearchRequest("parent", ranges={name: (least, greatest)}, spans=("prix",), order_by=f"-{name}")
        result = engine.search(asked)
        assert result.total == brute.total(asked)
        assert result.spans == brute.spans(asked)

    def test_an_update_forgets_a_number(self, build) -> None:
        engine = build(*pages({"duree": 30}))
        engine.apply(pages({}), [])
        assert engine.search(SearchRequest(spans=("duree",))).spans == {}
        assert keys(engine, ranges={"duree": (0, None)}) == []
