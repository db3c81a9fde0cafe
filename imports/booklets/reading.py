"""A file and the description of its booklet become a report. Nothing of Django: it is done in a process apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from imports.booklets.mapping import Mapping
from imports.booklets.report import report_of
from imports.documents.blocks import Document
from imports.documents.reading import read_document
from jobs.apart import Illegible

MOST_SHEETS = 600


def read_booklet(path: Path, mapping: str) -> dict[str, Any]:
    """Raises ``Illegible``."""
    report = report_of(Document.from_json(read_document(path)), Mapping.from_json(mapping))
    if len(report["sheets"]) > MOST_SHEETS:
        raise Illegible(
            f"Ce document a {len(report['sheets'])} fiches : importez-en {MOST_SHEETS} à la fois, ou dites autrement "
            "dans la description quels titres commencent une fiche."
        )
    return report
