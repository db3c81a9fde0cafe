"""Readers: what a French spreadsheet writes is what is read, whatever the format."""

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from jobs.apart import Illegible
from portal.admin.exports import without_controls
from spreadsheets.columns import is_same, phone_of, values_in
from spreadsheets.reading.delimited import decoded
from spreadsheets.reading.files import read_file
from spreadsheets.reading.grid import as_text, column_name
from spreadsheets.reading.scanning import position
from spreadsheets.writing import FORMATS


@pytest.fixture
def file(tmp_path):
    def make(content, extension="csv"):
        path = tmp_path / f"liste.{extension}"
        path.write_bytes(content)
        return path

    return make


def rows_of(path, asked=""):
    return read_file(path, asked)["rows"]


def book(*sheets):
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def saved(made):
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.mark.parametrize("separator", ";,\t")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_encodings(file, separator, encoding):
    text = f"Nom{separator}Téléphone\r\nÉcole « d’été »{separator}03 53 01 00 00\r\n"
    assert rows_of(file(text.encode(encoding))) == [["Nom", "Téléphone"], ["École « d’été »", "03 53 01 00 00"]]


def test_a_separator_within_quotes_parts_nothing(file):
    assert rows_of(file(b'"Nom, et plus";Code\n"a;b, c";d\n')) == [["Nom, et plus", "Code"], ["a;b, c", "d"]]


def test_excel_says_its_separator_in_a_first_line(file):
    grid = read_file(file(b"sep=|\nNom|Code\na|b\n"))
    assert (grid["rows"], grid["numbers"]) == ([["Nom", "Code"], ["a", "b"]], [2, 3])


def test_letters_that_are_none_are_refused():
    with pytest.raises(Illegible, match="UTF-8"):
        decoded(b"Nom;Code\n\x81\x8d\n")


def test_lines_are_numbered_as_the_spreadsheet_numbers_them(file):
    grid = read_file(file(saved(book(("Liste", [["Nom"], [], ["a"], ["b"]]))), "xlsx"))
    assert (grid["rows"], grid["numbers"]) == ([["Nom"], ["a"], ["b"]], [1, 3, 4])


def test_values_of_excel_in_words(file):
    row = [3.0, 1.5, date(2026, 9, 15), datetime.fromisoformat("2026-09-15T14:30"), True, "0059", "a\nb", None, "fin"]
    [_headings, read] = rows_of(file(saved(book(("Liste", [["Nom"], row]))), "xlsx"))
    assert read == ["3", "1,5", "15/09/2026", "15/09/2026 14:30", "Oui", "0059", "a\nb", "", "fin"]


def test_formulas_and_merged_cells_are_told(file):
    made = book(("Liste", [["Nom", "N"], ["a", "=1+1"], ["b", 2]]))
    made["Liste"].merge_cells("A3:B3")
    grid = read_file(file(saved(made), "xlsx"))
    assert sorted(grid["refused"]) == [[1, 1, "formula"], [2, 0, "merged"], [2, 1, "merged"]]


def test_formulas_of_ods_are_told(file):
    content = FORMATS["ods"][0]([["Nom", "N"], ["a", 2]], "Liste")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(
        b'office:value-type="float"', b'table:formula="of:=1+1" office:value-type="float"'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert read_file(file(made.getvalue(), "ods"))["refused"] == [[1, 1, "formula"]]


def test_the_first_sheet_that_holds_something_is_taken_or_the_one_asked_for(file):
    made = book(("Vide", []), ("Cachée", [["x"]]), ("Un", [["a"]]), ("Deux", [["b"]]))
    made["Cachée"].sheet_state = "hidden"
    path = file(saved(made), "xlsx")
    assert (rows_of(path), rows_of(path, "Deux")) == ([["a"]], [["b"]])
    assert read_file(path)["sheets"] == ["Un", "Deux"]
    with pytest.raises(Illegible, match="Trois"):
        read_file(path, "Trois")


@pytest.mark.parametrize("index, name", [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_columns_have_the_names_of_spreadsheets(index, name):
    assert column_name(index) == name
    assert position(f"{name}12") == (11, index)


@pytest.mark.parametrize("typed, dialled", [
    ("353010000", "03 53 01 00 00"), ("33353010000", "03 53 01 00 00"), ("0033 3 53 01 00 00", "03 53 01 00 00"),
    ("+33(0)353010000", "03 53 01 00 00"),
    ("03\N{NO-BREAK SPACE}53\N{NARROW NO-BREAK SPACE}01 00 00", "03 53 01 00 00"),
    ("3919", "3919"), ("03 53 01 00 00 poste 2", "03 53 01 00 00 poste 2"), ("voir le site", "voir le site"),
    ("+32 2 123 45 67", "+32 2 123 45 67"), ("", ""),
])  # fmt: skip
def test_phone_numbers(typed, dialled):
    assert phone_of(typed) == dialled


texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)
cells = st.one_of(
    texts,
    st.integers(-(10**12), 10**12),
    st.decimals(-1000, 1000, places=2).map(float),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
)


@pytest.mark.parametrize("extension", FORMATS)
@given(rows=st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_is_written_is_read_again(tmp_path_factory, extension, rows):
    path = tmp_path_factory.mktemp("aller") / f"liste.{extension}"
    written = [["Titre un", "Titre deux", "trois", "quatre"], *([["x", *row] for row in rows])]
    path.write_bytes(FORMATS[extension][0](written, "Liste"))
    read = rows_of(path)
    assert len(read) == len(written)
    for before, after in zip(written, read, strict=True):
        padded = [*after, *[""] * (len(before) - len(after))]
        assert all(is_same(as_text(one), other) for one, other in zip(before, padded, strict=True)), (before, after)


@pytest.mark.parametrize("extension", FORMATS)
def test_a_dash_is_a_text(file, extension):
    assert rows_of(file(FORMATS[extension][0]([["Code", "Nom"], ["-", "-"]], "Liste"), extension))[1] == ["-", "-"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("octets") / "liste.csv"
    path.write_bytes(content)
    try:
        assert all(any(row) for row in rows_of(path))
    except Illegible as refusal:
        assert str(refusal).strip()


@given(texts)
def test_a_text_is_the_same_as_itself_whatever_surrounds_it(text):
    assert is_same(text, f" {without_controls(text)}\r\n")


@given(st.lists(texts.filter(lambda text: "|" not in text)))
def test_values_of_one_cell_are_told_apart(values):
    kept = list(dict.fromkeys(value.strip() for value in values if value.strip() and "\n" not in value))
    assert values_in(" | ".join(kept)) == kept


def test_a_formula_of_a_csv_is_told_and_what_our_files_hold_is_a_text(file):
    grid = read_file(file(b"Nom;Sigle\n=CONCATENER(A1;B1);x\n'=SC;= 12\n", "csv"))
    assert grid["refused"] == [[1, 0, "formula"], [2, 1, "formula"]]
    assert grid["rows"][2][0] == "=SC"
