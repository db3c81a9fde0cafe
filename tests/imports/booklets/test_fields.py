"""Values however a booklet scatters them; what is put together is doubted."""

import pytest

from imports.booklets.mapping import load_mapping
from imports.booklets.report import report_of
from imports.documents.blocks import Document
from imports.documents.reading import read_document


@pytest.fixture
def report(tmp_path):
    def read(text):
        path = tmp_path / "livret.md"
        path.write_text(text, "utf-8")
        return report_of(Document.from_json(read_document(path)), load_mapping("cite-educative"))

    return read


@pytest.fixture
def sheet(report):
    def read(text):
        (found,) = report(f"## Fiche n°1 – Essai\n\n{text}\n")["sheets"]
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


def test_a_part_may_stand_on_the_line_of_its_label(sheet):
    found = sheet(
        "Un texte.\n\nPublic : Enfants 6-11 ans\n\nPartenaires : Centres sociaux\n\nVille : Pôle – a@ville.example"
    )
    assert [tuple(public.values()) for public in found["publics"]] == [("Enfants", 6, 11)]
    assert found["partners"] == ["Centres sociaux"]
    assert [(each["heading"], each["name"], each["email"]) for each in found["contacts"]] == [
        ("Ville", "Pôle", "a@ville.example")
    ]
    assert found["description"] == "Un texte."


def test_a_sheet_may_be_a_table_of_labels_and_values(sheet):
    rows = [
        "| | |",
        "|---|---|",
        "| Objectifs | Lire |",
        "| Public | Enfants 6-11 ans |",
        "| Contact | Pôle – a@ville.example |",
    ]
    found = sheet("\n".join(rows))
    assert found["objectives"] == ["Lire"]
    assert [tuple(public.values()) for public in found["publics"]] == [("Enfants", 6, 11)]
    assert found["contacts"][0]["email"] == "a@ville.example"


def test_a_colon_in_a_sentence_labels_nothing(sheet):
    text = "Le programme comprend : des jeux. Les partenaires de la ville : tous."
    assert sheet(text)["description"] == text


PAGE = "# AGIR\n\n"
END = "### Ville :\n\n- Pôle d’exemple – a@ville.example\n\n"
FIRST = f"{PAGE}## Fiche n°1 – Une\n\nTexte un.\n\n{END}"
THIRD = f"{PAGE}## Fiche n°3 – Trois\n\nTexte trois.\n\n{END}"


def test_a_sheet_that_lost_its_heading_is_one_without_a_title(report):
    lost = f"{PAGE}Texte deux.\n\n{PAGE}### Objectifs\n\n- Un but\n\n{END}"
    found = report(FIRST + lost + THIRD)["sheets"]
    assert [(each["number"], each["title"], each["description"]) for each in found] == [
        (1, "Une", "Texte un."),
        (None, "", "Texte deux."),
        (3, "Trois", "Texte trois."),
    ]
    assert found[1]["objectives"] == ["Un but"]
    (doubt,) = [each for each in found[1]["doubts"] if each["field"] == "number"]
    assert doubt["choices"] == ["2"]
    assert "empty" in kinds(found[1], "title")


def test_a_heading_on_the_second_page_alone_is_that_of_the_first_too(report):
    late = f"{PAGE}Texte deux.\n\n{PAGE}## Fiche n°2 – Deux\n\n### Objectifs\n\n- Un but\n\n{END}"
    found = report(FIRST + late + THIRD)["sheets"]
    assert [(each["number"], each["description"]) for each in found] == [
        (1, "Texte un."),
        (2, "Texte deux."),
        (3, "Texte trois."),
    ]
    assert kinds(found[1], "title") == ["moved"]


def test_a_page_without_its_heading_goes_on_with_a_sheet_that_is_not_ended(report):
    found = report(f"{PAGE}## Fiche n°1 – Une\n\nTexte un.\n\n{PAGE}### Objectifs\n\n- Un but\n\n{END}")["sheets"]
    assert [(each["number"], each["objectives"]) for each in found] == [(1, ["Un but"])]


def test_the_words_that_open_a_chapter_are_of_no_sheet(report):
    found = report(f"{FIRST}# COOPÉRER\n\nCe chapitre parle d’autre chose.\n\n## Fiche n°2 – Deux\n\nTexte deux.")
    assert [each["description"] for each in found["sheets"]] == ["Texte un.", "Texte deux."]
    assert "Ce chapitre parle d’autre chose." in [source["text"] for source in found["unplaced"]]


def test_two_forms_of_one_title_are_offered_without_what_announces_them(report):
    (found,) = report("## Fiche n°1 – Le·a lecteur\n\nTexte.\n\n## Fiche n°1 – Le.a lecteur\n\n- Un but\n")["sheets"]
    assert [each["choices"] for each in found["doubts"] if each["kind"] == "variants"] == [
        ["Le·a lecteur", "Le.a lecteur"]
    ]
