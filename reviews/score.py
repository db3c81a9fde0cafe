"""One number for each public sheet, from 0 to 100, and what would raise it.

Complete (25), fresh (20), readable (20), a contact that answers (20), used by other pages and lists (15). Each part is
what a visitor meets; none is a judgement of whoever writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.glossary import published_entries
from portal.references import referring_page_ids
from portal.text.readability import measure
from portal.visibility import public_pages
from reviews.models import Report
from search.live_lists.pages import pages_listed
from sheets.freshness import add_months

COMPLETE, FRESH, READABLE, CONTACT, USED = 25, 20, 20, 20, 15
A_USE = 5  # points for each page that names or lists it
LATE = 6  # months: what is due for longer is worth nothing


@dataclass
class Marks:
    """``points`` of one part or of all, and what would raise them, in sentences."""

    points: int = 0
    advice: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Around:
    """Read once for many pages: words that the glossary explains, ``{page: {pages whose lists show it}}``."""

    explained: frozenset[str]
    listed: Mapping[int, set[int]]


def look_around():
    return Around(frozenset(entry.term for entry in published_entries()), pages_listed())


def score_of(page, around):
    """The ``Marks`` of a public page with a date of review."""
    parts = [_complete(page), _fresh(page), _readable(page, around), _contact(page), _used(page, around)]
    return Marks(sum(part.points for part in parts), [sentence for part in parts for sentence in part.advice])


def _complete(page):
    asked = [
        (bool(page.lead), _("écrire un résumé")),
        (len(page.search_text().split()) >= 40, _("dire en quelques phrases ce qui s’y passe")),
        (bool(_rows(page, "organization_links") or getattr(page, "organization_id", None)), _("dire qui s’en occupe")),
        (bool(page.search_terms().get("public") or page.search_ages()), _("dire pour qui")),
        (bool(page.easy_french), _("l’écrire en français facile")),
    ]
    lacking = [words for is_there, words in asked if not is_there]
    return Marks(COMPLETE - COMPLETE // len(asked) * len(lacking), lacking)


def _rows(page, name):
    return list(getattr(page, name).all()) if hasattr(page, name) else []


def _fresh(page):
    due, today = page.review_due_on, timezone.localdate()
    if due is None:
        return Marks(0, [_("la vérifier : personne ne l’a encore fait")])
    if due > today:
        return Marks(FRESH)
    is_recent = add_months(due, LATE) > today
    return Marks(FRESH // 2 if is_recent else 0, [_("la vérifier de nouveau")])


def _readable(page, around):
    """Of the words that acronyms stand for, the glossary tells by itself."""
    found = measure(f"{page.lead}\n{page.search_text()}", around.explained)
    advice = []
    if found.long_sentences:
        sentence = ngettext("couper une phrase longue", "couper %(n)d phrases longues", len(found.long_sentences))
        advice.append(sentence % {"n": len(found.long_sentences)})
    if found.acronyms:
        advice.append(_("expliquer %s") % ", ".join(found.acronyms))
    return Marks(round(READABLE * found.score / 100), advice)


def _contact(page):
    contacts = [row.contact for row in _rows(page, "contact_links") if row.contact and row.contact.is_public]
    reachable = any(contact.phone or contact.email for contact in contacts) or _has_phone(page)
    reports = Report.objects.filter(page=page.pk).exclude(state__in=Report.OVER).count()
    advice = [] if reachable else [_("donner un contact avec un téléphone ou un courriel")]
    advice += [_("répondre au signalement d’un visiteur")] if reports else []
    return Marks((15 if reachable else 0) + (0 if reports else CONTACT - 15), advice)


def _has_phone(page):
    organization = getattr(page, "organization", None)
    return bool(organization and organization.phone)


def _used(page, around):
    """By pages that name it, and by those whose live lists show it."""
    users = referring_page_ids(page) | around.listed.get(page.pk, set())
    uses = public_pages().filter(pk__in=users - {page.pk}).count()
    points = min(USED, A_USE * uses)
    return Marks(points, [] if points == USED else [_("la nommer depuis d’autres fiches (« À lire aussi »)")])
