"""XLSX and ODS: looked through first (``scanning``), then read by calamine, which dies of what it does not expect."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path

from jobs.apart import Illegible
from jobs.archives import DAMAGED, PASSWORD, open_archive
from spreadsheets.reading.grid import EMPTY, Grid, as_text, make_grid
from spreadsheets.reading.scanning import Attributes, OdsScan, Scan, scan_xlsx, stream

ODS = b"application/vnd.oasis.opendocument.spreadsheet"
MOST_RATIO, LARGE = 200, 5 * 1024 * 1024  # a member larger than that was not typed by anybody if it shrinks so much
ANOTHER = "Ce fichier n’est pas un tableur .xlsx ou .ods : enregistrez-le sous l’un de ces formats, puis recommencez."
MACROS = "Ce classeur contient des macros : enregistrez-le au format .xlsx, sans macros, puis recommencez."


def read_workbook(path: Path, asked: str) -> Grid:
    archive = open_archive(path)
    names = set(archive.namelist())
    if any(each.filename for each in archive.infolist() if _swells(each)):
        raise Illegible("Ce fichier se déplie trop : enregistrez-le de nouveau depuis votre tableur.")
    if "xl/workbook.xml" in names:
        if any("vbaproject" in name.lower() for name in names):
            raise Illegible(MACROS)
        return _read(path, _xlsx_scans(archive), asked)
    if "mimetype" in names and archive.read("mimetype").strip() == ODS:
        return _read(path, _ods_scans(archive), asked)
    raise Illegible(ANOTHER)


def _swells(member: zipfile.ZipInfo) -> bool:
    return member.file_size > LARGE and member.file_size > MOST_RATIO * max(1, member.compress_size)


def _read(path: Path, scans: list[Scan], asked: str) -> Grid:
    from python_calamine import CalamineError, CalamineWorkbook  # only the process that reads a file needs it

    seen = [scan for scan in scans if scan.rows and not scan.hidden]
    scan = next((scan for scan in seen if scan.name == asked), None) if asked else next(iter(seen), None)
    if scan is None:
        raise Illegible(f"Ce classeur n’a pas de feuille remplie « {asked} »." if asked else EMPTY)
    try:
        rows = CalamineWorkbook.from_path(path).get_sheet_by_name(scan.name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise Illegible(DAMAGED) from error
    lines = ((number, [as_text(cell) for cell in row]) for number, row in enumerate(rows, start=1))
    return make_grid(lines, scan.all_refused, scan.name, [each.name for each in seen])


def _xlsx_scans(archive: zipfile.ZipFile) -> list[Scan]:
    targets: dict[str, str] = {}
    sheets: list[tuple[Scan, str]] = []

    def relation(tag: str, found: Attributes) -> None:
        if tag == "Relationship" and found.get("Type", "").endswith("/worksheet"):
            targets[found.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", found.get("Target", ""))).strip("/")

    def sheet(tag: str, found: Attributes) -> None:
        if tag == "sheet":
            scan = Scan(found.get("name", ""), hidden=found.get("state", "visible") != "visible")
            sheets.append((scan, found.get("id", "")))

    stream(archive, "xl/_rels/workbook.xml.rels", relation)
    stream(archive, "xl/workbook.xml", sheet)
    for scan, key in sheets:
        if key in targets:
            scan_xlsx(archive, targets[key], scan)
    return [scan for scan, _key in sheets]


def _ods_scans(archive: zipfile.ZipFile) -> list[Scan]:
    def protected(tag: str, _found: Attributes) -> None:
        if tag == "encryption-data":
            raise Illegible(PASSWORD)

    if "META-INF/manifest.xml" in archive.namelist():
        stream(archive, "META-INF/manifest.xml", protected)
    scan = OdsScan()
    stream(archive, "content.xml", scan.start, scan.end)
    return scan.sheets
