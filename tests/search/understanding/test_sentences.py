"""What a sentence says of ages and sectors, and what only looks like it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.understanding.numbers import without_house_numbers
from search.understanding.sectors import names_of
from search.understanding.sentences import understand, years_of

SECTORS = names_of(
    [
        ("ville-nord", ["Ville – Nord", "Port-Lys Nord", "quartiers Nord"]),
        ("ville-est", ["Ville – Est", "Port-Lys Est"]),
        ("ville-centre", ["Ville – Centre", "centre-ville", "Centre"]),
        ("cite-nord", ["Cité éducative – Secteur Nord", "secteur Nord de la Cité éducative"]),
    ]
)


def understood(text, declined=()):
    return understand(text, age="age", sector="secteur", sectors=SECTORS, declined=declined)


def years(text):
    return {int(code) for each in understood(text) if each.facet == "age" for code in each.codes}


def sectors(text):
    return [code for each in understood(text) if each.facet == "secteur" for code in each.codes]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("7 ans", {7}), ("garçon de 7ans", {7}), ("sept ans", {7}), ("un an", {1}), ("18 mois", {1}),
        ("il a 7 ans", {7}),
        ("3-6 ans", {3, 4, 5, 6}), ("de 3 à 6 ans", {3, 4, 5, 6}), ("3 ans a 6 ans", {3, 4, 5, 6}),
        ("entre 3 et 5 ans", {3, 4, 5}), ("7 ou 8 ans", {7, 8}), ("7/8 ans", {7, 8}), ("6 ans et 9 ans", {6, 9}),
        ("moins de 3 ans", {0, 1, 2}), ("plus de 23 ans", {23, 24, 25}), ("2 ans et demi", {2}),
        ("16-18 ans", {16, 17, 18}),
        ("CE1", {7}), ("ce 1", {7}), ("cm2", {10}), ("GS", {5}), ("petite section", {3}), ("toute petite section", {2}),
        ("du CP au CM2", {6, 7, 8, 9, 10}), ("CM2-6e", {10, 11}), ("de la 6e à la 4ème", {11, 12, 13}),
        ("CP/CE1", {6, 7}),
        ("6ème", {11}), ("sixième", {11}), ("en 3e", {14}), ("après la troisième", {14}), ("terminale", {17}),
        ("ma fille en seconde", {15}), ("élève de première", {16}), ("lycéenne", {15, 16, 17, 18}),
        ("collégiens exclus", {11, 12, 13, 14}),
    ],
)  # fmt: skip
def test_ages_and_classes_are_years(text, wanted):
    assert years(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "16-25", "T4", "1er degré", "second degré", "depuis 2 ans", "il y a 3 ans", "ya 3 ans", "dans 2 ans",
        "pendant 2 ans", "tous les 2 ans", "2 ans de retard", "2 ans plus tard", "exclu 3 jours", "35 ans", "48 mois",
        "3e âge", "le 3e", "au 4e étage", "la sixième fois", "seconde chance", "première rentrée", "la première", "gs",
        "rue de la 5e Armée", "4 quartiers", "horizon 9", "REP+", '"7 ans"', "« CE1 »", "7", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_an_age_is_none(text):
    assert not years(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("centre social secteur nord", ["ville-nord"]), ("port lys est centre social", ["ville-est"]),
        ("les quartiers Nord", ["ville-nord"]), ("le quartier nord", ["ville-nord"]),
        ("centre ville", ["ville-centre"]),
        ("secteur nord de la cité éducative", ["cite-nord"]), ("cite educative secteur nord", ["cite-nord"]),
    ],
)  # fmt: skip
def test_a_sector_that_is_named_as_such_is_its_filter(text, wanted):
    assert sectors(text) == wanted


@pytest.mark.parametrize("text", ["centre social", "Port-Lys est une ville", "le nord", "port lys", "cité éducative"])
def test_a_word_of_a_sector_is_no_sector(text):
    assert not sectors(text)


def test_each_meaning_says_where_it_stands():
    (age, sector) = understood("aide CE1 secteur nord")
    assert (age.words, age.start, age.end) == ("CE1", 5, 8)
    assert (sector.words, sector.start, sector.end) == ("secteur nord", 9, 21)


def test_what_is_declined_is_understood_without_being_a_filter():
    (age,) = understood("aide CE1", declined=["age"])
    assert (age.words, age.codes) == ("CE1", ())


def test_a_site_without_such_a_facet_understands_no_such_thing():
    assert understand("7 ans secteur nord", sectors=SECTORS) == ()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("CM2", (10,)), ("7", (7,)), (" 7 ", (7,)), ("7-9", (7, 8, 9)), ("7 à 9", (7, 8, 9)), ("3 ans", (3,)),
        ("18 mois", (1,)), ("-1", ()), ("7.5", ()), ("99", ()), ("bidule", ()), ("", ()),
    ],
)  # fmt: skip
def test_a_field_of_ages_takes_the_same_words_and_bare_numbers(typed, wanted):
    assert years_of(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12 rue de la Tour", "rue de la Tour"), ("12 bis, rue de la Tour", "rue de la Tour"),
        ("3 place Carnot", "place Carnot"),
        ("j'habite 4-6 bd du Nord", "j'habite bd du Nord"), ("1 place en crèche", "1 place en crèche"),
        ("12 cours de soutien", "12 cours de soutien"), ("3 villes", "3 villes"),
        ("7 ans rue Haute", "7 ans rue Haute"),
    ],
)  # fmt: skip
def test_a_house_number_is_left_out(typed, kept):
    assert without_house_numbers(typed) == kept


SENTENCES = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            "3 7 12 ans mois à et de la entre moins plus CE1 cm 2 6e petite section secteur nord rue - / « »".split()
        ),
    ),
    max_size=12,
).map(" ".join)


@given(SENTENCES)
def test_no_text_is_too_strange_and_what_is_understood_is_what_is_written(text):
    last = 0
    for each in understood(text):
        assert last <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.words
        last = each.end
        assert each.codes


@given(SENTENCES)
def test_what_is_understood_alone_is_understood_the_same(text):
    for each in understood(text):
        if each.facet == "secteur":
            assert sectors(each.words) == list(each.codes)
    years_of(text)


@given(SENTENCES)
@example("0 0 RUE")
def test_a_house_number_is_left_out_once_and_for_all(text):
    once = without_house_numbers(text)
    assert without_house_numbers(once) == once
