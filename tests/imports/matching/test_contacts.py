"""Contacts by address, phone and holder."""

from imports.matching.contacts import Contacts, heading_of
from tests import factories


def test_an_address_says_who_is_meant(db):
    contact = factories.contact(email="accueil@structure.example")
    assert Contacts().match("Quelqu’un", email="Accueil@structure.example").found.pk == contact.pk


def test_a_holder_does_unless_another_address_contradicts(db):
    contact = factories.contact(holder="Prénom Nom", email="un@structure.example")
    known = Contacts()
    assert known.match("NOM, prénom").found is None
    assert known.match("Prenom NOM").found.pk == contact.pk
    assert known.match("Prénom Nom", email="deux@structure.example").near[0].pk == contact.pk


def test_a_phone_alone_is_asked_about(db):
    contact = factories.contact(phone="03 53 01 00 08")
    match = Contacts().match("Quelqu’un", phone="0353010008")
    assert (match.state, match.near[0].pk) == ("near", contact.pk)


def test_the_functions_under_a_heading_are_offered(db):
    contact = factories.contact(role="troika-ville")
    assert [each.pk for each in Contacts().match("Quelqu’un", heading="Troïka").near] == [contact.pk]


def test_what_is_offered_never_names_a_holder(db):
    factories.contact(holder="Prénom Nom", phone="03 53 01 00 08")
    near = Contacts().match("Autre", phone="03 53 01 00 08").near[0]
    assert "Nom" not in f"{near.label} {near.detail}"


def test_headings_of_a_booklet_are_those_of_a_sheet():
    assert [heading_of(words) for words in ("Troika", "VILLE", "Région", "Contact")] == [
        "troika",
        "ville",
        "region",
        "structure",
    ]
