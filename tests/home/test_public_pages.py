"""The frame of every public page, and what holds on all of them: no dead link, no address where it does not belong."""

import html
import re

import pytest
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction

from directory.models import Contact
from events.models import EventPage
from home.context import Portal
from home.models import PortalSettings
from portal.cache.middleware import kept
from portal.visibility import public_pages

pytestmark = pytest.mark.django_db

SEARCHES = [
    "/recherche/",
    "/recherche/?q=parents&age=8",
    "/recherche/?q=zzzzzz",
    "/recherche/?theme=sport&age=2&public=parents",
]
DATA_PAGES = ["/glossaire/", "/changements/", "/plan-du-site/", "/actions/axe/cooperation/", "/nulle-part/"]
DATA_PAGES += ["/qui-fait-quoi/", "/acteurs/afev/", "/ma-liste/", "/ma-liste/?f=echo,fiche-06,nulle-part"]
DATA_PAGES += ["/changements/rss/", "/recherche/rss/", "/recherche/rss/?q=parents"]
DATA_PAGES += ["/couverture/", "/mon-quartier/", "/quartiers/alma/", "/ecoles/ecole-littre/", "/jumelles/fiche-06/"]
DATA_PAGES += ["/reunions/", "/reunions/?secteur=cite-nord", "/reunions/commission-territoire-nord/"]
DATA_PAGES += ["/reunions/agenda.ics", "/agenda/evenements.ics"]
DATA_PAGES += ["/documents-de-reference/fiche-saisine-pre/versions/", "/donnees-ouvertes/", "/donnees-ouvertes/api/"]
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")


def read(client, address):
    return client.get(address).content.decode()


def status(client, address):
    """A file is read to its end, which closes it: closed otherwise it would take the test's connection along."""
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer)
    return answer.status_code


@pytest.fixture
def addresses(sample_site):
    return [page.get_url() for page in public_pages(sample_site)] + SEARCHES + DATA_PAGES


def portal_of(address="/"):
    return Portal(RequestFactory().get(address))


def test_the_menu_has_its_entries_in_order(sample_site):
    menu = portal_of("/centres/echo/").menu
    assert [link.title for link in menu] == ["Chercher", "Livret", "Actions", "Centres", "Événements", "Aide"]
    assert [link.current for link in menu] == ["", "", "", "true", "", ""]
    assert portal_of("/aide/").menu[-1].current == "page"


def test_events_are_in_the_menu_while_there_are_some(sample_site, client):
    for event in EventPage.objects.all():
        event.unpublish()
    assert "Événements" not in [link.title for link in [*portal_of().menu, *portal_of().foot_links]]
    assert "/evenements/</loc>" not in read(client, "/sitemap.xml")


def test_a_private_section_leaves_menu_and_foot(sample_site):
    PageViewRestriction.objects.create(page=Page.objects.get(slug="actions"), restriction_type="login")
    portal = portal_of()
    assert "Actions" not in [link.title for link in [*portal.menu, *portal.foot_links]]


def test_a_site_without_settings_still_has_a_frame(client, sample_site):
    PortalSettings.objects.all().delete()
    answer = client.get("/aide/")
    assert answer.status_code == 200
    assert "Passerelles" in answer.content.decode()


def test_an_internal_contact_is_not_the_sites(client, sample_site):
    contact = PortalSettings.for_site(sample_site).contact
    Contact.objects.filter(pk=contact.pk).update(public=False)
    text = html.unescape(read(client, "/aide/"))
    assert contact.title not in text and contact.phone.replace(" ", "\u00a0") not in text


def test_no_dead_link(client, addresses):
    links = {
        html.unescape(link) for address in addresses for link in re.findall(r'href="([^"]*)"', read(client, address))
    }
    assert "#" not in links and "" not in links
    internal = {
        link.split("#")[0] for link in links if link.startswith("/") and not link.startswith(("/static/", "/media/"))
    }
    answers = {link: status(client, link) for link in internal - {""}}
    waiting = {link for link in answers if link.startswith("/f/") and link.endswith(".pdf")}
    assert {answers[link] for link in waiting} == {503}  # no worker has made them yet, and each says so
    assert {link: code for link, code in answers.items() if code not in (200, 301) and link not in waiting} == {}


def test_anchors_lead_somewhere(client, addresses):
    for address in addresses:
        text = read(client, address)
        anchors = set(re.findall(r'href="#([^"]+)"', text)) | set(re.findall(r'popovertarget="([^"]+)"', text))
        ids = re.findall(r' id="([^"]+)"', text)
        assert anchors <= set(ids), address
        assert len(ids) == len(set(ids)), address


def test_email_addresses_stand_where_they_belong(client, sample_site):
    """On sheets and centers: their contacts, what their text says, and the site's contact to report an error to."""
    site_contact = PortalSettings.for_site(sample_site).contact.email
    for page in public_pages(sample_site).specific():
        found = set(EMAIL.findall(read(client, page.get_url()).replace("<wbr>", "").replace("%40", "@")))
        own = {link.contact.email for link in getattr(page, "public_contacts", [])}
        own |= {page.public_liaison.email} if getattr(page, "public_liaison", None) else set()
        own |= {site_contact} if hasattr(page, "term_groups") else set()
        own |= set(EMAIL.findall(str(getattr(page, "body", ""))))
        assert found <= own, page
    for address in SEARCHES + DATA_PAGES:
        assert EMAIL.findall(read(client, address)) == [], address


def test_titles_start_with_what_is_there(client, sample_site):
    title = re.search(r"<title>(.*?)</title>", read(client, "/recherche/?q=parents"))[1]
    assert re.match(r"\d+\u00a0résultats pour «\u00a0parents\u00a0» – Passerelles, Ville de Roubaix$", title)


def test_a_search_page_is_lean(client, sample_site):
    for address in ["/recherche/", "/recherche/?q=parents", "/recherche/?q=enfant&secteur=cite-nord"]:
        assert len(re.findall(r"<[a-z]", read(client, address))) <= 450


def test_pages_ask_the_database_little(client, sample_site, django_assert_max_num_queries):

    for address, most in [("/", 10), ("/centres/echo/", 12), ("/recherche/?q=parents", 5)]:
        client.get(address)  # caches of a process: content types, sites, what all pages share
        kept.clear()
        with django_assert_max_num_queries(most):
            client.get(address)


def test_a_door_never_leads_to_a_private_page(client, sample_site):
    door = "Saisir le PRE, en 7 étapes"
    assert door in read(client, "/")
    Page.objects.filter(slug="programme-reussite-educative").update(live=False)
    assert door not in read(client, "/")


def test_the_error_page_needs_nothing(rf):
    from django.views.defaults import server_error

    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert 'href="/recherche/"' in answer.content.decode()


def test_structured_data_of_each_type(client, sample_site):
    import json

    expected = {
        "/": "WebSite",
        "/actions/fiche-06/": "Service",
        "/livret/programme-reussite-educative/": "Service",
        "/centres/echo/": "CivicStructure",
        "/evenements/journee-normande-2023/": "Event",
        "/aide/": "WebPage",
    }
    for address, kind in expected.items():
        block = re.search(r'<script type="application/ld\+json">(.*?)</script>', read(client, address))[1]
        graph = json.loads(block)["@graph"]
        assert graph[0]["@type"] == kind
        assert address == "/" or graph[1]["@type"] == "BreadcrumbList"


def test_the_sitemap_names_the_pages_made_of_data(sample_site, client):
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/glossaire/</loc>" in sitemap
    assert "/actions/axe/cooperation/</loc>" in sitemap


def test_those_that_ask_for_favicon_ico_are_led_to_the_icon(client):
    assert client.get("/favicon.ico").url.endswith("favicon.svg")
