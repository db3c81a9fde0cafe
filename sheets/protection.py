"""Why a page or a document stays: what names it, in one sentence that says what to do."""

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from catalog.property_usage import value_usages
from catalog.usage import each_page_once, naming_usages, refusal


def deletion_refused(record):
    """Empty when ``record`` may go. A page's own subtree goes with it."""
    if isinstance(record, Page):
        return page_refused(record, list(record.get_descendants(inclusive=True).values_list("pk", flat=True)))
    return _sentence(record, each_page_once(naming_usages(record) + value_usages(record)))


def page_refused(page, together):
    """Links in texts do not keep a page; properties do, unless their sheets are deleted with it, and so does a site."""
    site = Site.objects.filter(root_page__in=together).first()
    if site:
        text = _("« %(page)s » contient l’accueil du site « %(site)s » : la supprimer supprimerait le site.")
        return text % {"page": page.get_admin_display_title(), "site": site.site_name or site.hostname}
    return _sentence(page, value_usages(page, together))


def _sentence(record, usages):
    reason = refusal(record, usages)
    return reason and f"{reason} {_('Changez d’abord ces fiches.')}"
