"""What every page shows around its own content: name, city, contact, menu, foot. Read once a generation, if at all."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Site

from catalog.sectors import USUAL, says_sector_vocabulary
from centers.models import CenterIndexPage
from home.models import PortalSettings
from portal.cache.shared import per_generation
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


@per_generation
def settings_of(site):
    return PortalSettings.objects.select_related(*RELATIONS).filter(site=site).first() or PortalSettings(site=site)


@says_sector_vocabulary
def sector_vocabulary_of(site):
    """The registers belong to no site: the main one speaks for them."""
    if site:
        return settings_of(site).sector_vocabulary
    said = PortalSettings.objects.filter(site__is_default_site=True).values_list("sector_vocabulary", flat=True).first()
    return USUAL if said is None else said


@per_generation
def sections_of(site):
    """Public pages of the menu and children of the home page, in the order of the tree; no list of nothing."""
    home = site.root_page
    wanted = Q(show_in_menus=True) | Q(depth=home.depth + 1)
    pages = public_pages(site).filter(wanted, path__startswith=home.path, depth__gt=home.depth).order_by("path")
    return [page for page in pages if page.pk not in empty_lists(site)]


class Portal:
    """Lazy: the admin runs context processors too, and must not pay for this."""

    def __init__(self, request):
        self.request = request
        self._trail = None

    @cached_property
    def site(self):
        return Site.find_for_request(self.request)

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
        return self.root_url + self.request.path

    @cached_property
    def home_url(self):
        return self.site.root_page.get_url(self.request) if self.site else "/"

    @cached_property
    def public_pages(self):
        """What anyone may read here. Building it reads the restrictions, so it is built once."""
        return public_pages(self.site)

    @cached_property
    def _sections(self):
        return sections_of(self.site) if self.site else []

    def _link(self, title, url, icon=""):
        path = self.request.path
        current = "page" if path == url else "true" if path.startswith(url) else ""
        return Link(title, url, icon, current)

    def _page_link(self, page):
        return self._link(page.title, page.get_url(self.request), type_of(page).page_icon)

    @cached_property
    def menu(self):
        search = self._link(_("Chercher"), reverse("search"), "search")
        return [search, *(self._page_link(page) for page in self._sections if page.show_in_menus)]

    @cached_property
    def foot_links(self):
        """The parts of the site, in the menu or not."""
        indexes = [page for page in self._sections if type_of(page).is_section]
        return [self._page_link(page) for page in indexes] + [self._link(_("Les mots expliqués"), reverse("glossary"))]

    @cached_property
    def due_links(self):
        """The pages that a public site owes."""
        settings, links = self.settings, []
        ids = {page.pk for page in self._sections}
        if settings.accessibility_page_id in ids:
            title = _("Accessibilité : %(state)s") % {"state": settings.accessibility_state}
            links.append(self._link(title, settings.accessibility_page.get_url(self.request)))
        if settings.legal_page_id in ids:
            links.append(self._link(settings.legal_page.title, settings.legal_page.get_url(self.request)))
        return [*links, self._link(_("Plan du site"), reverse("site_map"))]

    def trail_of(self, page):
        """The page's breadcrumbs, for its head and for machines: asked for once."""
        if self._trail is None or self._trail[0] is not page:
            self._trail = (page, self._known_trail(page) or page.trail())
        return self._trail[1]

    def _known_trail(self, page):
        """Most pages stand right below a section, which the menu has read."""
        if self.site is None or not page.path.startswith(self.site.root_page.path):
            return None
        home = self.site.root_page
        sections = [each for each in self._sections if page.path.startswith(each.path) and each.pk != page.pk]
        if page.depth != home.depth + len(sections) + 1:
            return None
        steps = [(_("Accueil"), self.home_url), *((each.title, each.get_url(self.request)) for each in sections)]
        return steps if page.depth > home.depth else []

    @cached_property
    def centers_page(self):
        return next((page for page in self._sections if issubclass(type_of(page), CenterIndexPage)), None)


def portal(request):
    return {"portal": Portal(request)}
