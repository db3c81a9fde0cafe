"""What every engine must do, as tests: its own test class subclasses ``EngineContract`` and says how to make one.

See ``tests/search/engines``: one line each. Engines give the same totals, counts and orders because they pass this.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from search.engines.contract import SearchDocument, SearchEngine, SearchRequest
from search.text.analysis import Analyzer
from search.text.lexicon import Lexicon
from tests.search.brute_force import BruteForce
from tests.search.contract_hostile import HostileContract
from tests.search.contract_numbers import NumbersContract
from tests.search.contract_telling import TellingContract
from tests.search.contract_words import WordsContract
from tests.search.contract_writes import WritesContract
from tests.search.generated import ACRONYMS, FACETS, SYNONYMS, documents
from tests.search.random_requests import random_request


class AnswersContract:
    def test_totals_counts_and_orders_are_those_of_brute_force(self, thousand) -> None:
        engine, brute = thousand
        chance = random.Random(11)
        for _ in range(200):
            request = random_request(chance)
            result = engine.search(request)
            request = replace(request, text=result.corrected or request.text)
            unrestricted = SearchRequest(request.text, locale=request.locale, site=request.site)
            assert result.nothing_fits == (bool(request.text) and not brute.total(unrestricted)), request
            first = (request.page - 1) * request.size
            assert result.total == brute.total(request), request
            assert result.counts == brute.counts(request), request
            assert result.spans == brute.spans(request), request
            assert [hit.key for hit in result.hits] == brute.keys(request)[first : first + request.size], request

    def test_a_count_is_the_total_of_that_choice(self, thousand) -> None:
        engine, _ = thousand
        kept = {"theme": ("theme-1",), "age": ("7", "college")}
        counts = engine.search(SearchRequest("parent", kept, facets=FACETS)).counts
        assert counts["theme"]
        assert counts["public"]
        for facet in FACETS:
            for code, count in counts[facet].items():
                alone = SearchRequest("parent", {**kept, facet: (code,)})
                assert engine.search(alone).total == count

    def test_pages_follow_each_other_without_a_gap(self, thousand) -> None:
        engine, _ = thousand
        for text, sort in (("", "title"), ("", "date"), ("", "order"), ("parent", "relevance"), ("école", "relevance")):
            total = engine.search(SearchRequest(text, sort=sort)).total
            pages = [engine.search(SearchRequest(text, sort=sort, page=page, size=7)) for page in range(1, 200)]
            keys = [hit.key for page in pages for hit in page.hits]
            assert len(keys) == len(set(keys)) == total

    def test_without_a_text_relevance_is_the_order_of_the_site(self, thousand) -> None:
        engine, brute = thousand
        in_order = engine.search(SearchRequest(sort="order"))
        assert [hit.key for hit in in_order.hits] == brute.keys(SearchRequest(sort="order"))[:20]
        assert engine.search(SearchRequest(sort="relevance")).hits == in_order.hits

    def test_the_order_of_the_site_is_that_of_places_then_of_titles_ordinary_pages_last(self, build) -> None:
        places = {"a:1": "2 0001", "a:2": "1 00010", "a:3": "1 00009", "a:4": "9", "a:5": "1 00010"}
        titles = {"a:2": "Zèbre", "a:5": "Abeille"}
        sheets = [SearchDocument(key, titles.get(key, "Titre"), "", order=place) for key, place in places.items()]
        engine = build(SearchDocument("a:0", "Accueil", "", is_ordinary=True, order="1 00001"), *sheets)
        hits = engine.search(SearchRequest(sort="order")).hits
        assert [hit.key for hit in hits] == ["a:3", "a:5", "a:2", "a:1", "a:4", "a:0"]

    def test_a_sheet_comes_before_an_ordinary_page_that_has_more_of_the_same_words(self, build) -> None:
        engine = build(
            SearchDocument("a:1", "Danse danse", "danse danse", "danse", is_ordinary=True),
            SearchDocument("a:2", "Une action", "On y va pour la danse, entre autres, et pour bien d’autres choses."),
            SearchDocument("a:3", "Vie du quartier", "Rien de tel ici."),
        )
        assert [hit.key for hit in engine.search(SearchRequest("danse")).hits] == ["a:2", "a:1"]

    def test_a_sheet_from_elsewhere_comes_after_those_from_here(self, build) -> None:
        engine = build(
            SearchDocument("a:1", "Danse danse", "danse danse", "danse", is_away=True, town="Saint-Étienne"),
            SearchDocument("a:2", "Une action", "On y va pour la danse, entre autres, et pour bien d’autres choses."),
            SearchDocument("a:3", "Danse", "", is_away=True),
        )
        found = engine.search(SearchRequest("danse"))
        assert found.hits[0].key == "a:2" and found.total == 3

    def test_a_sheet_from_elsewhere_is_one_of_ours_where_the_words_name_its_town(self, build) -> None:
        engine = build(
            SearchDocument(
                "a:1", "Danse danse", "Danse", "Hérouville Saint-Clair", is_away=True, town="Hérouville Saint-Clair"
            ),
            SearchDocument("a:2", "Une action", "On y va pour la danse, à Hérouville aussi, et bien d’autres choses."),
            SearchDocument("a:3", "Danse", "Herouville", is_away=True, town="Elbeuf"),
        )
        keys = [hit.key for hit in engine.search(SearchRequest("danse herouville")).hits]
        assert keys == ["a:1", "a:2", "a:3"]

    def test_an_ordinary_page_that_has_every_word_comes_before_a_sheet_that_has_most(self, build) -> None:
        engine = build(
            SearchDocument("a:1", "Mentions légales du site", "", is_ordinary=True),
            SearchDocument("a:2", "Mentions légales", ""),
            *(SearchDocument(f"b:{n}", f"Le site n° {n}", "") for n in range(5)),
        )
        assert [hit.key for hit in engine.search(SearchRequest("mentions légales site")).hits] == ["a:1", "a:2"]

    def test_titles_are_sorted_without_case_nor_accents_and_ties_by_key(self, build) -> None:
        titles = ["Zèbre", "éveil", "Eveil", "Accueil", "eveils", "Éveil et jeux", "œuvre", "Odeur"]
        engine = build(*(SearchDocument(f"a.page:{8 - n}", title, "") for n, title in enumerate(titles)))
        keys = [hit.key for hit in engine.search(SearchRequest(sort="title")).hits]
        in_order = ["Accueil", "Eveil", "éveil", "Éveil et jeux", "eveils", "Odeur", "œuvre", "Zèbre"]
        assert [titles[8 - int(key[7:])] for key in keys] == in_order

    def test_dates_are_newest_first_undated_last_and_ties_by_key(self, build) -> None:
        days = {"a:1": None, "a:2": date(2024, 5, 1), "a:3": date(2025, 1, 1), "a:4": date(2024, 5, 1), "a:0": None}
        engine = build(*(SearchDocument(key, "Titre", "", date=day) for key, day in days.items()))
        hits = engine.search(SearchRequest(sort="date")).hits
        assert [hit.key for hit in hits] == ["a:3", "a:2", "a:4", "a:0", "a:1"]

    def test_a_match_in_the_title_comes_before_keywords_before_the_body(self, build) -> None:
        engine = build(
            SearchDocument("a:1", "Une action", "On y joue aussi au théâtre ensemble.", "soir"),
            SearchDocument("a:2", "Une action", "On y joue aussi ensemble.", "théâtre"),
            SearchDocument("a:3", "Du théâtre", "On y joue aussi ensemble.", "soir"),
        )
        hits = engine.search(SearchRequest("théâtre")).hits
        assert [hit.key for hit in hits] == ["a:3", "a:2", "a:1"]
        assert hits[0].score > hits[1].score > hits[2].score > 0

    def test_equal_scores_are_in_the_order_of_titles_then_keys(self, build) -> None:
        titles = ["Mardi", "Jeudi", "Lundi", "Jeudi"]
        engine = build(*(SearchDocument(f"a:{n}", title, "un atelier") for n, title in enumerate(titles)))
        hits = engine.search(SearchRequest("atelier")).hits
        assert [hit.key for hit in hits] == ["a:1", "a:3", "a:2", "a:0"]

    def test_another_locale_and_another_site_never_answer(self, build) -> None:
        engine = build(
            SearchDocument("a:1", "Musique", "secrète", facets={"theme": ("a",)}, site=2),
            SearchDocument("a:2", "Musique", "bilingue", facets={"theme": ("b",)}, locale="en"),
            SearchDocument("a:3", "Musique", "ici", facets={"theme": ("c",)}),
        )
        result = engine.search(SearchRequest("musique", facets=("theme",)))
        assert ([hit.key for hit in result.hits], result.counts) == (["a:3"], {"theme": {"c": 1}})
        assert engine.search(SearchRequest("secrète")).total == 0
        assert engine.suggest("secr") == engine.suggest("bili") == []
        assert engine.search(SearchRequest("secrete musique")).missing == ("secrete",)

    def test_what_a_request_is_without_is_neither_found_nor_counted_nor_suggested(self, build) -> None:
        engine = build(
            SearchDocument("a:1", "Musique ancienne", "vielle", facets={"theme": ("a",)}),
            SearchDocument("a:2", "Musique du soir", "vielle", facets={"theme": ("b",)}),
        )
        asked = SearchRequest("musique", facets=("theme",))
        assert engine.search(asked).total == 2
        result = engine.search(replace(asked, without=("a:1", "a:9")))
        assert (result.total, [hit.key for hit in result.hits], result.counts) == (1, ["a:2"], {"theme": {"b": 1}})
        everything = SearchRequest(facets=("theme",))
        assert engine.search(everything).total == 2
        assert engine.search(replace(everything, without=("a:1",))).counts == {"theme": {"b": 1}}
        assert engine.suggest("musique", without=("a:1",)) == ["Musique du soir"]
        assert engine.search(everything).total == 2

    def test_a_vocabulary_made_later_needs_no_new_schema(self, build) -> None:
        engine = build(SearchDocument("a:1", "Un", "", facets={"theme": ("x",)}))
        engine.apply([SearchDocument("a:2", "Deux", "", facets={"rythme-2025": ("le-soir",)})], [])
        result = engine.search(SearchRequest(selections={"rythme-2025": ("le-soir",)}, facets=("rythme-2025", "theme")))
        assert (result.total, result.counts) == (1, {"rythme-2025": {"le-soir": 1}, "theme": {}})

    def test_pages_like_one_share_its_words_and_terms_and_are_never_itself(self, build) -> None:
        page = SearchDocument(
            "a:0", "Atelier théâtre du mercredi", "On joue sur scène.", facets={"theme": ("arts",), "gratuit": ("oui",)}
        )
        engine = build(
            page,
            SearchDocument("a:1", "Théâtre en famille", "Une scène, des parents.", facets={"theme": ("arts",)}),
            SearchDocument("a:2", "Danse", "Un spectacle.", facets={"theme": ("arts",), "type": ("action",)}),
            SearchDocument("a:3", "Vélo", "Deux roues.", facets={"type": ("action",)}),
            SearchDocument("a:6", "Judo", "Un sport.", facets={"gratuit": ("oui",)}),
            SearchDocument("a:4", "Atelier théâtre", "", site=2),
            SearchDocument("a:5", "Atelier théâtre", "", locale="en"),
        )
        assert engine.similar(page) == ["a:1", "a:2"]
        assert engine.similar(page, limit=1) == ["a:1"]
        assert engine.similar(page, limit=0) == engine.similar(SearchDocument("a:9", "", "")) == []
        unsaved = SearchDocument("", "Danse et théâtre", "", facets={"thème inconnu": ("x",), "autre": ('"',)})
        assert engine.similar(unsaved)[:2] == ["a:2", "a:1"]

    def test_organizations_and_what_they_carry_are_counted_and_make_no_two_pages_alike(self, build) -> None:
        facets = {"acteur": ("ville",), "acteur--reseau": ("nord",)}
        page, other = (
            SearchDocument(key, title, "", facets=facets) for key, title in (("a:1", "Chant"), ("a:2", "Judo"))
        )
        engine = build(page, other)
        found = engine.search(SearchRequest(selections={"acteur--reseau": ("nord",)}, facets=tuple(facets)))
        assert (found.total, found.counts) == (2, {"acteur": {"ville": 2}, "acteur--reseau": {"nord": 2}})
        assert engine.similar(page) == []

    def test_a_word_that_most_pages_have_makes_no_two_alike_unless_there_is_no_other(self, build) -> None:
        others = [SearchDocument(f"b:{n}", "Atelier", "") for n in range(150)]
        engine = build(SearchDocument("a:1", "Chorale", "un atelier"), *others)
        assert engine.similar(SearchDocument("a:9", "Atelier, chorale", "")) == ["a:1"]
        assert len(engine.similar(SearchDocument("a:9", "Atelier", ""))) == 6

    def test_equally_similar_pages_are_in_the_order_of_titles(self, build) -> None:
        titles = ["Mardi", "Jeudi", "Lundi", "Jeudi"]
        engine = build(*(SearchDocument(f"a:{n}", title, "un atelier") for n, title in enumerate(titles)))
        assert engine.similar(SearchDocument("a:9", "Atelier", "")) == ["a:1", "a:3", "a:2", "a:0"]

    def test_an_unknown_facet_or_value_finds_nothing(self, thousand) -> None:
        engine, _ = thousand
        for selections in ({"inconnue": ("x",)}, {"theme": ("inconnu",)}, {'th"eme': ("x",)}, {"": ("x",)}):
            assert engine.search(SearchRequest(selections=selections, facets=("theme",))).total == 0
        unknown = engine.search(SearchRequest(facets=("inconnue", "A B:*")))
        assert unknown.counts == {"inconnue": {}, "A B:*": {}}

    def test_an_empty_selection_is_none(self, thousand) -> None:
        engine, brute = thousand
        result = engine.search(SearchRequest(selections={"theme": ()}, facets=("theme",)))
        assert result.total == brute.total(SearchRequest())
        assert result.counts == brute.counts(SearchRequest(facets=("theme",)))

    def test_a_result_names_its_engine_and_its_time(self, thousand) -> None:
        engine, _ = thousand
        result = engine.search(SearchRequest())
        assert result.engine == engine.name
        assert engine.is_remote in (True, False)
        assert 0 < result.took < 5


class EngineContract(AnswersContract, NumbersContract, TellingContract, WordsContract, WritesContract, HostileContract):
    LEXICON = Lexicon(ACRONYMS, SYNONYMS)

    @pytest.fixture(scope="class")
    @classmethod
    def engines(cls):
        """Call it with the name of an index, and a lexicon: an engine on that index, which need not exist yet."""
        raise NotImplementedError

    @pytest.fixture(scope="class")
    @classmethod
    def thousand(cls, engines) -> tuple[SearchEngine, BruteForce]:
        """An engine on a thousand documents, never written to, and what it must answer."""
        engine = engines("thousand", cls.LEXICON)
        engine.rebuild(documents(1000))
        return engine, BruteForce(documents(1000), Analyzer(cls.LEXICON))

    @pytest.fixture
    def index_name(self) -> str:
        """The name of an index that is this test's own."""
        return f"test-{uuid4().hex}"

    @pytest.fixture
    def build(self, engines, index_name):
        """Call it with documents: an engine of one's own. ``another()`` makes a second one on the same index."""

        def make(*found: SearchDocument, lexicon: Lexicon | None = None) -> SearchEngine:
            engine = engines(index_name, lexicon)
            engine.rebuild(found)
            return engine

        return make

    @pytest.fixture
    def another(self, engines, index_name):
        return lambda lexicon=None: engines(index_name, lexicon)
