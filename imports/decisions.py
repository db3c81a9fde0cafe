"""What an editor decides of one sheet of a booklet. Each function saves the row; what is written is decided."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from imports.matching.registers import Registers
from imports.models import BatchSheet
from imports.questions import questions_of
from imports.values import checked

_Decision, _State = BatchSheet.Decision, BatchSheet.State
_OF_NAMES = ("organizations:", "contacts:", "sectors:", "publics:")  # the same words mean the same everywhere


def accept(sheet: BatchSheet) -> None:
    """It may be written from now on, by the next « booklet-write »."""
    _decide(sheet, _Decision.ACCEPTED)


def skip(sheet: BatchSheet) -> None:
    _decide(sheet, _Decision.SKIPPED)


def wait(sheet: BatchSheet) -> None:
    """Takes back what was decided."""
    _decide(sheet, _Decision.WAITING)


def correct(sheet: BatchSheet, name: str, value: Any) -> None:
    """``name``: of ``values.FIELDS``. ``ValidationError`` says what is wrong. What was read stays beside it."""
    with _still_open(sheet):
        sheet.values = {**sheet.values, name: checked(name, value)}
        sheet.save(update_fields=["values"])


def as_read(sheet: BatchSheet, name: str) -> None:
    """Takes a correction back."""
    with _still_open(sheet):
        sheet.values = {field: value for field, value in sheet.values.items() if field != name}
        sheet.save(update_fields=["values"])


def answer(sheet: BatchSheet, where: str, value: str, registers: Registers) -> None:
    """``where`` and ``value``: the key of a question and one of its choices; an empty value leaves it open again."""
    with _still_open(sheet):
        questions = {question.key: question for question in questions_of(sheet, registers)}
        if where not in questions or (value and value not in {choice.value for choice in questions[where].choices}):
            raise ValidationError(_("Cette réponse n’est plus proposée : rechargez la page."))
        answers = {key: given for key, given in sheet.answers.items() if key != where}
        sheet.answers = {**answers, where: value} if value else answers
        sheet.save(update_fields=["answers"])


def answer_everywhere(sheet: BatchSheet, registers: Registers) -> int:
    """What was answered of names, given to the other sheets that ask the same and have no answer. How many they are."""
    given = {where: value for where, value in sheet.answers.items() if where.startswith(_OF_NAMES)}
    others = BatchSheet.objects.filter(batch=sheet.batch_id).exclude(pk=sheet.pk).exclude(state=_State.WRITTEN)
    number = 0
    for other in others if given else ():
        asked = {each.key: each for each in questions_of(other, registers) if each.key in given and not each.answer}
        known = [key for key, each in asked.items() if given[key] in {choice.value for choice in each.choices}]
        if known:
            with _still_open(other):
                other.answers = {**{key: given[key] for key in known}, **other.answers}
                other.save(update_fields=["answers"])
            number += 1
    return number


def _decide(sheet: BatchSheet, decision: str) -> None:
    with _still_open(sheet):
        sheet.decision, sheet.state, sheet.message = decision, _State.READ, ""
        sheet.save(update_fields=["decision", "state", "message"])


@contextmanager
def _still_open(sheet: BatchSheet) -> Iterator[None]:
    """As it stands now: a worker may have written it, another editor decided of it, since it was read."""
    with transaction.atomic():
        now = BatchSheet.objects.select_for_update().filter(pk=sheet.pk).first()
        if now is None:
            raise ValidationError(_("Cette fiche n’est plus dans l’import : rechargez la page."))
        if now.state == _State.WRITTEN:
            raise ValidationError(_("Le brouillon de cette fiche est écrit : annulez-le d’abord."))
        sheet.values, sheet.answers = now.values, now.answers
        yield
