"""Plain text whose lines follow each other without an empty one."""

import pytest

from imports.booklets.mapping import load_mapping
from imports.booklets.report import report_of
from imports.documents.blocks import Document
from imports.documents.reading import read_document


@pytest.fixture
def read(tmp_path):
    def read(text):
        path = tmp_path / "livret.txt"
        path.write_text(text, "utf-8")
        return report_of(Document.from_json(read_document(path)), load_mapping("cite-educative"))["sheets"]

    return read


def test_a_label_alone_on_its_line_begins_a_part(read):
    (sheet,) = read("Fiche n°1 – La chorale\nObjectifs\n- Chanter\nContacts\nAccueil – a@b.example\n")
    assert (sheet["title"], sheet["objectives"]) == ("La chorale", ["Chanter"])
    assert [contact["email"] for contact in sheet["contacts"]] == ["a@b.example"]
    assert sheet["sources"]["contacts"][0]["line"] == 5


def test_a_sheet_begins_on_its_line(read):
    sheets = read("Fiche n°1 – La chorale\nObjectifs\n- Chanter\nFiche n°2 – Le tambour\nObjectifs\n- Taper\n")
    assert [(sheet["number"], sheet["objectives"]) for sheet in sheets] == [(1, ["Chanter"]), (2, ["Taper"])]


@pytest.mark.parametrize(
    "text", ["la politique de la\nVille", "avec la\nVille et ses partenaires", "un service de la\nVille."]
)
def test_a_word_that_a_line_has_cut_from_its_sentence_is_no_label(read, text):
    (sheet,) = read(f"Fiche n°1 – La chorale\n\nElle est portée par {text}\n")
    assert sheet["description"].split() == f"Elle est portée par {text}".split()


def test_a_title_that_goes_on_with_the_next_line_is_asked(read):
    (sheet,) = read("Fiche n°1 – La chorale des familles\ndu quartier\n\nObjectifs\n\n- Chanter\n")
    assert sheet["title"] == "La chorale des familles du quartier"
    (doubt,) = [doubt for doubt in sheet["doubts"] if doubt["field"] == "title"]
    assert doubt["choices"] == ["La chorale des familles du quartier", "La chorale des familles"]
