"""The page of an organization: public only when a public page or contact names it, true at the next request."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import ActionIndexPage, ActionPage
from centers.models import CenterPage
from directory.models import Organization
from portal.cache.middleware import kept
from sheets.models import ContactLink, OrganizationLink
from sheets.who import organizations
from tests import factories
from tests.portal.test_leaks import STATES

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization(sample_site):
    return factories.organization("Zibeline", description="Une association de l’exemple.", phone="03 53 01 77 77")


def address(organization):
    return f"/acteurs/{organization.code}/"


def status(client, organization):
    return client.get(address(organization)).status_code


def text(client, organization):
    return client.get(address(organization)).content.decode()


def naming(organization, role="operator", **values):
    page = factories.action(live=False, **values)
    page.organization_links = [OrganizationLink(organization=organization, role=role)]
    page.save_revision().publish()
    return ActionPage.objects.get(pk=page.pk)


def test_what_nothing_names_has_no_page(client, organization):
    assert status(client, organization) == 404
    assert client.get("/acteurs/nulle-part/").status_code == 404


def test_a_sheet_makes_it_public_under_its_part(client, organization):
    page = naming(organization, title="Atelier zibeline")
    html = text(client, organization)
    assert re.search(rf'<h3>Opérateur</h3>\s*<ul class="linked">\s*<li>\s*<a href="{page.url}">Atelier zibeline', html)
    assert "Une association de l’exemple." in html and 'href="tel:+33353017777"' in html
    assert f'href="{address(organization)}"' in client.get(page.url).content.decode()


@pytest.mark.parametrize("state", STATES)
def test_a_page_that_is_not_public_makes_nothing_public(
    client, organization, state, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = naming(organization)
    assert status(client, organization) == 200  # kept by now
    with django_capture_on_commit_callbacks(execute=True):
        state(page)
    assert status(client, organization) == 404
    assert address(organization) not in client.get("/sitemap.xml").content.decode()


def test_a_draft_of_a_public_page_makes_nothing_public(client, organization):
    page = factories.action()
    page.organization_links = [OrganizationLink(organization=organization)]
    page.save_revision()
    assert status(client, organization) == 404


def test_a_section_that_its_kind_leaves_out_makes_nothing_public(client, organization):
    kind = factories.kind()
    page = factories.sheet(kind)
    page.organization_links = [OrganizationLink(organization=organization)]
    page.save_revision().publish()
    assert status(client, organization) == 200
    kind.sections = [code for code in kind.shown_sections if code != "organisations"]
    kind.save()
    assert status(client, organization) == 404


@pytest.mark.parametrize(("public", "expected"), [(True, 200), (False, 404)])
def test_a_public_contact_makes_it_public(client, organization, public, expected):
    contact = factories.contact("Accueil", organization=organization, public=public)
    page = factories.action()
    page.contact_links = [ContactLink(contact=contact)]
    page.save_revision().publish()
    assert status(client, organization) == expected
    assert (address(organization) in client.get(page.url).content.decode()) is public


def test_places_name_it_too(client, organization):
    page = factories.action("Atelier ici")
    page.sites = [("site", {"name": "Réseau", "college": organization, "schools": [organization], "note": ""})]
    page.save_revision().publish()
    assert "Atelier ici" in text(client, organization)
    assert client.get(page.url).content.decode().count(f'href="{address(organization)}"') == 2


def test_a_center_s_organization_leads_to_its_page(client, sample_site):
    center = CenterPage.objects.get(code="echo")
    assert f'<a href="{center.url}">' in text(client, center.organization)


def test_what_it_depends_on_is_named_only_if_it_is_public(client, organization):
    parent = factories.organization("Fédération")
    Organization.objects.filter(pk=organization.pk).update(parent=parent)
    naming(organization)
    assert parent.name not in text(client, organization)
    naming(parent)
    assert f'href="{address(parent)}"' in text(client, organization)
    assert f'href="{address(organization)}"' in text(client, parent)


def test_one_that_no_longer_exists_says_so_and_nothing_leads_there(client, organization):
    page = naming(organization)
    Organization.objects.filter(pk=organization.pk).update(active=False)
    answer = client.get(address(organization))
    assert answer.status_code == 410 and "n’existe plus" in answer.content.decode()
    assert address(organization) not in client.get(page.url).content.decode()
    assert address(organization) not in client.get("/sitemap.xml").content.decode()


def test_a_private_page_leads_to_no_page_that_may_not_be(client, organization):
    page = naming(organization)
    factories.restrict(ActionIndexPage.objects.get().page_ptr, "password", password="sésame")
    client.post(
        f"/_util/authenticate_with_password/{page.get_view_restrictions()[0].pk}/{page.pk}/",
        {"password": "sésame", "return_url": page.url},
    )
    html = client.get(page.url).content.decode()
    assert organization.name in html and address(organization) not in html


def test_it_is_kept_and_fresh_at_once(client, organization):
    naming(organization)
    text(client, organization)
    Organization.objects.filter(pk=organization.pk).update(phone="03 53 01 88 88")
    assert "tel:+33353018888" in text(client, organization)


def test_the_city_s_pages_are_not_all_listed(client, organization, monkeypatch):
    monkeypatch.setattr(organizations, "MOST_SHOWN", 2)
    pages = [naming(organization) for _number in range(4)]
    html = text(client, organization)
    assert [page.url in html for page in pages] == [True, True, False, False]
    assert re.search(r"Et 2 autres\.\s*<a href=\"/recherche/\?q=Zibeline", html)


def test_its_queries_do_not_grow(client, organization):
    def queries():
        text(client, organization)  # what all pages share is read anew after a change
        kept.clear()
        with CaptureQueriesContext(connection) as asked:
            text(client, organization)
        return len(asked)

    naming(organization)
    few = queries()
    for number in range(6):
        naming(organization, role=("partner", "funder")[number % 2])
    assert queries() <= few


def test_machines_read_what_it_is(client, organization):
    naming(organization)
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', text(client, organization))[1])
    assert (data["@type"], data["name"], data["telephone"]) == ("Organization", organization.name, "03 53 01 77 77")


def test_doubts_and_internal_contacts_stay_inside(client, organization):
    naming(organization)
    Organization.objects.filter(pk=organization.pk).update(doubts=["doutesecret"])
    factories.contact("Fonctionsecrete", organization=organization, public=False)
    html = text(client, organization)
    assert "doutesecret" not in html and "Fonctionsecrete" not in html


def test_the_sitemap_names_those_that_are_public(client, organization):
    assert address(organization) not in client.get("/sitemap.xml").content.decode()
    naming(organization)
    assert address(organization) in client.get("/sitemap.xml").content.decode()
