"""One sheet of a booklet becomes one draft, in one transaction. Nothing is published, no open draft replaced."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from imports.drafts.content import Content, content_of
from imports.drafts.filling import Filled, fill
from imports.drafts.records import make_records
from imports.matching.registers import Registers
from imports.models import BatchSheet, ImportedSheet
from imports.places import why_not_under
from imports.questions import NEW, page_match
from imports.values import effective
from portal.publication.conflicts import wait_for_turn
from portal.publication.rules import describe
from portal.text.letters import slug_of
from sheets.filling.in_bulk import why_closed

_State = BatchSheet.State


class Refused(Exception):
    """Why this sheet is not written, in French. ``page``: where somebody's draft is open, to be shown beside it."""

    page: Page | None = None


def write(pk: int, user, registers: Registers) -> str:
    """The state in which the sheet is left. One that was written, or is not accepted, stays as it is."""
    with transaction.atomic():
        sheet = BatchSheet.objects.select_for_update(of=("self",)).select_related("batch").filter(pk=pk).first()
        if sheet is None:  # its import was forgotten meanwhile
            return _State.UNDONE
        if sheet.state == _State.WRITTEN or sheet.decision != BatchSheet.Decision.ACCEPTED:
            return sheet.state
        try:
            with transaction.atomic():
                _write(sheet, user, registers)
        except (Refused, ValidationError, IntegrityError) as refusal:
            registers.forget()
            sheet.refresh_from_db()
            sheet.state, sheet.message = _State.REFUSED, _in_words(refusal, registers)[:500]
            sheet.page = getattr(refusal, "page", None)
            sheet.outcome = {"open": sheet.page.latest_revision_id} if sheet.page else {}
        sheet.save()
    return sheet.state


def _in_words(refusal: Exception, registers: Registers) -> str:
    if isinstance(refusal, ValidationError):
        return " ".join(describe(refusal, registers.model))
    if isinstance(refusal, IntegrityError):
        return _("Ce qu’elle nomme a changé pendant l’import : acceptez-la de nouveau, puis recommencez.")
    return str(refusal)


def _write(sheet: BatchSheet, user, registers: Registers) -> None:
    target = page_of(sheet, registers)
    content = content_of(sheet, registers)
    if not content.title:
        raise Refused(_("Elle n’a pas de titre : donnez-lui-en un, puis recommencez."))
    made = make_records(content, user, registers)
    if target is None:
        _make_page(sheet, content, user, registers)
    else:
        _write_draft(sheet, target, content, user)
    sheet.outcome["records"] = made
    sheet.state = _State.WRITTEN


def page_of(sheet: BatchSheet, registers: Registers) -> int | None:
    """The page that it is a new version of. ``Refused``: somebody must say first."""
    match = page_match(effective(sheet), registers)
    answer = sheet.answers.get("page", "")
    if match.found:
        return match.found.pk
    if match.near and answer != NEW:
        chosen = next((known.pk for known in match.near if str(known.pk) == answer), None)
        if chosen is None:
            near = _(" ou ").join(map(_named, match.near))
            raise Refused(_("Elle ressemble à %s : dites si c’est la même fiche, puis recommencez.") % near)
        return chosen
    return None


def _named(known) -> str:
    return f"« {known.label} » ({known.detail})" if known.detail else f"« {known.label} »"


def _make_page(sheet: BatchSheet, content: Content, user, registers: Registers) -> None:
    reason = why_not_under(registers.parent, user)
    if reason:
        raise Refused(_("Cette fiche serait nouvelle, mais %s.") % reason)
    wait_for_turn(registers.model)
    _refuse_twins(content, registers)
    if registers.pages.is_taken(content.number):
        content.doubt(_("Le numéro %d du livret est celui d’une autre fiche : donnez-en un autre.") % content.number)
        content.number = None
    parent = Page.objects.get(pk=registers.parent.pk).specific
    page = registers.model(title=content.title, live=False, owner=user, locale=parent.locale)
    page.slug = find_available_slug(parent, slug_of(content.title)[:240] or page.type_code)
    if hasattr(parent, "sheet_kind_id"):
        page.sheet_kind = parent.sheet_kind
    if page.kind_record:
        page.review_every = page.kind_record.review_every
    filled = fill(page, content, {})
    parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=user)
    revision = page.save_revision(user=user, clean=False)
    registers.pages.add(page)
    sheet.is_new = True
    _remember(sheet, page, revision, filled)


def _refuse_twins(content: Content, registers: Registers) -> None:
    """Another batch, or an editor, may have made it since the registers were read."""
    made = registers.model.objects.filter(title=content.title, alias_of=None).values_list("pk", flat=True)
    if any(str(pk) not in registers.pages.known for pk in made):
        raise Refused(_("Une fiche de ce titre vient d’être ajoutée : acceptez celle-ci de nouveau, puis recommencez."))


def _write_draft(sheet: BatchSheet, pk: int, content: Content, user) -> None:
    kept = Page.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if kept is None:
        raise Refused(_("La fiche du site vient d’être supprimée : acceptez celle-ci de nouveau, puis recommencez."))
    page = kept.specific
    draft = page.get_latest_revision_as_object()
    imported = ImportedSheet.objects.filter(page=page.pk).first()
    reason = why_closed(page, draft, user) or _whose_draft(page, imported)
    if reason:
        refusal = Refused(_("Rien n’a été écrit sur « %(title)s » : %(why)s.") % {"title": page.title, "why": reason})
        refusal.page = kept
        raise refusal
    before, filled = page.latest_revision, fill(draft, content, imported.fields if imported else {})
    revision = draft.save_revision(user=user, log_action=True, clean=False) if filled.is_news else None
    sheet.before, sheet.is_new = before, False
    _remember(sheet, page, revision, filled)


def _whose_draft(page, imported: ImportedSheet | None) -> str:
    """A draft that waits is its editor's, unless it is what an import wrote and nobody touched since."""
    waits = page.has_unpublished_changes or not page.live
    if not waits or (imported and imported.revision_id and imported.revision_id == page.latest_revision_id):
        return ""
    revision = page.latest_revision
    who = revision.user.get_full_name() or revision.user.get_username() if revision and revision.user else ""
    return _("%s y a un brouillon en cours") % who if who else _("un brouillon y est en cours")


def _remember(sheet: BatchSheet, page, revision, filled: Filled) -> None:
    known = ImportedSheet.objects.filter(page=page.pk).first()
    sheet.page_id, sheet.revision, sheet.message = page.pk, revision, _told(filled, revision)[:500]
    sheet.outcome = {
        "kept": filled.kept,
        "doubts": len(filled.doubts),
        "wrote": revision is not None,
        "had_before": sheet.before is not None,
        "marks": known.fields if known else None,  # for undoing
        "was": known.revision_id if known else None,
    }
    marks = {"fields": filled.marks, "booklet": sheet.batch.title}
    if revision:
        marks["revision"] = revision
    ImportedSheet.objects.update_or_create(page_id=page.pk, defaults=marks)


def _told(filled: Filled, revision) -> str:
    said = [] if revision else [_("Rien de nouveau : la fiche dit déjà tout cela.")]
    if filled.kept:
        said.append(_("Laissé tel que la rédaction l’a changé : %s.") % ", ".join(filled.kept))
    return " ".join(said)
