"""What an owner answers: that nothing has changed, or what has; told to the sheet, never published unread."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.inputs.addresses import without_invisible
from reviews.models import Asked, Verification
from sheets.filling.in_bulk import fill, save_draft, why_closed
from sheets.filling.reviewed import ReviewedToday

REMARK = "remarque"
# Texts that somebody who is no editor may rewrite; what else there is to say is the remark.
FIELDS = ("title", "summary", "easy_french", "objectives", "perimeter_note")
LONGEST_DOUBT = 600


def fields_of(page):
    """The names of the fields of this page that may be suggested."""
    here = {field.name for field in page._meta.get_fields()}
    shown = getattr(page, "sections", ())
    sections = {"easy_french": "facile", "objectives": "objectifs"}
    return [name for name in FIELDS if name in here and (name not in sections or sections[name] in shown)]


def confirm(asked):
    """« Rien n’a changé »: the date stands on the public page at once, and in the draft as soon as nobody is at it."""
    today = timezone.localdate()
    with transaction.atomic():
        held = Asked.objects.select_for_update().get(pk=asked.pk)
        if held.state == Asked.State.CONFIRMED and timezone.localdate(held.answered) == today:
            return  # pressed twice
        asked.state, asked.answered, asked.is_noted = Asked.State.CONFIRMED, timezone.now(), False
        asked.save(update_fields=["state", "answered", "is_noted"])
        if asked.addressee and asked.addressee.is_public:
            values = {"date": today, "by": asked.addressee.name}
            Verification.objects.update_or_create(page_id=asked.page_id, defaults=values)
        note(asked)


def note(asked):
    """Writes the day of a confirmation in the page; again later where somebody else is at work on it."""
    page = asked.page.specific
    day = timezone.localdate(asked.answered)
    outcome = fill([page], ReviewedToday(), day, None, replace=True)
    if outcome.drafted or outcome.refused:
        live = type(page).objects.get(pk=page.pk)
        if live.reviewed_on is None or live.reviewed_on < day:
            live.reviewed_on = day
            live.save(clean=False)
    if not outcome.refused:
        Asked.objects.filter(pk=asked.pk).update(is_noted=True)


def note_confirmations():
    """Those whose page was locked, in review or open."""
    for asked in Asked.objects.filter(state=Asked.State.CONFIRMED, is_noted=False).select_related("page"):
        note(asked)


@transaction.atomic
def suggest(asked, suggestion):
    """Keeps what was suggested, and makes it a draft where no other draft would be covered by it: the draft of an
    earlier suggestion, which somebody may be reading, holds nothing of this one. Sent twice, it is one suggestion."""
    held = Asked.objects.select_for_update().get(pk=asked.pk)
    if held.state == Asked.State.SUGGESTED and held.suggestion == suggestion:
        return
    asked.state, asked.answered, asked.suggestion = Asked.State.SUGGESTED, timezone.now(), suggestion
    asked.revision = None
    asked.save(update_fields=["state", "answered", "suggestion", "revision"])
    page = _held(asked)
    if not page.has_unpublished_changes:
        write_draft(asked, None)


def _held(asked):
    return Page.objects.select_for_update().get(pk=asked.page_id).specific


@transaction.atomic
def write_draft(asked, user):
    """A version more of the page, with what was suggested, sent to review. Returns why there is none.

    Pressed twice, it is one version.
    """
    page = _held(asked)
    if Asked.objects.filter(pk=asked.pk, revision__isnull=False).exists():
        return ""
    draft = page.get_latest_revision_as_object()
    reason = why_closed(page, draft, user)
    if reason:
        return reason
    for name in fields_of(page):
        if name in asked.suggestion:
            setattr(draft, name, asked.suggestion[name])
    if asked.suggestion.get(REMARK):
        draft.doubts = [*draft.doubts, remark_of(asked)]
    save_draft(page, draft, user, publish=False)
    page.refresh_from_db()
    Asked.objects.filter(pk=asked.pk).update(revision=page.latest_revision)
    workflow = page.get_workflow()
    if workflow and not page.current_workflow_state:
        workflow.start(page, user)
    return ""


def remark_of(asked):
    """The remark as one line of the editors' doubts: who said it, and when."""
    words = " ".join(without_invisible(asked.suggestion[REMARK]).split())
    said = _("%(who)s, le %(day)s : %(words)s")
    day = date_format(timezone.localdate(asked.answered), "j F Y")
    return (said % {"who": asked.addressee, "day": day, "words": words})[:LONGEST_DOUBT]
