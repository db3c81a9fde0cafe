"""Which place a longer text names: names that are words too are places only where the text says so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schools.naming import PlaceNames

SCHOOLS = "École Michelet", "École Lucie Aubrac", "École George Sand", "Collège Rosa Parks"
OTHERS = (
    "rue de Rome", "rue Jean Moulin", "rue Jean Jaurès", "Trois-Ponts", "Alma", "Pile", "Justice", "Moulin",
    "Fraternité", "Centre", "Centre-Ville", "Espérance",
)  # fmt: skip
NAMES = PlaceNames([(name, name) for name in (*SCHOOLS, *OTHERS)], [(name, name) for name in SCHOOLS])


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("aide aux devoirs rue de rome", "rue de Rome"),
        ("collège rosa parks exclusion", "Collège Rosa Parks"),
        ("j'habite trois ponts", "Trois-Ponts"),
        ("soutien les 3 ponts", "Trois-Ponts"),
        ("creche alma", "Alma"),
        ("rue de rom", None),
        ("rue jean moulin et rue jean jaurès", None),
        ("", None),
    ],
)
def test_a_name_of_its_own(typed, named):
    assert NAMES.named_in(typed) == named


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("michelet CE1", "École Michelet"),
        ("aide aux devoirs michelet", "École Michelet"),
        ("lycée michelet", None),
        ("rue michelet", None),
        ("école aubrac, cantine", "École Lucie Aubrac"),
        ("aubrac", None),
        ("collège aubrac", None),
    ],
)
def test_a_school_by_less_than_its_name(typed, named):
    assert NAMES.named_in(typed) == named


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("justice", "Justice"),
        ("pile CE1", "Pile"),
        ("quartier de la justice", "Justice"),
        ("justice quartier", "Justice"),
        ("quartier pile, garderie", "Pile"),
        ("j'habite le moulin", "Moulin"),
        ("je suis du moulin", "Moulin"),
        ("garderie près de la fraternité", "Fraternité"),
        ("école de la justice", "Justice"),
        ("halte garderie à la justice", "Justice"),
        ("je suis au centre ville", "Centre-Ville"),
        ("secteur centre", "Centre"),
    ],
)
def test_a_word_beside_a_word_of_place_is_a_place(typed, named):
    assert NAMES.named_in(typed) == named


@pytest.mark.parametrize(
    "typed",
    [
        "la justice restaurative",
        "aide justice",
        "accès à la justice",
        "centre de vaccination",
        "cours de justice",
        "près du centre social",
        "inscrire mon fils au centre",
        "le moulin à paroles",
        "garderie pile à l’heure",
        "liberté égalité fraternité",
        "l'espérance de vie",
    ],
)
def test_a_word_is_a_word(typed):
    assert NAMES.named_in(typed) is None


@settings(deadline=None)
@given(st.text(max_size=80))
def test_anything_may_be_typed(text):
    assert NAMES.named_in(text) in (None, *SCHOOLS, *OTHERS)
