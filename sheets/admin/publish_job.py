"""« Publier » of more pages than somebody waits for: a job, which says of each that it could not publish why."""

from itertools import chain

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from jobs.kinds import Kind
from jobs.queue import start_once
from jobs.turns import in_turns
from portal.publication.approval import verify_today
from sheets.freshness import FreshnessMixin

KIND = "publish"


def publish_later(ticked, below, user, *, verified=False):
    """What is published is what stands there now: pages edited before their turn are left to whoever edits them.

    ``ticked`` and ``below`` are keys of pages; ``verified`` is said of the ticked ones alone, which somebody has read.
    """
    keys = dict.fromkeys(chain(ticked, below))
    latest = dict(Page.objects.filter(pk__in=keys).values_list("pk", "latest_revision"))
    title = ngettext("Publier %(number)s page", "Publier %(number)s pages", len(latest)) % {"number": len(latest)}
    pages = [[pk, latest[pk]] for pk in keys if pk in latest]
    return start_once(KIND, user, title, total=len(pages), pages=pages, verified=list(ticked) if verified else [])


def publish_pages(work):
    """A page that cannot be published keeps no other from being so."""
    work.result = {"published": 0, "refused": []}
    verified = set(work.given["verified"])

    def publish(page):
        pk, revision = page
        title, why = _publish(pk, revision, pk in verified, work)
        work.result["refused"] += [[pk, title, why]] if why else []
        work.result["published"] += not why

    in_turns(work, work.given["pages"], publish)


def _publish(pk, revision, is_verified, work):
    """``(title, why not)``; published when nothing says why not."""
    page = Page.objects.filter(pk=pk).specific().first()
    if page is None:
        return f"n° {pk}", _("Elle n’existe plus.")
    why = ""
    if not _is_done(page, revision, work.asked):
        why = _why_not(page, revision, work.by) or _publish_draft(page, is_verified, work.by)
    return page.get_admin_display_title(), why


def _is_done(page, revision, asked):
    """By this job before its process was killed, or by somebody since it was asked for."""
    is_public = page.live and page.live_revision_id and page.live_revision_id == page.latest_revision_id
    return bool(is_public) and (page.live_revision_id == revision or page.last_published_at >= asked)


def _why_not(page, revision, user):
    rights = page.permissions_for_user(user) if user else None
    if page.alias_of_id:
        return _("C’est un alias : il est en ligne quand sa source l’est.")
    if rights is None or not rights.can_publish():
        return _("Vous n’avez pas, ou plus, le droit de la publier.")
    if rights.page_locked():
        return _("Elle est verrouillée.")
    if page.latest_revision_id != revision:
        return _("Elle a été modifiée depuis que vous l’avez choisie : relisez-la, puis publiez-la.")
    return ""


def _publish_draft(page, is_verified, user):
    """What is asked is what is published: a version is read once, which takes as long as it is large."""
    try:
        with transaction.atomic():
            publication = PublishPageRevisionAction(_version_of(page, is_verified, user), user=user)
            problems = publication.object.publication_problems()
            if problems:
                raise ValidationError(problems)
            publication.execute(skip_permission_checks=True)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _version_of(page, is_verified, user):
    """Not checked yet: what it lacks is said afterwards, field by field."""
    if is_verified and isinstance(page, FreshnessMixin):
        return verify_today(page, user)
    return page.get_latest_revision() or page.save_revision(user=user, clean=False)


PUBLICATION = Kind(
    KIND, gettext_lazy("Publication"), publish_pages, "sheets/admin/publish_result.html", repeatable=True
)
