"""Filling a field of many sheets: each in its latest draft, published again only where nothing else was waiting."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.models import EditingSession
from wagtail.models import Page

SEEN = timedelta(minutes=1)  # an open form says so every ten seconds


@dataclass
class Outcome:
    published: list = field(default_factory=list)
    drafted: list = field(default_factory=list)  # (page, why it is not published)
    same: list = field(default_factory=list)
    refused: list = field(default_factory=list)  # (page, why)


def fill(pages, target, value, user, *, replace=False, outcome=None):
    outcome = Outcome() if outcome is None else outcome
    for page in pages:
        _fill_one(page, target, value, user, replace, outcome)
    return outcome


@transaction.atomic
def _fill_one(page, target, value, user, replace, outcome):
    """Locked first: of two presses, the second finds what the first has written."""
    kept = Page.objects.select_for_update().filter(pk=page.pk).first()
    if not kept:
        outcome.refused.append((page, _("elle vient d’être supprimée")))
        return
    _fill_kept(kept.specific, target, value, user, replace, outcome)


def _fill_kept(page, target, value, user, replace, outcome):
    draft = page.get_latest_revision_as_object()
    reason = _refusal(page, draft, target, user)
    before = "" if reason else target.as_text(draft)
    if reason:
        outcome.refused.append((page, reason))
    elif not target.write(draft, value):
        outcome.same.append(page)
    elif before and not replace:
        outcome.refused.append((page, _("elle a déjà « %s »") % before))
    else:
        _save(page, draft, user, outcome)


def _refusal(page, draft, target, user):
    """Why nothing is written on ``page``; empty when it may be."""
    reason = why_closed(page, draft, user)
    return reason or ("" if target.stands_on(page) else _("elle n’a pas ce champ"))


def why_closed(page, draft, user):
    """Why no program writes a draft of ``page`` now, for ``user`` (None: the server's administrator)."""
    if user and not page.permissions_for_user(user).can_edit():
        return _("vous n’avez pas le droit de la modifier")
    if page.alias_of_id:
        return _("elle suit une autre page, qu’il faut remplir")
    lock = page.get_lock()
    if lock and (user is None or lock.for_user(user)):
        return _("elle est verrouillée, ou sa publication est programmée")
    if page.current_workflow_state:
        return _("elle est en relecture")
    if draft.damaged:
        return _("une partie de son brouillon ne peut pas être lue")
    return who_has_opened(page, Page, user)


def who_has_opened(record, model, user):
    """Somebody else whose form of it is open."""
    sessions = EditingSession.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id=record.pk,
        last_seen_at__gte=timezone.now() - SEEN,
    )
    other = sessions.exclude(user=user).select_related("user").first()
    return _("%s l’a ouverte en ce moment") % (other.user.get_full_name() or other.user) if other else ""


def _save(page, draft, user, outcome):
    reason = save_draft(page, draft, user, publish=True)
    if reason:
        outcome.drafted.append((page, reason))
    else:
        outcome.published.append(page)


def save_draft(page, draft, user, *, publish):
    """A revision more; public at once where that was asked and may be. Returns why it is not."""
    was_public = page.live and not page.has_unpublished_changes
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    reason = _why_a_draft(page, was_public, revision, user) if publish else ""
    if publish and not reason:
        revision.publish(user=user)
    return reason


def _why_a_draft(page, was_public, revision, user):
    if not page.live:
        return _("elle n’est pas publiée")
    if not was_public:
        return _("d’autres modifications y attendaient")
    if user and not page.permissions_for_user(user).can_publish():
        return _("vous ne pouvez pas la publier")
    return " ".join(revision.as_object().publication_problems())
