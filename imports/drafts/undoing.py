"""A batch taken back, as far as nobody has touched what it wrote; the rest is listed, with why it stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from directory.models import Contact, Organization
from imports.models import Batch, BatchSheet, ImportedSheet
from portal.usages import is_in_use
from sheets.filling.in_bulk import why_closed

_State = BatchSheet.State


@dataclass
class Undone:
    """``left``: ``(sheet, why)``."""

    done: list[BatchSheet] = field(default_factory=list)
    left: list[tuple[BatchSheet, str]] = field(default_factory=list)


def undo(batch: Batch, user, go_on: Callable[[], None] = lambda: None) -> Undone:
    """``go_on`` is called after each sheet."""
    undone = Undone()
    for pk in list(to_undo(batch).values_list("pk", flat=True)):
        _undo_one(pk, user, undone)
        go_on()
    return undone


def to_undo(batch: Batch):
    return batch.sheets.filter(state=_State.WRITTEN)


def foreseen(batch: Batch, user) -> Undone:
    """What undoing it would do now. Changes nothing."""
    found = Undone()
    for sheet in to_undo(batch).select_related("revision", "before", "page"):
        reason = _why_it_stays(sheet, sheet.page.specific if sheet.page else None, user)
        if reason:
            found.left.append((sheet, reason))
        else:
            found.done.append(sheet)
    return found


@transaction.atomic
def _undo_one(pk: int, user, undone: Undone) -> None:
    sheet = BatchSheet.objects.select_for_update(of=("self",)).select_related("revision", "before").get(pk=pk)
    if sheet.state != _State.WRITTEN:
        return  # asked for twice
    kept = Page.objects.select_for_update(of=("self",)).filter(pk=sheet.page_id).first()
    page = kept.specific if kept else None
    reason = _why_it_stays(sheet, page, user)
    if page is None or reason:
        undone.left.append((sheet, reason))
        sheet.message = _("Laissée telle quelle : %s.") % reason
        sheet.save(update_fields=["message"])
        return
    if sheet.is_new:
        page.delete(user=user)
    elif sheet.revision:
        _take_back(page, sheet.revision, sheet.before, user)
    _forget(sheet)
    _remove_records(sheet.outcome.get("records", {}))
    sheet.state, sheet.decision, sheet.message = _State.UNDONE, BatchSheet.Decision.WAITING, ""
    sheet.page = None if sheet.is_new else kept
    sheet.revision = sheet.before = None
    sheet.save()
    undone.done.append(sheet)


def _why_it_stays(sheet: BatchSheet, page, user) -> str:
    if page is None:
        return _("la page a été supprimée")
    if not sheet.is_new and not sheet.outcome.get("wrote"):
        return ""
    if page.live_revision_id == sheet.revision_id or (sheet.is_new and page.first_published_at):
        return _("elle a été publiée depuis")
    if sheet.revision is None or page.latest_revision_id != sheet.revision_id:
        is_public = page.live_revision_id and page.live_revision_id == page.latest_revision_id
        return _("elle a été publiée depuis") if is_public else _("quelqu’un l’a modifiée depuis")
    if sheet.is_new:
        may = page.permissions_for_user(user).can_delete()
        return "" if may else _("vous n’avez pas le droit de la supprimer")
    if sheet.outcome.get("had_before") and sheet.before is None:
        return _("la version d’avant n’existe plus")
    return why_closed(page, page.get_latest_revision_as_object(), user)


def _take_back(page, revision: Revision, before: Revision | None, user) -> None:
    """As if the draft had never been: what is waiting, and since when, is what was waiting before it."""
    Page.objects.filter(pk=page.pk).update(
        latest_revision=before,
        latest_revision_created_at=before.created_at if before else None,
        draft_title=before.content.get("title", page.title) if before else page.title,
        has_unpublished_changes=not page.live or bool(before and before.pk != page.live_revision_id),
    )
    revision.delete()
    log(instance=page, action="wagtail.revert", user=user, revision=before, data=_of_version(before))


def _of_version(before: Revision | None):
    return {"revision": {"id": before.pk, "created": before.created_at.isoformat()}} if before else {}


def _forget(sheet: BatchSheet) -> None:
    """What the next edition will take for an editor's change is what it was before this one."""
    marks = ImportedSheet.objects.filter(page=sheet.page_id)
    if sheet.outcome.get("marks") is None:
        marks.delete()
    else:
        was = Revision.objects.filter(pk=sheet.outcome.get("was")).first()
        marks.update(fields=sheet.outcome["marks"], revision=was)


def _remove_records(made) -> None:
    """Contacts and organizations made for this sheet, where nothing uses them."""
    for name, model in (("contacts", Contact), ("organizations", Organization)):
        for record in model.objects.filter(pk__in=made.get(name, ())):
            if not is_in_use(record):
                record.delete()
