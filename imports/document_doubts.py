"""Doubts of a whole booklet: one person with two addresses or two phones. What somebody answers holds in its sheets."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from imports.booklets.people import same_phone
from imports.decisions import correct
from imports.matching.names import key
from imports.models import Batch, BatchSheet
from imports.questions import SEEN, Choice, Question
from imports.values import effective


def document_questions(batch: Batch) -> list[Question]:
    """Those of one person have answers; of the others nothing follows."""
    return [_question(index, doubt) for index, doubt in enumerate(batch.report.get("doubts", ()))]


def _question(index: int, doubt: dict[str, Any]) -> Question:
    choices: tuple[Choice, ...] = ()
    if doubt["kind"] == "same_person":
        own = [Choice(each, _("Partout : %s") % each) for each in doubt["choices"]]
        choices = (*own, Choice(SEEN, _("Les deux sont justes : garder ce qui est écrit")))
    return Question(str(index), doubt["field"], doubt["kind"], doubt["text"], choices, doubt.get("answer", ""))


@transaction.atomic
def answer_document(batch: Batch, where: str, value: str) -> int:
    """How many sheets say something else from now on. Those whose draft is written stay as they are."""
    kept = Batch.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.pk)
    question = next((each for each in document_questions(kept) if each.key == where), None)
    if question is None or value not in {choice.value for choice in question.choices}:
        raise ValidationError(_("Cette réponse n’est plus proposée : rechargez la page."))
    doubt = kept.report["doubts"][int(where)]
    doubt["answer"] = value
    kept.save(update_fields=["report", "used"])
    return 0 if value == SEEN else _put(kept, doubt["choices"], value)


def _put(batch: Batch, choices: list[str], value: str) -> int:
    sheets = list(batch.sheets.all())
    people, number = _people_of(sheets, choices), 0
    for sheet in sheets:
        rows = effective(sheet)["contacts"] or []
        said = [_said_by(row, choices, value) if key(row["name"]) in people else row for row in rows]
        if said != rows and sheet.state != BatchSheet.State.WRITTEN:
            correct(sheet, "contacts", said)
            number += 1
    return number


def _people_of(sheets: list[BatchSheet], choices: list[str]) -> set[str]:
    """Whom the booklet gives several of them: a phone may be that of others too."""
    known: dict[str, set[str]] = defaultdict(set)
    for sheet in sheets:
        for row in sheet.read.get("contacts") or ():
            known[key(row["name"])].update(each for each in choices if _has(row, each))
    return {name for name, found in known.items() if len(found) > 1}


def _has(row: dict[str, Any], choice: str) -> bool:
    if "@" in choice:
        return bool(row["email"]) and row["email"].casefold() == choice.casefold()
    return bool(row["phone"]) and same_phone(row["phone"], choice)


def _said_by(row: dict[str, Any], choices: list[str], value: str) -> dict[str, Any]:
    if not any(_has(row, each) for each in choices) or _has(row, value):
        return row
    return {**row, "email" if "@" in value else "phone": value}
