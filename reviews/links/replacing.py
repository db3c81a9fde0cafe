"""« Remplacer partout » an external address: in drafts alone, a page at a time, never under somebody’s hands."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from jobs.kinds import Kind
from jobs.queue import start_once
from jobs.turns import in_turns
from jobs.work import Refused
from reviews.links.content import links_in, replaced
from sheets.filling.in_bulk import save_draft, why_closed

KIND = "replace_link"


def replace_later(pages, before, after, user):
    title = _("Remplacer une adresse sur %d pages") % len(pages)
    return start_once(KIND, user, title, total=len(pages), pages=pages, before=before, after=after)


def replace_everywhere(work):
    if work.by is None:
        raise Refused(_("Le compte qui l’a demandé n’existe plus. Rien n’a été remplacé."))
    work.result = {"drafted": [], "left": []}

    def replace(pk):
        note(work.result, pk, replace_in(pk, work.given["before"], work.given["after"], work.by))

    in_turns(work, work.given["pages"], replace)


def note(result, pk, why):
    """``{"drafted": [[key, title]], "left": [[key, title, why]]}``."""
    title = Page.objects.filter(pk=pk).values_list("draft_title", flat=True).first() or f"n° {pk}"
    if why:
        result["left"].append([pk, title, why])
    else:
        result["drafted"].append([pk, title])


@transaction.atomic
def replace_in(pk, before, after, user):
    """Writes one more version of the page; why not, in words, where it is left."""
    kept = Page.objects.select_for_update().filter(pk=pk).first()
    if kept is None:
        return _("elle n’existe plus")
    page = kept.specific
    reason = why_closed(page, page.get_latest_revision_as_object(), user)
    if reason:
        return reason
    content = page.latest_revision.content if page.latest_revision else page.serializable_data()
    if before not in links_in(content):
        return _("son brouillon ne dit plus cette adresse")
    save_draft(page, page.with_content_json(replaced(content, before, after)), user, publish=False)
    return ""


REPLACEMENT = Kind(
    KIND, gettext_lazy("Remplacement d’une adresse"), replace_everywhere, "reviews/link_replaced.html", repeatable=True
)
