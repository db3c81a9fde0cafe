"""The French analysis, rule by rule."""

from __future__ import annotations

import pytest

from search.text.analysis import Analyzer
from search.text.correction import Spellings, damerau
from search.text.french import STOP_WORDS, clean, fold, lower, singular, stems
from search.text.lexicon import Lexicon
from search.text.parsing import LONGEST_QUERY, MOST_WORDS, parse

LEXICON = Lexicon(
    {"PRE": ["programme de réussite éducative"], "CE": ["cité éducative"]},
    [["vélo", "deux roues", "bicyclette"]],
)


def indexed(text: str, analyzer: Analyzer | None = None) -> list[tuple[str, ...]]:
    analyzer = analyzer or Analyzer()
    text = clean(text)
    words = analyzer.document_words(text)
    return analyzer.positions(words, analyzer.concepts(text, words))


def asked(text: str, analyzer: Analyzer | None = None) -> list[tuple[str, ...]]:
    return [unit.tokens for unit in parse(text, analyzer or Analyzer()).units]


def meet(left: str, right: str) -> bool:
    return not set(stems(left)).isdisjoint(stems(right))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("parentalité", "parentalite"), ("loisir", "loisirs"), ("jeu", "jeux"), ("lieu", "lieux"), ("œuvre", "oeuvre"),
        ("œuvre", "œuvres"), ("éducative", "educatif"), ("éducatif", "éducatives"), ("bateau", "bateaux"),
        ("local", "locaux"), ("élève", "eleves"), ("ÉCOLE", "ecole"), ("métro", "metros"), ("cheval", "chevaux"),
        ("réseau", "reseaux"), ("activité", "activites"), ("parent", "parents"), ("festival", "festivals"),
    ],
)  # fmt: skip
def test_words_that_share_a_token(one: str, other: str) -> None:
    assert meet(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("parent", "parole"), ("jeu", "jeune"), ("lieu", "lien"), ("école", "écologie")]
)
def test_words_that_share_none(one: str, other: str) -> None:
    assert not meet(one, other)


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("chevaux", "cheval"),
        ("réseaux", "réseau"),
        ("jeux", "jeu"),
        ("loisirs", "loisir"),
        ("bus", "bus"),
        ("ans", "ans"),
    ],
)
def test_the_plural_is_stripped_by_its_spelling(word: str, bare: str) -> None:
    assert singular(word) == bare


@pytest.mark.parametrize(
    ("feminine", "masculine"),
    [
        ("médiatrices", "médiateur"),
        ("éducatrice", "éducateurs"),
        ("lectrice", "lecteurs"),
        ("directrices", "directeur"),
        ("mediatrice", "mediateur"),
    ],
)
def test_both_genders_of_a_trade_are_one_word(feminine: str, masculine: str) -> None:
    assert set(stems(feminine)) & set(stems(masculine))


def test_a_word_has_at_most_two_tokens_at_one_position() -> None:
    assert indexed("parentalité, loisirs") == [stems("parentalité"), stems("loisirs")]
    assert all(1 <= len(tokens) <= 2 for tokens in indexed("Les élèves éloquents travaillaient à l’œuvre"))


def test_an_elision_is_a_small_word_with_either_apostrophe() -> None:
    assert indexed("l’école") == indexed("l'école") == indexed("qu’une école") == [stems("école")]


def test_small_words_are_left_out_but_not_those_of_sheets() -> None:
    assert indexed("le la de où comment est-ce que") == []
    assert STOP_WORDS.isdisjoint({"été", "sous", "aide", "enfant"})


def test_text_is_normal_form_c_without_what_no_engine_takes() -> None:
    assert clean("e\u0301cole\x00\ud800") == "école"
    assert clean("par\u00adent\u200b") == "parent"


def test_what_typesetters_melt_is_written_out_and_letters_that_look_like_signs_are_signs() -> None:
    assert clean("une a\ufb03che, des \ufb02yers, l\u02bcÉcole, nº 3") == "une affiche, des flyers, l’École, n° 3"


def test_a_rank_in_digits_is_one_token_whatever_its_ending() -> None:
    for text in ("6e", "6ème", "6eme", "6ième", "6ᵉ", "6E", "6ÈME", "6es"):
        assert asked(text) == [("6e",)] == indexed(text)
    assert asked("1ère") == asked("1re") == asked("1RE") == [("1re",)]
    assert asked("1er") == [("1er",)]
    assert asked("3d") == [("3d",)]


def test_a_word_with_hyphens_is_its_parts_and_their_whole() -> None:
    assert indexed("co-éducation") == [("co", *stems("coéducation")), stems("éducation")]
    assert indexed("2019-2020") == indexed("2019 2020")
    (unit,) = parse("co-éducation", Analyzer()).units
    assert unit.concepts == stems("coéducation")


def test_a_synonym_with_hyphens_is_known_in_one_word_too() -> None:
    analyzer = Analyzer(Lexicon(synonyms=[["halte-garderie", "multi-accueil"]]))
    assert all("=1" in indexed(text, analyzer)[0] for text in ("halte-garderie", "haltegarderie", "multiaccueil"))


def test_folding_forgets_case_accents_and_ligatures() -> None:
    assert fold("ŒUVRE d’Élève, ex æquo") == "oeuvre d’eleve, ex aequo"


def test_lower_case_never_moves_a_letter() -> None:
    for text in ("ÉCOLE", "İstanbul", "Straße"):
        assert len(lower(text)) == len(text)
    assert lower("ÉCOLE") == "école"


def test_capitals_mark_an_acronym_which_is_still_a_word() -> None:
    assert indexed("le PRE") == [("pre", "^pre")]
    assert indexed("le pré") == [("pre",)]
    assert indexed("en REP+") == [("rep", "^rep+", "^rep")]
    assert indexed("Cm2") == indexed("CM2")


@pytest.mark.parametrize("text", ["A", "Pre", "AUX", "ATTENTION", "75", "ET", "AIDE AUX DEVOIRS"])
def test_what_is_no_acronym(text: str) -> None:
    assert not [token for tokens in indexed(text) for token in tokens if token.startswith("^")]


def test_an_acronym_asked_in_capitals_is_nothing_else() -> None:
    assert asked("PRE") == [("^pre",)]
    assert asked("pre") == asked("pré") == [("pre",)]


def test_longer_capitals_may_be_caps_lock_unless_they_are_known() -> None:
    assert asked("ECOLE") == asked("ecole")
    assert asked("RASED", Analyzer(Lexicon({"RASED": []}))) == [("^rased",)]


def test_a_known_acronym_asked_in_lower_case_is_both() -> None:
    analyzer = Analyzer(LEXICON)
    assert asked("pre", analyzer) == [("pre", "^pre")]
    assert asked("pré", analyzer) == [("pre",)]


def test_a_known_acronym_may_look_like_a_small_word() -> None:
    assert asked("CE", Analyzer(LEXICON)) == [("^ce",)]
    assert asked("ce", Analyzer(LEXICON)) == asked("CE") == []


def test_a_document_with_the_long_form_gets_the_acronym() -> None:
    found = indexed("Les programmes de reussite éducative", Analyzer(LEXICON))
    assert [("^pre" in tokens) for tokens in found] == [True, False, False]
    assert not any("^pre" in tokens for tokens in indexed("réussite du programme éducatif", Analyzer(LEXICON)))


def test_letters_parted_by_points_are_an_acronym() -> None:
    analyzer = Analyzer(LEXICON)
    assert indexed("le P.R.E", analyzer) == indexed("le P.R.E.", analyzer) == indexed("le PRE", analyzer)
    assert asked("P.R.E.", analyzer) == asked("PRE", analyzer)
    assert asked("p.r.e.", analyzer) == asked("pre", analyzer)
    assert asked("R.E.P.+", analyzer) == asked("REP+", analyzer)
    assert indexed("J.-B. Lebas, www.a.fr, 1.2.3") == indexed("J, B, Lebas, www, a, fr, 1, 2, 3")


def test_a_term_asks_for_the_words_below_it_and_they_do_not_ask_for_each_other() -> None:
    analyzer = Analyzer(Lexicon(narrower={"Activités sportives": ["karaté", "pêche sportive"]}))
    assert "<1" in asked("activité sportive", analyzer)[0]
    assert "<1" in indexed("du karaté", analyzer)[0]
    assert "<1" not in asked("karaté", analyzer)[0]
    assert "<1" not in indexed("une activité sportive", analyzer)[0]


def test_a_name_made_of_small_words_is_no_name_without_them() -> None:
    analyzer = Analyzer(Lexicon(synonyms=[["habitants", "tout le monde"]]))
    assert asked("le monde", analyzer) == [stems("monde")]
    assert asked("l’école", Analyzer(Lexicon(synonyms=[["l’école", "la classe"]]))) == [("ecol", "=1")]


def test_synonyms_share_one_token_whatever_their_length() -> None:
    analyzer = Analyzer(LEXICON)
    marks = [
        {token for tokens in indexed(text, analyzer) for token in tokens if token.startswith("=")}
        for text in ("un vélo", "les deux-roues", "Bicyclettes", "deux")
    ]
    assert marks == [{"=1"}, {"=1"}, {"=1"}, set()]


def test_a_known_run_of_words_is_one_unit_and_the_longest_wins() -> None:
    analyzer = Analyzer(Lexicon({"CLSPD": ["conseil local", "conseil local de sécurité"]}))
    units = parse("le conseil local de sécurité du quartier", analyzer).units
    assert [len(unit.items) for unit in units] == [3, 1]
    assert units[0].concepts == ("^clspd",)


def test_quotes_of_all_shapes_make_phrases_and_one_word_is_none() -> None:
    for text in ('"vie de quartier"', "« vie de quartier »", "“vie de quartier”"):
        (item,) = parse(text, Analyzer()).items
        assert [word.form for word in item.words] == ["vie", "quartier"]
    assert not parse('"quartier"', Analyzer()).items[0].is_phrase
    assert len(parse('"vie de quartier', Analyzer()).items) == 2


def test_the_same_word_twice_is_one_unit() -> None:
    assert len(parse("école écoles École", Analyzer()).units) == 1


def test_a_query_is_bounded() -> None:
    parsed = parse("mot " * 3000, Analyzer())
    assert len(parsed.text) <= LONGEST_QUERY
    assert sum(len(item.words) for item in parse('a1 a2 "a3 a4 a5 a6" ' * 20, Analyzer()).items) == MOST_WORDS


REFUSES = Lexicon(expressions=["ne veut plus aller à l’école", "boule au ventre"])


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("mon fils ne veut plus aller à l’école", True),
        ("il veut plus aller a l'ecole le lundi", True),
        ("ELLE NE VEUT PLUS ALLER À L’ÉCOLE", True),
        ("ma fille veut aller à l’école", False),
        ("il ne veut plus aller dans cette école", False),
        ("une école où aller", False),
    ],
)
def test_an_expression_is_one_thing_with_its_small_words_and_without_ne(typed: str, is_one: bool) -> None:
    found = [unit for unit in parse(typed, Analyzer(REFUSES)).units if '"2' in unit.concepts]
    assert [len(unit.items) for unit in found] == ([2] if is_one else [])  # « veut » and « plus » are no words to find


def test_a_text_that_says_an_expression_carries_its_mark() -> None:
    texts = ("Il ne veut plus aller à l’école.", "Il veut aller à l’école.")
    marked = [any('"2' in tokens for tokens in indexed(text, Analyzer(REFUSES))) for text in texts]
    assert marked == [True, False]


def test_words_that_tell_are_looked_for_one_by_one_whatever_expression_they_make() -> None:
    assert [len(unit.items) for unit in parse("une boule au ventre", Analyzer(REFUSES)).units] == [1, 1]


def test_the_version_changes_with_the_lexicon_and_not_with_its_order() -> None:
    same = Lexicon(
        {"CE": ["cité éducative"], "PRE": ["programme de réussite éducative"]},
        [["bicyclette", "vélo", "deux roues"]],
    )
    assert Analyzer(same).version == Analyzer(LEXICON).version != Analyzer().version
    assert Analyzer(Lexicon.from_json(LEXICON.canonical)).version == Analyzer(LEXICON).version


def test_distance_counts_a_swap_as_one() -> None:
    assert [damerau("parent", other, 2) for other in ("parent", "paretn", "parant", "paren", "parents")] == [
        0,
        1,
        1,
        1,
        1,
    ]
    assert damerau("bibliotheque", "biblioteqe", 2) == 2
    assert damerau("parent", "voisin", 2) > 2


def test_reach_grows_with_the_length_of_the_word() -> None:
    known = Spellings([("jeu", 3), ("jeune", 9), ("école", 2), ("bibliothèque", 1), ("parent", 5), ("pavent", 1)])
    assert known.near("jei") == []
    assert known.near("ecple") == ["école"]
    assert known.near("eocle") == ["école"]
    assert known.near("ecpla") == []
    assert known.near("biblioteqe") == ["bibliothèque"]
    assert known.near("patent") == ["parent", "pavent"]
    assert known.near("1234") == []


@pytest.mark.parametrize("text", ["Le PRE, à vélo", "péri-scolaire et UPE 2A", "TOUT EN CAPITALES", "", "l’école"])
def test_tokens_alone_are_those_of_the_words(text: str) -> None:
    analyzer = Analyzer(LEXICON)
    words = analyzer.document_words(clean(text))
    assert analyzer.document_tokens(clean(text)) == [word.tokens for word in words]
