"""Which words decide what is found: telling ones, together worth more than half."""

from __future__ import annotations

import random
from dataclasses import replace

from search.engines.contract import SearchDocument, SearchRequest
from search.text.lexicon import Lexicon
from tests.search.random_requests import random_request, random_sentence


def pages(*bodies: str) -> list[SearchDocument]:
    return [SearchDocument(f"a:{number}", "Titre", body) for number, body in enumerate(bodies)]


def found(engine, text: str, **options) -> list[str]:
    return [hit.key for hit in engine.search(SearchRequest(text, **options)).hits]


class TellingContract:
    def test_sentences_find_count_and_order_as_brute_force_does(self, thousand) -> None:
        engine, brute = thousand
        chance = random.Random(5)
        for _ in range(150):
            request = replace(random_request(chance), text=random_sentence(chance), exact=chance.random() < 0.1)
            result = engine.search(request)
            request = replace(request, text=result.corrected or request.text)
            first = (request.page - 1) * request.size
            assert result.total == brute.total(request), request
            assert result.counts == brute.counts(request), request
            assert [hit.key for hit in result.hits] == brute.keys(request)[first : first + request.size], request

    def test_words_of_asking_are_not_what_is_looked_for(self, build) -> None:
        engine = build(*pages("le théâtre", "mon fils cherche", "svp"))
        assert found(engine, "mon fils cherche du théâtre svp") == ["a:0"]

    def test_words_of_asking_are_never_banned(self, build) -> None:
        engine = build(*pages("l’ambition, mot", "l’ambition des filles", "les filles, mot", "un mot"))
        assert found(engine, "l’ambition des filles") == ["a:1", "a:0"]
        assert set(found(engine, "filles")) == {"a:1", "a:2"}

    def test_how_many_is_not_what_is_looked_for(self, build) -> None:
        engine = build(*pages("cycle 3", "les 3 villes", "la musique"))
        assert found(engine, "musique pour mes 3 enfants") == ["a:2"]
        assert found(engine, "cycle 3") == ["a:0"]

    def test_a_word_of_asking_that_the_city_explains_is_a_name(self, build) -> None:
        engine = build(*pages("les gamins", "la danse"), lexicon=Lexicon(synonyms=[["gamins", "marmots"]]))
        assert found(engine, "marmots") == found(engine, "gamins") == ["a:0"]

    def test_a_page_answers_with_more_than_half_of_what_the_words_are_worth(self, build) -> None:
        engine = build(*pages("danse et musique", "danse et cirque", "cirque", "danse", "musique et cirque"))
        assert set(found(engine, "danse musique cirque")) == {"a:0", "a:1", "a:4"}
        assert found(engine, "danse musique") == ["a:0", "a:4"]

    def test_pages_that_have_all_words_come_first(self, build) -> None:
        engine = build(
            SearchDocument("b:0", "Danse, musique, danse, musique", "danse musique"),
            SearchDocument("b:1", "Cirque", f"{'rien ici ' * 50} danse, musique"),
            *pages("rien", "danse", "musique", "cirque", "rien"),
        )
        assert found(engine, "danse musique cirque")[:2] == ["b:1", "b:0"]

    def test_a_telling_word_that_no_page_has_is_named_and_weighs_as_the_rarest(self, build) -> None:
        engine = build(*pages("un permis de danse", "la danse", "un permis", "le cirque et la danse"))
        answer = engine.search(SearchRequest("permis xyzzyx"))
        assert (answer.total, answer.missing, answer.nothing_fits) == (0, ("xyzzyx",), True)
        answer = engine.search(SearchRequest("permis danse xyzzyx"))
        assert ([hit.key for hit in answer.hits], answer.missing, answer.nothing_fits) == (["a:0"], ("xyzzyx",), False)

    def test_nothing_fits_when_no_page_has_enough_whatever_is_chosen(self, build) -> None:
        engine = build(*pages("danse"), SearchDocument("a:9", "Musique", "", facets={"theme": ("x",)}))
        answer = engine.search(SearchRequest("danse musique", facets=("theme",)))
        assert (answer.total, answer.counts, answer.nothing_fits, answer.missing) == (0, {"theme": {}}, True, ())
        answer = engine.search(SearchRequest("danse", {"theme": ("x",)}))
        assert (answer.total, answer.nothing_fits) == (0, False)

    def test_a_number_that_no_page_has_says_nothing(self, build) -> None:
        answer = build(*pages("la danse", "autre")).search(SearchRequest("danse 59100"))
        assert (answer.total, answer.missing) == (1, ())

    def test_what_was_understood_as_a_filter_only_puts_pages_in_order(self, build) -> None:
        engine = build(*pages("danse, mot", "danse en 6e", "en 6e"))
        assert found(engine, "danse en 6e xyzzyx ans", aside=("6e", "xyzzyx ans")) == ["a:1", "a:0"]
        assert set(found(engine, "6e", aside=("6e",))) == {"a:0", "a:1", "a:2"}

    def test_exact_words_are_all_asked_for_and_never_mended(self, build) -> None:
        engine = build(*pages("la danse de mon fils", "la danse"))
        assert found(engine, "danse fils", exact=True) == ["a:0"]
        answer = engine.search(SearchRequest("dance", exact=True))
        assert (answer.total, answer.corrected, answer.suggested) == (0, None, None)

    def test_six_words_decide_the_others_put_in_order(self, build) -> None:
        words = "danse musique cirque judo karaté escalade"
        engine = build(*pages(f"{words} mot", f"{words} mercredi", *["mercredi"] * 9))
        assert found(engine, f"{words} mercredi") == ["a:1", "a:0"]

    def test_what_is_elsewhere_is_found_on_no_page_whatever_words_they_share(self, build) -> None:
        engine = build(
            *pages("un permis, conduire", "conduire un projet", "danse, cirque"),
            lexicon=Lexicon(elsewhere=["permis de conduire", "loyer"]),
        )
        answer = engine.search(SearchRequest("mon Permis de conduire svp"))
        assert (answer.total, answer.missing, answer.nothing_fits) == (0, ("Permis de conduire",), True)
        assert found(engine, "conduire un permis") == ["a:0"]
        assert found(engine, "danse loyer") == found(engine, "danse cirque loyer") == []
        assert found(engine, "permis de conduire", exact=True) == ["a:0"]

    def test_an_expression_made_of_small_words_decides_as_one(self, build) -> None:
        engine = build(
            *pages("ne veut plus aller au cirque", "le cirque de l’école", "aller au cirque", "la danse"),
            lexicon=Lexicon(expressions=["ne veut plus aller au cirque"]),
        )
        assert found(engine, "mon fils veut plus aller au cirque") == ["a:0", "a:2"]
        assert set(found(engine, "mon fils veut aller au cirque")) == {"a:0", "a:1", "a:2"}

    def test_only_words_that_decide_are_marked(self, build) -> None:
        engine = build(*pages("la danse des filles en 6e", "autre"))
        (hit,) = engine.search(SearchRequest("danse filles 6e", aside=("6e",))).hits
        assert hit.highlight == "la <mark>danse</mark> des filles en 6e"
