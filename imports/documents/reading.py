"""Which reader reads a file: decided by what is in it, never by its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from imports.documents.docx import read_docx
from imports.documents.html import read_html
from imports.documents.markdown import read_markdown
from imports.documents.odt import read_odt
from imports.documents.pdf import read_pdf
from imports.documents.text import decoded, read_text
from jobs.apart import Illegible

MOST_BLOCKS = 40_000  # three hundred sheets are nine thousand
TOO_LONG = f"Ce document a plus de {MOST_BLOCKS} paragraphes : importez-en une partie à la fois."
UNKNOWN = "Ce fichier n’est pas de ceux qui se lisent ici : .docx, .odt, .pdf, .md, .txt ou .html."
OLD = (
    "Ce document est de l’ancien format .doc, ou protégé par un mot de passe : enregistrez-le au format .docx, sans "
    "mot de passe, puis recommencez."
)
_BEFORE = r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*){0,3}"
_PAGE = re.compile(rf"{_BEFORE}<(?:!doctype\s+html|html)\b")
_PIECE = re.compile(rf"{_BEFORE}<(?:head|meta|title|body|main|article|section|header|div|h[1-6]|p|ul|ol|table)\b[^<]*>")
_TITLES = re.compile(r"^#{1,6} \S", re.MULTILINE)


def read_document(path: Path) -> dict[str, Any]:
    """The document as JSON. Raises ``Illegible``."""
    document = _reader(path)(path)
    if len(document.blocks) > MOST_BLOCKS:
        raise Illegible(TOO_LONG)
    return document.to_json()


def _reader(path: Path):
    start = path.read_bytes()[:2048]
    if not start.strip():
        raise Illegible("Ce fichier est vide.")
    if b"%PDF-" in start[:1024]:
        return read_pdf
    if start.startswith(b"PK"):
        return _of_archive(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Illegible(OLD)
    if start.startswith(b"{\\rtf"):
        raise Illegible("C’est un document .rtf : enregistrez-le au format .docx, puis recommencez.")
    return _of_text(decoded(path))


def _of_archive(path: Path):
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise Illegible("Ce fichier est abîmé ou incomplet : enregistrez-le de nouveau, puis recommencez.") from error
    if b"opendocument.text" in kind:
        return read_odt
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return read_docx
    raise Illegible(UNKNOWN)


def _of_text(text: str):
    head = text[:2048].lstrip().lower()
    if _PAGE.match(head) or ("<body" in head and "<p" in text.lower()):
        return read_html
    if _TITLES.search(text):
        return read_markdown
    return read_html if _PIECE.match(head) else read_text
