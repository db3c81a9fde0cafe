"""Hostile files: refused in words that say what to do, in a process of its own, and nothing is kept of them."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from jobs.apart import ILLEGIBLE, Illegible, read_apart
from spreadsheets.reading.grid import MOST_CHARACTERS
from spreadsheets.uploads import READER, read
from spreadsheets.writing import to_csv, to_ods, to_xlsx

ROWS = [["Code", "Nom"], ["a", "Un"]]
SHEET = "xl/worksheets/sheet1.xml"


def with_member(content, name, text):
    """The same archive with another content of one of its files."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, text)
    return made.getvalue()


def sheet_xml(cells):
    names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{names}"><sheetData>{cells}</sheetData></worksheet>'


def xlsx(cells):
    return with_member(to_xlsx(ROWS, "Liste"), SHEET, sheet_xml(cells))


def ods(cells):
    content = zipfile.ZipFile(io.BytesIO(to_ods(ROWS, "Liste"))).read("content.xml").decode()
    start, end = content.index("<table:table-row>"), content.index("</table:table>")
    return with_member(to_ods(ROWS, "Liste"), "content.xml", content[:start] + cells + content[end:])


def far_away():
    return xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def far_and_empty():
    return xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>')


def repeated():
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
    return ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-cell></table:table-row>')


def swollen():
    return with_member(to_xlsx(ROWS, "Liste"), SHEET, sheet_xml('<row r="1">' + "<c/>" * 12_000_000 + "</row>"))


def entities(content=None):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return with_member(to_xlsx(ROWS, "Liste"), SHEET, bomb + sheet_xml('<row><c t="str"><v>&b;</v></c></row>'))


def entities_of_ods():
    return with_member(to_ods(ROWS, "Liste"), "content.xml", '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>')


def shared_strings_bomb():
    names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<sst xmlns="{names}"><si><t>{"x" * 5_000_000}</t></si></sst>'
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5001))
    book = Workbook()
    book.active["A1"] = "x"
    file = io.BytesIO()
    book.save(file)
    return with_member(with_member(file.getvalue(), "xl/sharedStrings.xml", text), SHEET, sheet_xml(cells))


def many_members():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(1_200):
            archive.writestr(f"xl/{number}.xml", "")
    return made.getvalue()


def truncated(content):
    return content[: len(content) // 2]


def with_macros():
    return with_member(to_xlsx(ROWS, "Liste"), "xl/vbaProject.bin", b"\xd0\xcf")


def protected_ods():
    manifest = '<m xmlns="x"><file-entry><encryption-data/></file-entry></m>'
    return with_member(to_ods(ROWS, "Liste"), "META-INF/manifest.xml", manifest)


def word_document():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return made.getvalue()


def long_cell():
    return to_csv([["Code", "Nom"], ["a", "Un"]], "") + b"b;" + b"x" * 5_000_000


FILES = {
    "a cell at the end of the world": (far_away, "trop grand"),
    "an empty cell far away": (far_and_empty, "trop grand"),
    "cells repeated for ever": (repeated, "trop grand"),
    "a sheet that swells": (swollen, "déplie trop|trop de choses"),
    "entities in XLSX": (entities, "abîmé"),
    "entities in ODS": (entities_of_ods, "abîmé"),
    "one long text everywhere": (shared_strings_bomb, "caractères|illisible|trop"),
    "too many members": (many_members, "trop de choses"),
    "half an XLSX": (lambda: truncated(to_xlsx(ROWS, "Liste")), "abîmé ou incomplet"),
    "half an ODS": (lambda: truncated(to_ods(ROWS, "Liste")), "abîmé ou incomplet"),
    "macros": (with_macros, "macros"),
    "a password in ODS": (protected_ods, "mot de passe"),
    "an old .xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"\.xls"),
    "a Word document": (word_document, "pas un tableur"),
    "a PDF": (lambda: b"%PDF-1.7 ...", "pas un tableur"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "pas un tableur"),
    "NULs": (lambda: b"Code;Nom\n\0\0\0a;b\n" * 30, "pas un tableur"),
    "a page of the web": (lambda: b"<!DOCTYPE html><table><tr><td>Code</td></tr></table>", "pas un tableur"),
    "a cell of five megabytes": (long_cell, f"Ligne 3, colonne B : .*{MOST_CHARACTERS}"),
    "a quote that nobody closed": (lambda: b'Code;Nom\na;"Un\n', "guillemet"),
    "nothing": (lambda: b"", "vide"),
    "spaces": (lambda: b" \n \n", "vide"),
    "headings alone": (lambda: b"Code;Nom\n", "que des titres"),
    "an XLSX without a sheet": (lambda: xlsx(""), "vide"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_words(name, tmp_path):
    make, said = FILES[name]
    path = tmp_path / "liste.xlsx"
    path.write_bytes(make())
    with pytest.raises(Illegible, match=said):
        read(path)


def test_what_kills_its_reader_is_an_unreadable_file(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes(to_csv(ROWS, ""))
    with pytest.raises(Illegible, match=ILLEGIBLE):
        read_apart(READER, path, "", memory=8 * 1024 * 1024)


def test_what_a_spreadsheet_leaves_after_its_last_line_is_no_line(tmp_path):
    path = tmp_path / "liste.ods"
    tail = (
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="1024"/>'
    )
    line = '<table:table-row><table:table-cell office:value-type="string"><text:p>Code</text:p></table:table-cell>'
    path.write_bytes(ods(f"{line}</table:table-row>{line}</table:table-row>{tail}</table:table-row>"))
    assert read(path)["rows"] == [["Code"], ["Code"]]
