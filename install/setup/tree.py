"""The index pages and the pages a public site owes, created once under the home page."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from actions.models import ActionIndexPage
from centers.models import CenterIndexPage
from events.models import EventIndexPage
from home.models import HomePage, PortalSettings, StandardPage
from resources.models import ResourceIndexPage
from sheets.models import SheetIndexPage

# model, code (also the address), title, in the menu
SECTIONS = [
    (ResourceIndexPage, "livret", "Livret", True),
    (ActionIndexPage, "actions", "Actions", True),
    (CenterIndexPage, "centres", "Centres", True),
    (EventIndexPage, "evenements", "Événements", True),
    (SheetIndexPage, "fiches", "Fiches", False),
    (StandardPage, "aide", "Aide", True),
    (StandardPage, "mentions-legales", "Mentions légales et données personnelles", False),
    (StandardPage, "accessibilite", "Accessibilité : non auditée", False),
]


def set_up_home():
    """The home page of the default site: replaces Wagtail's welcome page, never a page of ours."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        _remove_welcome_page(root)
        home = HomePage(title="Accueil", slug="accueil", code="accueil", locale=Locale.get_active())
        root.add_child(instance=home)
        home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(hostname="localhost", is_default_site=True, root_page=home)
    site.root_page = home
    _set_address(site)
    site.save()
    return home


def _set_address(site):
    """A site that still has a local address takes the one of the settings: its links and QR codes must lead here."""
    if site.hostname in ("localhost", "127.0.0.1", "testserver"):
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site.hostname = address.hostname
        site.port = address.port or (443 if address.scheme == "https" else 80)


def _remove_welcome_page(root):
    welcome = root.get_children().filter(slug="home", content_type__model="page").first()
    if welcome:
        Site.objects.filter(root_page=welcome).delete()
        welcome.delete()
        root.refresh_from_db()


def set_up_sections(home):
    """Creates the missing sections; returns how many."""
    created = 0
    for model, code, title, in_menu in SECTIONS:
        if not model.objects.filter(code=code).exists():
            page = model(title=title, slug=code, code=code, show_in_menus=in_menu, locale=home.locale)
            home.refresh_from_db()
            home.add_child(instance=page)
            page.save_revision().publish()
            created += 1
    return created


def set_up_settings(home):
    settings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    settings.legal_page = settings.legal_page or Page.objects.filter(slug="mentions-legales").first()
    settings.accessibility_page = settings.accessibility_page or Page.objects.filter(slug="accessibilite").first()
    settings.save()
