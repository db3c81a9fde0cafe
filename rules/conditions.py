"""Whether a rule applies: each condition that does not hold is a sentence."""

from django.utils.translation import gettext as _
from wagtail.models import Page


def reasons_not(rule, page, *, is_first=None):
    """Why ``rule`` leaves ``page`` alone; empty when it applies. ``page`` is None of an event about no page.

    ``is_first``: whether it was public for the first time; None where that is not asked.
    """
    if page is None:
        return [_("ne porte pas sur une page")] if asks_for_a_page(rule) else []
    reasons = []
    if rule.section and not page.path.startswith(rule.section.path):
        reasons.append(_("n’est pas dans « %s »") % rule.section.get_admin_display_title())
    kinds = [kind.code for kind in rule.kinds.all()]
    if kinds and getattr(page, "kind_code", None) not in kinds:
        reasons.append(_("n’est pas d’un des types choisis"))
    terms = {term.pk for term in rule.terms.all()}
    if terms and terms.isdisjoint(terms_of(page)):
        reasons.append(_("ne porte aucun des termes choisis"))
    if rule.author_group and not (page.owner and page.owner.groups.filter(pk=rule.author_group_id).exists()):
        reasons.append(_("son auteur n’est pas du groupe « %s »") % rule.author_group)
    if rule.first_time and is_first is False:
        reasons.append(_("a déjà été publiée"))
    return reasons


def asks_for_a_page(rule):
    return bool(rule.section_id or rule.author_group_id or rule.kinds.all() or rule.terms.all())


def terms_of(page):
    """Of what is public, as it is read; of a draft, as it stands in it."""
    shown = page if page.live or not isinstance(page, Page) else page.get_latest_revision_as_object()
    return {link.term_id for link in shown.page_terms.all()} if hasattr(shown, "page_terms") else set()
