"""Names as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.matching.names import MOST, Names, forms, key, says


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Centre social de l’Étoile", "CENTRE SOCIAL ETOILE"),
        ("L’E.C.H.O.", "Écho"),
        ("Fresnes-Moulin", "Fresnes Moulin"),
        ("Œuvre de la rue", "oeuvre rue"),
    ],
)
def test_accents_case_punctuation_and_articles_do_not_count(one, other):
    assert key(one) == key(other)


def test_a_name_of_articles_only_is_still_a_name():
    assert key("Les") == "les"


def test_what_stands_in_brackets_is_another_name():
    assert forms("L’ADX (Association d’exemple)") == ["adx association exemple", "adx", "association exemple"]


def test_a_text_says_a_name_by_its_whole_words():
    assert says("Enfants de 6 à 11 ans", "Enfants")
    assert not says("Enfantsages", "Enfant")


@pytest.fixture
def names():
    made = Names()
    made.add("passeurs", "Les Passeurs d’exemple", "PEX")
    made.add("club", "Club des mots")
    return made


def test_an_acronym_or_another_form_is_exact(names):
    assert names.exact("P.E.X.") == names.exact("PEX (Les Passeurs)") == ["passeurs"]


def test_a_misspelled_or_longer_name_is_near(names):
    assert names.near("Les Passeur d’exemples") == ["passeurs"]
    assert names.near("Association Les Passeurs d’exemple") == ["passeurs"]


def test_another_name_is_neither(names):
    assert names.exact("Piscine") == names.near("Piscine") == []


def test_a_title_in_brackets_is_no_name_of_its_own():
    titles = Names(whole=True)
    titles.add("un", "Ateliers (Secteur Nord)")
    assert titles.exact("Sorties (Secteur Nord)") == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_compared(known, asked):
    names = Names()
    names.add("un", known)
    assert len(names.near(asked)) <= MOST
    assert key(key(asked)) == key(asked)
