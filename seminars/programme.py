"""Next year's programme out of what the room said: drafts, and proposed end dates. Nothing is published.

Pressed twice, it makes what is not made yet: each invention remembers its draft, the seminar its programme.
"""

import json
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug

from actions.models import ActionIndexPage, ActionPage
from catalog.models import PageTerm, SheetKind
from portal.text.letters import slug_of
from seminars.models import Proposal, Seminar
from seminars.programme_text import programme_text
from sheets.filling.in_bulk import save_draft, why_closed
from sheets.models import GenericSheetPage, SheetIndexPage

KIND = "programme"
Choice = Proposal.Choice


class NoPlace(Exception):
    """Nowhere to make a draft; its text says what to add first."""


def last_day(seminar):
    """Of what is dropped: the year that the seminar prepares does without it."""
    return date(seminar.year - 1, 12, 31)


@transaction.atomic
def make_programme(seminar, user):
    """``(inventions drafted, end dates proposed, [(sheet, why it was left alone)])``."""
    seminar = Seminar.objects.select_for_update().get(pk=seminar.pk)
    rows = list(seminar.proposals.select_related("axis", "sheet", "made"))
    drafted = [_draft(row, seminar, user) for row in rows if row.choice == Choice.INVENT and row.made is None]
    dropped = [_end(row.sheet.specific, seminar, user) for row in rows if row.choice == Choice.DROP and row.sheet]
    _write_programme(seminar, user)
    return len(drafted), sum(not reason for _sheet, reason in dropped), [each for each in dropped if each[1]]


def _draft(row, seminar, user):
    """An action sheet, with what the seminar said of it and where it comes from."""
    index = ActionIndexPage.objects.first()
    if index is None:
        raise NoPlace(_("Ajoutez d’abord une rubrique de fiches action."))
    page = ActionPage(
        title=row.title,
        slug=find_available_slug(index, slug_of(row.title) or "invention"),
        summary=row.text[:600],
        programme_period=str(seminar.year),
        provenance=_("Proposée au séminaire « %(title)s » : %(dots)d gommettes.")
        % {"title": seminar.title, "dots": row.dots},
        live=False,
        owner=user,
    )
    page.page_terms = [PageTerm(term=row.axis)] if row.axis else []
    index.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    row.made = page.page_ptr
    row.save(update_fields=["made"])
    return page


def _end(page, seminar, user):
    """``(page, why nothing was proposed)``: an end date in its draft, for a person to publish."""
    draft = page.get_latest_revision_as_object()
    reason = why_closed(page, draft, user)
    day = last_day(seminar)
    note = _("Le séminaire « %(title)s » propose de l’arrêter le %(day)s.") % {
        "title": seminar.title,
        "day": date_format(day, "j F Y"),
    }
    if reason or note in draft.doubts:
        return page, reason
    draft.doubts = [*draft.doubts, note]
    draft.expire_at = _end_of(day)
    save_draft(page, draft, user, publish=False)
    return page, ""


def _end_of(day):
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def programme_kind():
    """The kind « Programme », made the first time."""
    values = {"name": _("Programme"), "plural": _("Programmes"), "icon": "flag"}
    return SheetKind.objects.get_or_create(code=KIND, defaults=values)[0]


def _write_programme(seminar, user):
    """A sheet of the kind « Programme » that lists what goes on and what begins."""
    programme = seminar.programme.specific if seminar.programme else _new_programme(seminar, user)
    draft = programme.get_latest_revision_as_object()
    draft.body = json.dumps([{"type": "text", "value": programme_text(seminar)}])
    save_draft(programme, draft, user, publish=False)


def _new_programme(seminar, user):
    kind = programme_kind()
    index = SheetIndexPage.objects.filter(sheet_kind=kind).first() or _index(kind)
    title = _("Programme %d") % seminar.year
    page = GenericSheetPage(
        title=title,
        slug=find_available_slug(index, slug_of(title)),
        summary=_("Les actions de l’année, par axe puis par secteur."),
        sheet_kind=kind,
        live=False,
        owner=user,
    )
    index.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    Seminar.objects.filter(pk=seminar.pk).update(programme=page.page_ptr)
    return page


def _index(kind):
    """Where programmes stand: beside the action sheets, as a draft too."""
    actions = ActionIndexPage.objects.first()
    if actions is None:
        raise NoPlace(_("Ajoutez d’abord une rubrique de fiches action."))
    home, title = actions.get_parent(), _("Programmes")
    index = SheetIndexPage(title=title, slug=find_available_slug(home, slug_of(title)), sheet_kind=kind, live=False)
    home.add_child(instance=index)
    index.save_revision(clean=False)
    return index
