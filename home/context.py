"""What every page shows around its own content: name, city, contact, menu, foot. Read once a generation, if at all."""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Site

from catalog.meant_vocabularies import USUAL, says_vocabularies
from centers.models import CenterIndexPage
from home.models import PortalSettings
from portal.cache.shared import shared_by_visits
from portal.pages import type_of
from portal.visibility import public_pages
from sheets.models import empty_lists

RELATIONS = ("contact__organization", "contact__sector", "logo", "legal_page", "accessibility_page")


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    icon: str = ""
    current: str = ""  # the value of aria-current, or nothing


@shared_by_visits
def settings_of(site):
    return PortalSettings.objects.select_related(*RELATIONS).filter(site=site).first() or PortalSettings(site=site)


@says_vocabularies
def vocabularies_of(site):
    """The registers belong to no site: the main one speaks for them."""
    if site:
        settings = settings_of(site)
        return {name: getattr(settings, name) for name in USUAL}
    return PortalSettings.objects.filter(site__is_default_site=True).values(*USUAL).first() or USUAL


@shared_by_visits
def sections_of(site):
    """Public pages of the menu and children of the home page, in the order of the tree; no list of nothing."""
    home = site.root_page
    wanted = Q(show_in_menus=True) | Q(depth=home.depth + 1)
    pages = public_pages(site).filter(wanted, path__startswith=home.path, depth__gt=home.depth).order_by("path")
    return [page for page in pages if page.pk not in empty_lists(site)]


@shared_by_visits
def menu_of(site, prefix):
    """As seen under one prefix of addresses, which is that of ``reverse``."""
    portal = Portal(site=site)
    pages = [portal.page_link(page) for page in portal.sections if page.show_in_menus]
    return [Link(_("Chercher"), reverse("search"), "search"), *pages]


@shared_by_visits
def shared_part(template, site, menu):
    """What all pages of a site have around them that mark the same entries of the menu."""
    return render_to_string(template, {"portal": Portal(site=site), "menu": menu})


class Portal:
    """Lazy: the admin runs context processors too, and must not pay for this."""

    def __init__(self, request=None, site=None):
        """Of a request; or of a site alone, for what its pages share."""
        self.request = request
        self._site = site
        self._trail = None

    @cached_property
    def site(self):
        return Site.find_for_request(self.request) if self.request else self._site

    @cached_property
    def path(self):
        return self.request.path if self.request else ""

    @cached_property
    def settings(self):
        return settings_of(self.site)

    @property
    def name(self):
        return self.settings.name

    @property
    def sector_vocabulary(self):
        return self.settings.sector_vocabulary

    @property
    def city(self):
        return self.settings.city

    @cached_property
    def full_name(self):
        return ", ".join(part for part in (self.name, self.city) if part)

    @cached_property
    def contact(self):
        return self.settings.public_contact

    @cached_property
    def root_url(self):
        return self.site.root_url if self.site else ""

    @cached_property
    def address(self):
        """The canonical address of this view, without its parameters."""
        return self.root_url + self.path

    @cached_property
    def home_url(self):
        return self._url(self.site.root_page) if self.site else "/"

    @cached_property
    def public_pages(self):
        """What anyone may read here. Building it reads the restrictions, so it is built once."""
        return public_pages(self.site)

    @cached_property
    def sections(self):
        return sections_of(self.site) if self.site else []

    def _url(self, page):
        return page.get_url(self.request, current_site=self.site)

    def page_link(self, page):
        return Link(page.title, self._url(page), type_of(page).page_icon)

    @cached_property
    def menu(self):
        return [replace(link, current=self._mark(link.url)) for link in menu_of(self.site, get_script_prefix())]

    def _mark(self, url):
        return "page" if self.path == url else "true" if self.path.startswith(url) else ""

    @cached_property
    def foot_links(self):
        """The parts of the site, in the menu or not."""
        indexes = [page for page in self.sections if type_of(page).is_section]
        names = {"who_does_what": _("Qui fait quoi"), "glossary": _("Les mots expliqués"), "shortlist": _("Ma liste")}
        return [self.page_link(page) for page in indexes] + [
            Link(title, reverse(name)) for name, title in names.items()
        ]

    @property
    def links_beside_menu(self):
        """Of the foot: what the menu names stands at the head of the same page."""
        named = {link.url for link in self.menu}
        return [link for link in self.foot_links if link.url not in named]

    @cached_property
    def due_links(self):
        """The pages that a public site owes."""
        settings, links = self.settings, []
        ids = {page.pk for page in self.sections}
        if settings.accessibility_page_id in ids:
            title = _("Accessibilité : %(state)s") % {"state": settings.accessibility_state}
            links.append(Link(title, self._url(settings.accessibility_page)))
        if settings.legal_page_id in ids:
            links.append(Link(settings.legal_page.title, self._url(settings.legal_page)))
        return [*links, Link(_("Plan du site"), reverse("site_map"))]

    def trail_of(self, page):
        """The page's breadcrumbs, for its head and for machines: asked for once."""
        if self._trail is None or self._trail[0] is not page:
            known = self._known_trail(page)
            self._trail = (page, page.trail() if known is None else known)
        return self._trail[1]

    def _known_trail(self, page):
        """Most pages stand right below a section, which the menu has read."""
        if self.site is None or not page.path.startswith(self.site.root_page.path):
            return None
        home = self.site.root_page
        if page.pk == home.pk:
            return []
        sections = [each for each in self.sections if page.path.startswith(each.path) and each.pk != page.pk]
        if page.depth != home.depth + len(sections) + 1:
            return None
        return [(_("Accueil"), self.home_url), *((each.title, self._url(each)) for each in sections)]

    @cached_property
    def centers_page(self):
        return next((page for page in self.sections if issubclass(type_of(page), CenterIndexPage)), None)


def portal(request):
    return {"portal": Portal(request)}
