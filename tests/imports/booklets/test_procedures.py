"""Numbered steps become a procedure, with what each says."""

import pytest

from imports.booklets.mapping import load_mapping
from imports.booklets.report import report_of
from imports.documents.blocks import Document
from imports.documents.reading import read_document
from tests.imports.booklets.making import make

MARKDOWN = """# 1. Le programme

Il accompagne les enfants.

Comment le demander

Étape 1 : Le repérage

L’école en parle à la famille.

- avec son accord,

Etape 2 - L’accord

Un formulaire est signé.

## Les contacts

La coordination répond.
"""


@pytest.fixture(params=["md", "html", "docx", "odt", "txt"])
def report(request, tmp_path):
    if request.param == "txt":
        path = tmp_path / "livret.txt"
        path.write_text(MARKDOWN.replace("# ", "").replace("#", ""), "utf-8")
    else:
        path = make(request.param, MARKDOWN, tmp_path)
    return report_of(Document.from_json(read_document(path)), load_mapping("livret-ressources"))


def test_steps_are_a_procedure_until_the_next_heading(report):
    (procedure,) = report["procedures"]
    assert procedure["title"] == "Comment le demander"
    assert [(step["number"], step["title"], step["text"]) for step in procedure["steps"]] == [
        (1, "Le repérage", "L’école en parle à la famille.\navec son accord,"),
        (2, "L’accord", "Un formulaire est signé."),
    ]
    assert procedure["doubts"] == []


def test_a_chapter_with_its_number_is_a_sheet(report):
    (sheet,) = report["sheets"]
    assert (sheet["number"], sheet["title"], sheet["summary"]) == (1, "Le programme", "Il accompagne les enfants.")


def test_steps_that_jump_or_have_no_title_are_doubted(tmp_path):
    long = "x" * 200
    text = f"1. Le programme\n\n{long}\n\nÉtape 1 : Un\n\nÉtape 3 : Trois\n"
    path = tmp_path / "livret.txt"
    path.write_text(text, "utf-8")
    document = Document.from_json(read_document(path))
    (procedure,) = report_of(document, load_mapping("livret-ressources"))["procedures"]
    assert [doubt["kind"] for doubt in procedure["doubts"]] == ["empty", "number"]
