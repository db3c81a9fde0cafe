"""« Name – mail – phone », and what cannot be."""

import pytest

from imports.booklets.people import Person, is_possible, person_in, same_phone
from imports.booklets.publics import Public, public_in
from imports.documents.blocks import Block, Link, Origin


def block(text, *links):
    return Block("item", text, Origin("line", 1), links=links)


@pytest.mark.parametrize(
    "text",
    [
        "Coordination – coordination@ville.example – 03.20.00.00.01",
        "Coordination, coordination@ville.example, 03.20.00.00.01",
        "Coordination (03.20.00.00.01) coordination@ville.example",
        "Coordination - mail : coordination@ville.example - tél. 03.20.00.00.01",
    ],
)
def test_a_person_however_the_line_is_written(text):
    assert person_in(block(text)) == Person("Coordination", "coordination@ville.example", "03.20.00.00.01")


def test_a_name_with_a_hyphen_stays_whole():
    assert person_in(block("Pôle Jeunesse-Famille – 03 20 00 00 01")).name == "Pôle Jeunesse-Famille"


def test_the_address_of_the_link_is_told_apart():
    link = Link("a@ville.example", "mailto:b@ville.example?subject=Bonjour")
    assert person_in(block("Accueil – a@ville.example", link)).email_linked == "b@ville.example"
    same = Link("a@ville.example", "mailto:A@ville.example")
    assert person_in(block("Accueil – a@ville.example", same)).email_linked == ""


@pytest.mark.parametrize(
    ("email", "possible"),
    [
        ("a@b.example", True),
        ("a.b-c@d.e.example", True),
        ("é@b.example", False),
        ("a@b", False),
        ("a..b@c.example", False),
    ],
)
def test_an_address_that_cannot_exist(email, possible):
    assert is_possible(email) is possible


def test_one_number_is_one_however_it_is_written():
    assert same_phone("03.20.00.00.01", "+33 3 20 00 00 01")
    assert not same_phone("03.20.00.00.01", "03.20.00.00.02")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enfants 2-18 ans", Public("Enfants", 2, 18)),
        ("Enfants\n9-18 ans", Public("Enfants", 9, 18)),
        ("Jeunes de 11 à 16 ans", Public("Jeunes", 11, 16)),
        ("9-18 ans", Public("9-18 ans", 9, 18)),
        ("Parents d’élèves de 2-11 ans", Public("Parents d’élèves", 2, 11)),
        ("Enfants (priorité pour les 5-11 ans)", Public("Enfants (priorité pour les 5-11 ans)")),
        ("À partir de 16 ans", Public("À partir de 16 ans", 16, None)),
        ("Moins de 3 ans", Public("Moins de 3 ans", None, 3)),
        ("Parents", Public("Parents")),
        ("Enfants de six à onze ans", Public("Enfants", 6, 11)),
        ("Jeunes entre 11 et 15 ans", Public("Jeunes", 11, 15)),
        ("Bébés de 18 mois à 3 ans", Public("Bébés", 1, 3)),
        ("Dès trois ans", Public("Dès trois ans", 3, None)),
        ("À partir de 16 ans et jusqu’à 25 ans", Public("À partir de 16 ans et jusqu’à 25 ans", 16, 25)),
    ],
)
def test_publics_and_their_ages(text, expected):
    assert public_in(text) == expected
