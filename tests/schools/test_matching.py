"""What people type, and the place they mean: sure when it is written the same or clearly ahead, else asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schools.matching import MOST_CHOICES, Match, Matcher

NAMES = (
    "rue de Rome", "rue de Rouen", "rue de l’Épeule", "avenue du Général de Gaulle", "boulevard Gambetta",
    "rue Sainte-Thérèse", "rue Jean Moulin", "rue Jean Jaurès", "avenue Jean Jaurès", "place du 8 mai 1945",
    "place du 11 novembre", "rue du Docteur Schweitzer", "École Michelet", "École maternelle Anatole France",
    "École élémentaire Anatole France", "Collège Rosa Parks", "Les Trois Ponts", "quartier Les Trois Ponts", "Alma",
    "quartier Alma", "Pile", "quartier Pile", "Œuvre des Forges",
)  # fmt: skip
MATCHER = Matcher((name.removeprefix("quartier "), name) for name in NAMES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rue de rome", "rue de Rome"),
        ("RUE DE ROME", "rue de Rome"),
        ("r. de Rome", "rue de Rome"),
        ("12 rue de Rome", "rue de Rome"),
        ("12 bis, rue de rome", "rue de Rome"),
        ("111-113 rue de Rome, 59100 Roubaix", "rue de Rome"),
        ("rue de Rome 12", "rue de Rome"),
        ("j’habite rue de rome", "rue de Rome"),
        ("rome", "rue de Rome"),
        ("12 bis, r. de l'epeule", "rue de l’Épeule"),
        ("av gal de gaulle", "avenue du Général de Gaulle"),
        ("Av. du Gal-de-Gaulle", "avenue du Général de Gaulle"),
        ("bd gambetta", "boulevard Gambetta"),
        ("bd gambeta", "boulevard Gambetta"),
        ("rue ste therese", "rue Sainte-Thérèse"),
        ("rue jean moulins", "rue Jean Moulin"),
        ("8 mai 1945", "place du 8 mai 1945"),
        ("3 place du 8 mai 1945", "place du 8 mai 1945"),
        ("place du 11 novembre", "place du 11 novembre"),
        ("rue du dr schweitzer", "rue du Docteur Schweitzer"),
        ("ecole michelet", "École Michelet"),
        ("michelet", "École Michelet"),
        ("mon école est michelet", "École Michelet"),
        ("ec mat anatole france", "École maternelle Anatole France"),
        ("clg rosa parks", "Collège Rosa Parks"),
        ("quartier alma", "Alma"),
        ("l'alma", "Alma"),
        ("les trois ponts", "Les Trois Ponts"),
        ("oeuvre des forges", "Œuvre des Forges"),
    ],
)
def test_what_is_sure(typed, meant):
    assert MATCHER.find(typed) == Match(sure=meant)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("jean jaures", {"rue Jean Jaurès", "avenue Jean Jaurès"}),
        ("ecole anatole france", {"École maternelle Anatole France", "École élémentaire Anatole France"}),
        ("rue michelet", {"École Michelet"}),
        ("rue de rome à Port-Lys", {"rue de Rome"}),
        ("rue de la Rome Antique", {"rue de Rome"}),
        ("rue de la pile", {"Pile"}),
        ("place du 8 novembre", {"place du 11 novembre"}),
        ("rue de rome rue jean moulin", {"rue de Rome", "rue Jean Moulin"}),
    ],
)
def test_what_is_asked(typed, offered):
    match = MATCHER.find(typed)
    assert match.sure is None and offered <= set(match.choices)


@pytest.mark.parametrize("typed", ["", " ", "?", "rue", "12", "zzzz", "bonjour madame", "avenue des Champs-Élysées"])
def test_what_is_unknown_finds_nothing_sure(typed):
    assert MATCHER.find(typed).sure is None


def test_two_places_of_one_name_are_asked():
    assert Matcher([(1, "rue du Port"), (2, "Rue du Port")]).find("rue du port") == Match(choices=(1, 2))


def test_no_place_no_match():
    assert Matcher([]).find("rue de Rome") == Match()


@settings(deadline=None)
@given(st.text(max_size=80))
def test_anything_may_be_typed(text):
    match = MATCHER.find(text)
    assert len(match.choices) <= MOST_CHOICES
    assert match.sure is None or not match.choices


@settings(deadline=None)
@given(st.sampled_from(NAMES), st.integers(1, 9999), st.sampled_from(["", " bis", "ter", " B"]))
def test_a_house_number_changes_nothing(name, number, suffix):
    assert MATCHER.find(f"{number}{suffix} {name}") == MATCHER.find(name)


@settings(deadline=None)
@given(st.sampled_from(NAMES))
def test_each_finds_itself_however_its_letters_are(name):
    meant = name.removeprefix("quartier ")
    assert {MATCHER.find(each).sure for each in (name, name.upper(), name.lower(), f"  {name}. ")} == {meant}


@settings(deadline=None)
@given(st.sampled_from([name for name in NAMES if len(name.removeprefix("quartier ")) > 10]), st.data())
def test_one_wrong_letter_still_offers_it(name, data):
    place = data.draw(st.integers(6, len(name) - 1).filter(lambda index: name[index].isalpha()))
    match = MATCHER.find(f"{name[:place]}{name[place + 1 :]}")
    meant = name.removeprefix("quartier ")
    assert match.sure == meant or meant in match.choices
