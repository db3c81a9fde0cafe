"""A file becomes a report and the rows of a batch. It is read and understood apart: what kills its reader, or holds it
for too long, is an unreadable file."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from imports.booklets.mapping import Mapping
from imports.models import Batch, BatchSheet
from jobs.apart import SECONDS, read_apart

READER = "imports.booklets.reading:read_booklet"


def read_file(path, mapping: Mapping, go_on=lambda: None, seconds=SECONDS) -> dict[str, Any]:
    """``Illegible`` says why it cannot be read, and what to do."""
    return read_apart(READER, path, mapping.to_json(), go_on=go_on, seconds=seconds)


@transaction.atomic
def keep(batch: Batch, report: dict[str, Any]) -> None:
    """All of it, or nothing."""
    BatchSheet.objects.bulk_create(sheets_of(batch, report))
    batch.report = {name: value for name, value in report.items() if name != "sheets"}
    batch.save(update_fields=["report"])


def sheets_of(batch: Batch, report: dict[str, Any]) -> list[BatchSheet]:
    procedures = report["procedures"]
    return [
        BatchSheet(
            batch=batch,
            position=position,
            number=read["number"],
            title=(read["title"] or "")[:255],
            read={**read, "procedure": _procedure_in(read, procedures)},
        )
        for position, read in enumerate(report["sheets"], 1)
    ]


def _procedure_in(read: dict[str, Any], procedures: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The procedure that stands in the text of this sheet."""
    places = [source for sources in read["sources"].values() for source in sources]
    return next((each for each in procedures if each["sources"] and each["sources"][-1] in places), None)
