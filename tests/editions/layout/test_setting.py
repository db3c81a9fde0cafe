"""What a reader of a PDF, human or machine, finds in it: titles, language, tags; the same data give the same file."""

import io
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from pypdf import PdfReader

from editions.booklets.gathering import _empty, write
from editions.booklets.letters import known_letters
from editions.setting import ARCHIVE, Unsettable, set_apart
from jobs.apart import ROOT
from tests.editions.making import words_in

SAID = {"title": "Petit livret", "edition": "Édition de novembre 2026", "name": "Passerelles", "city": "La Ville"}


def sheet(code="clas", text="Le texte.", **values):
    paragraph = {"t": "p", "k": "", "c": [{"t": "s", "s": text}]}
    made = {
        "code": code,
        "title": f"Fiche {code}",
        "type": "Ressource",
        "lead": "En tête.",
        "tint": "ressource",
        "tile": "L",
        "tile_icon": "",
        "fresh": None,
        "notices": [],
        "easy": [],
        "brief_title": "L’essentiel",
        "brief": [],
        "sections": [{"id": "quoi", "title": "De quoi s’agit-il ?", "c": [paragraph]}],
        "url": f"https://passerelles.example/f/{code}",
        "short": f"passerelles.example/f/{code}",
        "qr": SQUARE,
        "qr_alt": "Code QR",
        "changed": None,
    }
    return made | values


SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1h-1z"/></svg>'


def data(*sheets, **values):
    part = {"title": "Partie", "icon": "book", "tint": "ressource", "count": "1 fiche", "sheets": list(sheets)}
    address = {"url": "https://passerelles.example/editions/petit/", "short": "passerelles.example", "qr": SQUARE}
    said = {**SAID, **address, "qr_alt": "Code QR", "author": "La Ville", "timestamp": 1_795_000_000}
    return {**_empty(), **said, "parts": [part], "printed": [each["code"] for each in sheets], **values}


@pytest.fixture
def set_it(tmp_path):
    def run(content, standard="ua-1"):
        write(content, tmp_path)
        return set_apart(tmp_path, standard)

    return run


def tags_in(node, found):
    """Kinds of the elements of the structure, in their order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    for each in node if isinstance(node, list) else [node]:
        each = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(each, dict):
            if "/S" in each:
                found.append(each["/S"])
            if "/K" in each:
                tags_in(each["/K"], found)
    return found


def test_a_file_says_its_title_its_author_its_language_and_that_it_is_tagged(set_it):
    reader = PdfReader(io.BytesIO(set_it(data(sheet()))))
    root = reader.trailer["/Root"]
    assert (reader.metadata.title, reader.metadata.author) == ("Petit livret", "La Ville")
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("fr-FR", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_its_titles_its_lists_and_its_pictures_are_tagged(set_it):
    ticks = {"t": "ul", "k": "ticks", "c": [[{"t": "p", "k": "", "c": [{"t": "s", "s": "Un"}]}]]}
    pdf = set_it(data(sheet(sections=[{"id": "x", "title": "Objectifs", "c": [ticks]}])))
    tags = tags_in(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"], [])
    assert {"/H1", "/H2", "/L", "/LI", "/Figure", "/P", "/TOC"} <= set(tags)


def test_bookmarks_lead_to_each_sheet(set_it):
    reader = PdfReader(io.BytesIO(set_it(data(sheet("un"), sheet("deux")))))
    assert [each.title for each in reader.outline] == ["Sommaire", "Fiche un", "Fiche deux"]


def test_contents_say_on_which_page_each_sheet_begins(set_it):
    pdf = set_it(data(sheet("un"), sheet("deux")))
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
    assert "Fiche un" in pages[2]
    assert "Fiche deux" in pages[3]
    assert "Fiche un" in pages[1] and "3" in pages[1] and "4" in pages[1]


def test_the_same_data_give_the_same_file(set_it):
    assert set_it(data(sheet())) == set_it(data(sheet()))


def test_what_is_written_is_never_code(set_it):
    assert "#set page() et *gras* $x$ @a" in words_in(set_it(data(sheet(text="#set page() et *gras* $x$ @a"))))


def test_all_the_letters_of_our_fonts_can_be_set(set_it):
    letters = [chr(each) for each in sorted(known_letters()) if chr(each).strip()]
    pdf = set_it(data(sheet(text=" ".join(letters))))
    assert "Œ" in words_in(pdf)


def test_a_sheet_that_cannot_be_set_is_named(set_it):
    with pytest.raises(Unsettable) as refusal:
        set_it(data(sheet("bonne"), sheet("mauvaise", text="Ici 📍")))
    assert [code for code, _why in refusal.value.refused] == ["mauvaise"]


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_pages_are_of_the_paper_that_was_asked_for(set_it, paper):
    box = PdfReader(io.BytesIO(set_it(data(sheet(), paper=paper)))).pages[1].mediabox
    assert round(float(box.width)) == {"a4": 595, "a5": 420}[paper]


def test_the_archive_says_so(set_it):
    pdf = set_it(data(sheet()), ARCHIVE)
    assert b"pdfaid:part" in pdf or "pdfaid" in str(PdfReader(io.BytesIO(pdf)).xmp_metadata.rdf_root.toxml())


def test_the_process_that_sets_is_given_nothing_of_ours(tmp_path, monkeypatch):
    """It has neither our environment nor a file to write, and its memory is limited: ``jobs/apart.py``."""
    monkeypatch.setenv("SECRET_KEY", "secret")
    write(data(sheet()), tmp_path)
    set_apart(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.json"]


def test_a_setter_that_is_killed_leaves_no_file(tmp_path):
    many = [sheet(f"fiche-{number}", text="Un texte assez long. " * 200) for number in range(150)]
    write(data(*many), tmp_path)
    command = [sys.executable, "-m", "jobs.apart", "editions.layout.setting:set_booklet", str(tmp_path)]
    with subprocess.Popen([*command, str(3 * 1024**3), "60", "ua-1"], cwd=ROOT, stdout=subprocess.PIPE) as process:
        time.sleep(0.5)
        os.kill(process.pid, signal.SIGKILL)
        said = process.communicate()[0]
    assert process.returncode == -signal.SIGKILL
    assert said == b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.json"]


def test_data_are_written_as_json_that_any_program_reads(tmp_path):
    write(data(sheet()), tmp_path)
    assert json.loads((tmp_path / "data.json").read_text("utf-8"))["title"] == "Petit livret"
