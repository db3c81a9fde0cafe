"""The words that editors may write in what a rule says: « $titre », « $adresse », « $type », « $auteur », « $date »."""

from string import Template

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobs.mails.posting import absolute
from portal.visibility import public_pages


def is_public(page):
    return public_pages().filter(pk=page.pk).exists()


def address_of(page):
    """Where a visitor reads it; of what visitors may not read, where editors do."""
    path = page.get_url() if is_public(page) else None
    return path if path and "://" in path else absolute(path or reverse("wagtailadmin_pages:edit", args=[page.pk]))


def outside_title(page):
    """As visitors read it, or once did."""
    was_public = page.first_published_at and not page.get_view_restrictions().exists()
    return page.title if was_public else _("une page qui n’est pas en ligne")


def author_of(page):
    return page.owner.get_full_name() or page.owner.get_username() if page.owner else _("auteur inconnu")


def words_of(page, title):
    """``{word: text}``; of an event without a page, what it is about stands for the title."""
    today = date_format(timezone.localdate(), "j F Y")
    if page is None:
        return {"titre": title, "adresse": "", "type": "", "auteur": "", "date": today}
    return {
        "titre": page.get_admin_display_title(),
        "adresse": address_of(page),
        "type": str(page.page_type_display_name),
        "auteur": author_of(page),
        "date": today,
    }


def filled(text, words):
    """``text`` with its words in their place; a word that is none stays as it is written."""
    return Template(text).safe_substitute(words)
