"""Office files: told by what their own format says of them, and refused where they carry programs."""

import zipfile
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

CONTENT_TYPES = "[Content_Types].xml"
PARTS_LIMIT = 4 * 1024 * 1024
# By extension: what [Content_Types].xml calls the main part, and where programs usually put it.
MAIN_PARTS = {
    ".docx": ("wordprocessingml.document.main+xml", "word/document.xml"),
    ".pptx": ("presentationml.presentation.main+xml", "ppt/presentation.xml"),
    ".xlsx": ("spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
}
MANIFEST = "META-INF/manifest.xml"  # what OpenDocument has for a list of parts
OPEN_DOCUMENT_TYPES = {
    ".odp": b"application/vnd.oasis.opendocument.presentation",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
    ".odt": b"application/vnd.oasis.opendocument.text",
}
SUFFIXES = MAIN_PARTS.keys() | OPEN_DOCUMENT_TYPES.keys()
# Lists of Basic libraries, which LibreOffice writes even when they are empty.
_LIBRARY_LISTS = ("script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml")


def is_genuine(archive: zipfile.ZipFile, suffix: str) -> bool:
    if suffix in OPEN_DOCUMENT_TYPES:
        is_torn = MANIFEST in archive.namelist() and _root(archive, MANIFEST) is None
        return not is_torn and _mimetype(archive) == OPEN_DOCUMENT_TYPES[suffix]
    if _root(archive, CONTENT_TYPES) is None:
        return False
    main_type, usual = MAIN_PARTS[suffix]
    names = {name.lower() for name in archive.namelist()}
    named = [part for part, kind in _content_types(archive) if kind.endswith(main_type)]
    return any(part in names for part in (usual, *named))


def has_macros(archive: zipfile.ZipFile) -> bool:
    """VBA, Excel 4.0 macro sheets, Basic modules and scripts of OpenDocument."""
    return any(map(_is_program, archive.namelist())) or any(
        "macro" in kind or "vbaproject" in kind for _part, kind in _content_types(archive)
    )


def _is_program(name: str) -> bool:
    folders, _slash, file = name.lower().rpartition("/")
    if file == "vbaproject.bin" or "macrosheets" in folders.split("/"):
        return True
    in_basic = folders.startswith("basic") and file.endswith((".xml", ".xba")) and file not in _LIBRARY_LISTS
    return in_basic or (folders.split("/")[0] == "scripts" and bool(file))


def _content_types(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """``[(part, its type)]`` as the package says, both in lower case; nothing where it says nothing readable."""
    root = _root(archive, CONTENT_TYPES)
    return [
        (each.get("PartName", "").lstrip("/").lower(), each.get("ContentType", "").lower())
        for each in (() if root is None else root)
        if each.tag.endswith(("Override", "Default"))
    ]


def _root(archive: zipfile.ZipFile, name: str):
    """Of a list of parts; None where it is missing or torn."""
    if name not in archive.namelist():
        return None
    try:
        return fromstring(_start(archive, name, PARTS_LIMIT))
    except (ParseError, DefusedXmlException, ValueError):
        return None


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    return _start(archive, "mimetype", 100).strip() if "mimetype" in archive.namelist() else b""


def _start(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    with archive.open(name) as member:
        return member.read(size)
