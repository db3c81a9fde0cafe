"""Words, as visitors write them: what they match, how they are corrected, completed and shown."""

from __future__ import annotations

import pytest

from search.engines.contract import SearchDocument, SearchRequest
from search.text.lexicon import Lexicon

LEXICON = Lexicon(
    {"PRE": ["programme de réussite éducative"], "REP+": ["réseau d’éducation prioritaire renforcé"]},
    [["cantine", "restauration scolaire"]],
)


def found(engine, text: str) -> set[str]:
    return {hit.key for hit in engine.search(SearchRequest(text)).hits}


def corrected(engine, text: str) -> str | None:
    return engine.search(SearchRequest(text)).corrected


def pages(*bodies: str) -> list[SearchDocument]:
    return [SearchDocument(f"a:{number}", "Titre", body) for number, body in enumerate(bodies)]


class WordsContract:
    @pytest.mark.parametrize(
        ("typed", "written"),
        [
            ("parentalite", "La parentalité"), ("PARENTALITÉ", "la parentalité"), ("loisirs", "un loisir"),
            ("loisir", "les loisirs"), ("jeux", "un jeu"), ("lieu", "des lieux"), ("ecole", "dans l’école"),
            ("l'école", "École Jules"), ("oeuvre", "une œuvre"), ("œuvres", "une oeuvre"), ("locaux", "un local"),
            ("educatives", "réussite éducative"), ("eveil", "e\u0301veil"),
            ("6ème", "en 6e"), ("6e", "en 6ème"), ("5eme", "la 5e"), ("3ième", "la 3ᵉ"), ("6ᵉ", "CM2-6e"),
            ("6E", "la 6e"),
            ("1re", "en première"), ("1ère", "la 1re"), ("2nde", "en seconde"), ("2de", "la 2nde"),
            ("sixième", "la 6e"),
            ("1er degré", "premier degré"), ("2nd degré", "second degré"),
            ("socioéducatif", "socio-éducative"), ("co-éducation", "la coéducation"),
            ("primoarrivants", "primo-arrivant"),
            ("haltegarderie", "une halte-garderie"), ("halte-garderie", "une haltegarderie"),
            ("coeducation", "co\u2011éducation"), ("rendezvous", "un rendez-vous"), ("rendez-vous", "des rendezvous"),
            ("périscolaire", "péri-scolaire"), ("périscolaire", "le péri scolaire"), ("péri-scolaire", "périscolaires"),
            ("péri-scolaires", "le péri scolaire"), ("péri scolaire", "périscolaire"), ("weekend", "un week-end"),
            ("week-end", "un week end"), ("week end", "un weekend"), ("rendezvous", "des rendez vous"),
            ("UPE2A", "en UPE 2A"), ("UPE2A", "en UPE2 A"), ("UPE 2A", "en UPE2A"), ("UPE2 A", "en UPE2A"),
            ("UPE2 A", "en UPE 2A"), ("upe2a", "en UPE-2A"), ("UPE-2A", "en UPE2A"), ("cm 2", "en CM2"),
            ("CM2", "en CM 2"),
            ("affiche", "une a\ufb03che"), ("flyers", "des \ufb02yers"), ("école", "l\u02bcÉcole"), ("no 12", "nº12"),
            ("n°12", "nº 12"), ("yildiz", "Yıldız"), ("Yıldız", "YILDIZ"), ("lodz", "Łódź"), ("strasse", "Straße"),
        ],
    )  # fmt: skip
    def test_spellings_that_find_each_other(self, build, typed: str, written: str) -> None:
        engine = build(*pages(written, "autre chose"))
        assert (found(engine, typed), corrected(engine, typed)) == ({"a:0"}, None)

    @pytest.mark.parametrize("typed", ["multimédia", "multi-média", "multi média", "multi media"])
    def test_one_word_is_found_in_all_its_spellings_at_once(self, build, typed: str) -> None:
        engine = build(*pages("en multimédia", "en multi-média", "en multi média", "en média"))
        assert (found(engine, typed), corrected(engine, typed)) == ({"a:0", "a:1", "a:2"}, None)

    def test_the_parts_of_a_word_with_hyphens_stand_side_by_side(self, build) -> None:
        engine = build(*pages("les pères, du temps scolaire", "péri, scolaire", "le temps périscolaire"))
        assert found(engine, "péri-scolaire") == {"a:1", "a:2"}

    def test_words_that_hyphens_join_and_no_page_says_together_are_looked_for_apart(self, build) -> None:
        engine = build(*pages("l’école et les familles", "l’école", "les familles"))
        answer = engine.search(SearchRequest("familles-école"))
        assert ({hit.key for hit in answer.hits}, answer.corrected) == ({"a:0"}, "familles école")

    @pytest.mark.parametrize("typed", ["week-end", "extra-scolaire"])
    def test_a_part_of_an_unknown_word_with_hyphens_is_not_what_was_meant(self, build, typed: str) -> None:
        engine = build(*pages("un bon endroit", "le temps scolaire"))
        assert (found(engine, typed), corrected(engine, typed)) == (set(), None)

    def test_all_words_must_be_there_small_words_apart(self, build) -> None:
        engine = build(*pages("aide aux devoirs", "aide aux parents", "les devoirs"))
        assert found(engine, "de l’aide pour les devoirs") == {"a:0"}

    def test_words_may_be_in_different_parts_of_a_page(self, build) -> None:
        engine = build(SearchDocument("a:1", "Théâtre", "le mercredi", "scène"))
        assert found(engine, "mercredi scène théâtre") == {"a:1"}

    def test_an_acronym_in_capitals_means_nothing_but_itself(self, build) -> None:
        engine = build(*pages("le PRE de la ville", "le pré vert", "suivi PRÉ scolaire"), lexicon=LEXICON)
        assert found(engine, "PRE") == {"a:0", "a:2"}
        assert found(engine, "pre") == {"a:0", "a:1", "a:2"}

    @pytest.mark.parametrize("typed", ["près", "pres", "prés"])
    def test_a_word_that_only_has_the_stem_of_an_acronym_is_not_it(self, build, typed: str) -> None:
        assert found(build(*pages("le PRE de la ville"), lexicon=LEXICON), typed) == set()

    def test_an_acronym_that_is_also_a_small_word_is_not_meant_in_lower_case(self, build) -> None:
        engine = build(*pages("le CES du quartier", "la danse"), lexicon=Lexicon({"CES": ["collège"]}))
        assert (found(engine, "CES"), found(engine, "ces danses")) == ({"a:0"}, {"a:1"})

    def test_an_acronym_never_becomes_a_word(self, build) -> None:
        engine = build(*pages("le pré vert", "la prévention"), lexicon=LEXICON)
        assert engine.search(SearchRequest("PRE")).total == 0

    @pytest.mark.parametrize(
        "typed", ["PRE", "pre", "programme de réussite éducative", "Programmes de reussite educative"]
    )
    def test_an_acronym_and_its_long_form_find_each_other(self, build, typed: str) -> None:
        engine = build(
            *pages("le PRE", "un programme de réussite éducative", "un programme", "éducative"), lexicon=LEXICON
        )
        assert found(engine, typed) == {"a:0", "a:1"}

    def test_a_page_that_says_it_both_ways_comes_first(self, build) -> None:
        engine = build(
            SearchDocument("b:1", "La réussite éducative au quotidien des familles", ""),
            SearchDocument("b:2", "Programme de réussite éducative (PRE)", ""),
            SearchDocument("b:3", "Le PRE", ""),
            *pages(*["autre chose"] * 20),
            lexicon=Lexicon({"PRE": ["programme de réussite éducative", "réussite éducative"]}),
        )
        hits = engine.search(SearchRequest("reussite educative")).hits
        assert (hits[0].key, len(hits)) == ("b:2", 3)

    def test_a_term_finds_the_texts_that_use_its_synonyms(self, build) -> None:
        engine = build(*pages("le karaté", "du sport", "la pêche"), lexicon=Lexicon(narrower={"Sport": ["karaté"]}))
        assert found(engine, "sports") == {"a:0", "a:1"}
        assert found(engine, "karaté") == {"a:0"}

    def test_an_acronym_may_end_with_a_plus(self, build) -> None:
        engine = build(*pages("en REP+", "en REP", "un réseau d'éducation prioritaire renforcé"), lexicon=LEXICON)
        assert found(engine, "REP+") == {"a:0", "a:2"}
        assert found(engine, "REP") == {"a:0", "a:1"}

    def test_synonyms_find_each_other_both_ways(self, build) -> None:
        engine = build(*pages("la cantine", "La restauration scolaire", "scolaire"), lexicon=LEXICON)
        assert found(engine, "cantines") == found(engine, "restauration scolaire") == {"a:0", "a:1"}

    def test_a_long_form_may_stand_among_other_words(self, build) -> None:
        engine = build(*pages("le PRE au collège", "le PRE"), lexicon=LEXICON)
        assert found(engine, "le programme de réussite éducative du collège") == {"a:0"}

    def test_a_title_in_capitals_is_not_a_row_of_acronyms(self, build) -> None:
        engine = build(SearchDocument("a:1", "CENTRE SOCIAL DES ARTS", ""), SearchDocument("a:2", "Les arts", ""))
        assert found(engine, "arts") == {"a:1", "a:2"}
        assert found(engine, "CENTRE SOCIAL") == {"a:1"}

    def test_a_quoted_phrase_matches_in_order(self, build) -> None:
        engine = build(
            *pages("la réussite éducative", "éducative est la réussite", "réussite très éducative et scolaire")
        )
        for typed in ('"réussite éducative"', "« reussite educative »", "“réussites éducatives”"):
            assert found(engine, typed) == {"a:0", "a:2"}
        assert found(engine, '"réussite éducative" scolaire') == {"a:2"}

    def test_a_phrase_that_is_nowhere_becomes_its_words(self, build) -> None:
        engine = build(*pages("éducative est la réussite"))
        assert (found(engine, '"réussite éducative"'), corrected(engine, '"réussite éducative"')) == (
            {"a:0"}, "réussite éducative",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("typed", "searched"),
        [
            ("ludoth", "ludothèque"), ("parantalité", "parentalité"), ("parantalités", "parentalité"),
            ("parentailté du mercredi", "parentalité du mercredi"), ("LUDOTHEQUE", None), ("LUDOTEQUE", "ludothèque"),
            ("mercredi et parantalité", "mercredi et parentalité"), ("lecole", "l’école"), ("jaux", None),
            ("xyzzyx", None), ("bibliothuèqe", None), ("tarentalité", None), ("enfent", None), ("jeo", None),
        ],
    )  # fmt: skip
    def test_one_edit_of_the_only_word_it_may_be_is_made_and_said(
        self, build, typed: str, searched: str | None
    ) -> None:
        engine = build(
            *pages("parentalité du mercredi", "la ludothèque", "une bibliothèque", "le jeu à l’école", "enfants, enfer")
        )
        assert corrected(engine, typed) == searched

    @pytest.mark.parametrize(
        ("typed", "asked"),
        [
            ("bibliothuèqe", "bibliothèque"), ("tarentalité", "parentalité"), ("du tardon", "du pardon"),
            ("xyzzyx", None), ("enfent", None),
        ],
    )  # fmt: skip
    def test_what_may_be_wrong_is_asked_and_words_stay_as_typed(self, build, typed: str, asked: str | None) -> None:
        engine = build(*pages("une bibliothèque", "parentalité, pardon", "des enfants"))
        answer = engine.search(SearchRequest(typed))
        assert (answer.total, answer.corrected, answer.suggested) == (0, None, asked)

    def test_of_two_words_it_may_be_neither_is_taken(self, build) -> None:
        engine = build(*pages("un jardin", "un jargon", "un pardon"))
        answer = engine.search(SearchRequest("jardon"))
        assert (answer.total, answer.corrected, answer.suggested) == (0, None, "jardin")

    @pytest.mark.parametrize("typed", ["AESH", "aesh", "LAEP", "laep", "ALHS"])
    def test_an_acronym_never_becomes_another_one(self, build, typed: str) -> None:
        engine = build(
            *pages("inscrit à l’ALSH", "un AEP", "les alsh, aep"), lexicon=Lexicon({"ALSH": ["accueil"], "AEP": []})
        )
        assert (found(engine, typed), corrected(engine, typed)) == (set(), None)

    def test_words_are_taken_apart_before_they_are_respelled(self, build) -> None:
        engine = build(*pages("une halte, ou garderie", "haute garderie"))
        assert corrected(engine, "haltegarderie") == "halte garderie"

    def test_words_that_are_too_many_to_be_searched_never_come_in(self, build) -> None:
        engine = build(*pages("parentalité"))
        unknown = " ".join(f"xyzzyx{letter}" for letter in "bcdfghjklmn")
        assert found(engine, f"{unknown} xyzzyxp parentalité") == set()

    def test_searching_the_corrected_text_gives_the_same_answer(self, thousand) -> None:
        engine, _ = thousand
        for typed in ("parantalité ecole", "danse bibliotheq", '"bibliothèque danse vélo"', "bibliothèqe d’éveil"):
            first = engine.search(SearchRequest(typed, facets=("theme",)))
            again = engine.search(SearchRequest(first.corrected or "", facets=("theme",)))
            assert first.total > 0
            assert (first.total, first.hits, first.counts) == (again.total, again.hits, again.counts)
            assert again.corrected is None

    def test_selections_never_change_the_words(self, build) -> None:
        engine = build(*pages("théâtre"), SearchDocument("a:9", "Danse", "", facets={"theme": ("x",)}))
        result = engine.search(SearchRequest("théâtre", {"theme": ("x",)}, facets=("theme",)))
        assert (result.total, result.corrected) == (0, None)

    def test_suggestions_complete_the_last_word_the_most_frequent_first(self, build) -> None:
        engine = build(*pages("la parentalité", "la parentalité", "un parc", "aide et parole"))
        assert engine.suggest("PARen") == ["parentalité"]
        assert engine.suggest("par")[0] == "parentalité"
        assert set(engine.suggest("par")) == {"parentalité", "parc", "parole"}
        assert engine.suggest("aide à la par") == ["aide à la parole"]
        assert engine.suggest("l'ai") == ["l'aide"]

    def test_suggestions_end_with_titles_that_hold_the_text(self, build) -> None:
        engine = build(SearchDocument("a:1", "Accueil de loisirs", ""), SearchDocument("a:2", "Loisirs", "accueil"))
        assert engine.suggest("accueil lois") == ["accueil loisirs", "Accueil de loisirs"]

    def test_suggested_titles_are_the_shortest_first(self, build) -> None:
        titles = ["Ludothèque", "Ludothèque Alma et ses ateliers", "La ludothèque"]
        engine = build(*(SearchDocument(f"a:{n}", title, "") for n, title in enumerate(titles)))
        assert engine.suggest("ludoth") == ["ludothèque", "Ludothèque", "La ludothèque", titles[1]]

    def test_suggestions_are_distinct_limited_and_find_something(self, thousand) -> None:
        engine, _ = thousand
        for typed in ("p", "par", "E", "aide de", "l’é", "1", "pr"):
            texts = engine.suggest(typed, limit=5)
            assert len(texts) == len(set(texts)) <= 5
            assert all(engine.search(SearchRequest(text)).total > 0 for text in texts)
        assert len(engine.suggest("par", limit=2)) == 2
        assert engine.suggest("par", limit=0) == engine.suggest("par", limit=-3) == engine.suggest("  ") == []

    def test_the_highlight_marks_the_words_as_they_are_written(self, build) -> None:
        engine = build(SearchDocument("a:1", "Titre", "L’École & les œuvres <i>du</i> PRE."), lexicon=LEXICON)
        hits = {
            text: engine.search(SearchRequest(text)).hits[0].highlight for text in ("ecole oeuvre", "PRE", "titre", "")
        }
        assert hits["ecole oeuvre"] == "L’<mark>École</mark> &amp; les <mark>œuvres</mark> &lt;i&gt;du&lt;/i&gt; PRE."
        assert hits["PRE"] == "L’École &amp; les œuvres &lt;i&gt;du&lt;/i&gt; <mark>PRE</mark>."
        assert hits["titre"] == hits[""] == ""

    def test_the_highlight_is_about_two_hundred_characters_around_the_best_match(self, build) -> None:
        far = "rien à voir ici. " * 40
        engine = build(*pages(f"théâtre {far} du théâtre le mercredi pour tous {far}"))
        shown = engine.search(SearchRequest("theatre mercredi")).hits[0].highlight
        assert "<mark>théâtre</mark> le <mark>mercredi</mark>" in shown
        assert 150 <= len(shown.replace("<mark>", "").replace("</mark>", "")) <= 210
        assert shown.startswith("… ")
        assert shown.endswith(" …")

    def test_the_highlight_marks_the_longest_of_two_forms(self, build) -> None:
        engine = build(*pages("En REP et en REP+."), lexicon=LEXICON)
        hit = engine.search(SearchRequest("REP")).hits[0]
        assert hit.highlight == "En <mark>REP</mark> et en <mark>REP+</mark>."

    def test_the_highlight_marks_a_word_with_hyphens_whole(self, build) -> None:
        engine = build(*pages("Une action socio-éducative."))
        assert "<mark>socio-éducative</mark>" in engine.search(SearchRequest("socioéducatif")).hits[0].highlight

    def test_the_highlight_shows_a_synonym_whole(self, build) -> None:
        engine = build(*pages("La Restauration scolaire ouvre."), lexicon=LEXICON)
        hit = engine.search(SearchRequest("cantine")).hits[0]
        assert hit.highlight == "La <mark>Restauration scolaire</mark> ouvre."
