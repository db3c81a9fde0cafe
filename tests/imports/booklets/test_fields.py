"""Values however a booklet scatters them; what is put together is doubted."""

import pytest

from imports.booklets.mapping import load_mapping
from imports.booklets.report import report_of
from imports.documents.blocks import Document
from imports.documents.reading import read_document


@pytest.fixture
def sheet(tmp_path):
    def read(text):
        path = tmp_path / "livret.md"
        path.write_text(f"## Fiche n°1 – Essai\n\n{text}\n", "utf-8")
        document = Document.from_json(read_document(path))
        (found,) = report_of(document, load_mapping("cite-educative"))["sheets"]
        return found

    return read


def kinds(sheet, name):
    return [doubt["kind"] for doubt in sheet["doubts"] if doubt["field"] == name]


@pytest.mark.parametrize(
    ("sentence", "operators"),
    [
        ("Le Centre d’exemple est l’opérateur de cette action.", ["Le Centre d’exemple"]),
        ("Un projet. L’A.B.C. d’exemple est le prestataire de cette action.", ["L’A.B.C. d’exemple"]),
        ("L’opérateur de cette action est le Centre d’exemple.", ["le Centre d’exemple"]),
        (
            "Cette action est portée par le Centre d’exemple, la Maison du modèle.",
            ["le Centre d’exemple", "la Maison du modèle"],
        ),
        (
            "L’ABC (Association de Base et de Culture) est l’opérateur de cette action.",
            ["L’ABC (Association de Base et de Culture)"],
        ),
    ],
)
def test_who_runs_it_is_named_by_a_sentence(sheet, sentence, operators):
    assert sheet(sentence)["operators"] == operators


def test_an_operator_that_is_not_understood_is_a_doubt(sheet):
    found = sheet("Plusieurs opérateurs interviennent selon les quartiers.")
    assert found["operators"] == []
    assert kinds(found, "operators") == ["empty"]


def test_a_name_with_an_and_is_one_or_two(sheet):
    found = sheet("Le Centre et la Maison est l’opérateur de cette action.")
    (doubt,) = [each for each in found["doubts"] if each["field"] == "operators"]
    assert doubt["choices"] == ["Le Centre et la Maison", "Le Centre", "la Maison"]


def test_ages_apart_from_their_public_join_it_with_a_doubt(sheet):
    found = sheet("### Public cible\n\nEnfants\n\n9-18 ans\n\nParents")
    assert [tuple(public.values()) for public in found["publics"]] == [("Enfants", 9, 18), ("Parents", None, None)]
    assert kinds(found, "publics") == ["inferred"]


def test_ages_alone_are_a_public(sheet):
    found = sheet("### Public cible\n\n9-18 ans")
    assert [tuple(public.values()) for public in found["publics"]] == [("9-18 ans", 9, 18)]
    assert kinds(found, "publics") == []


def test_an_address_or_a_phone_on_its_own_line_is_of_the_person_before(sheet):
    found = sheet("### Ville :\n\nPôle d’exemple\n\na@ville.example\n\n03 20 00 00 01\n\nAutre pôle – b@ville.example")
    assert [(each["name"], each["email"], each["phone"]) for each in found["contacts"]] == [
        ("Pôle d’exemple", "a@ville.example", "03 20 00 00 01"),
        ("Autre pôle", "b@ville.example", ""),
    ]
    assert kinds(found, "contacts") == []


def test_a_contact_that_cannot_be_reached_is_a_doubt(sheet):
    assert kinds(sheet("### Ville :\n\nPôle d’exemple"), "contacts") == ["empty"]


def test_partners_are_cells_or_items(sheet):
    found = sheet("### Partenaires\n\nCentres\nsociaux\n\n- PMI\n- CAF")
    assert found["partners"] == ["Centres sociaux", "PMI", "CAF"]


def test_a_link_announced_without_an_address_is_a_doubt(sheet):
    found = sheet("### Ressources complémentaires\n\nLa plaquette")
    assert (found["links"], kinds(found, "links")) == ([], ["empty"])
