"""« Qui fait quoi »: functions in the order one looks for them, with what they answer for."""

import re

import pytest

from catalog.models import Term
from centers.models import CenterPage
from directory.models import Contact, Organization
from sheets.models import ContactLink
from sheets.who.functions import public_functions
from tests import factories

pytestmark = pytest.mark.django_db


def html(client):
    return client.get("/qui-fait-quoi/").content.decode()


def of(site, contact):
    return [each.pages for group in public_functions(site) for each in group.functions if each.contact == contact]


def test_the_troika_comes_first_in_its_own_order(sample_site):
    groups = public_functions(sample_site)
    assert [group.code for group in groups] == ["troika", "ville", "pre", "plfeq", "autres"]
    roles = [each.contact.role for each in groups[0].functions]
    assert roles == ["troika-etat", "troika-ville", "troika-education", "troika-education"]


def test_a_function_says_its_territory_its_phone_and_its_sheets(client, sample_site):
    sector = Term.objects.get(code="cite-nord")
    contact = factories.contact("Veille", public=True, role="pre", phone="03 53 01 66 66", sector=sector)
    page = factories.action("Atelier de la veille")
    page.contact_links = [ContactLink(contact=contact)]
    page.save_revision().publish()
    card = re.search(rf'<article class="contact">(?:(?!</article>).)*{contact.title}.*?</article>', html(client), re.S)[
        0
    ]
    assert sector.label in card and "tel:+33353016666" in card and f'href="{page.url}"' in card


def test_a_liaison_answers_for_its_center(sample_site):
    center = CenterPage.objects.get(code="echo")
    assert center.pk in [page.pk for page in of(sample_site, center.liaison)[0]]


def test_an_internal_contact_and_a_draft_are_nowhere(client, sample_site):
    page = factories.action("Brouillonesque")
    page.contact_links = [ContactLink(contact=Contact.objects.get(code="pre-coordination"))]
    page.save_revision()
    factories.contact("Fonctionsecrete", public=False)
    assert "Brouillonesque" not in html(client) and "Fonctionsecrete" not in html(client)


def test_a_function_of_what_no_longer_exists_is_not_shown(client, sample_site):
    contact = Contact.objects.get(code="pre-coordination")
    Organization.objects.filter(pk=contact.organization_id).update(active=False)
    assert contact.title not in html(client)


def test_the_foot_leads_there(client, sample_site):
    assert '<a href="/qui-fait-quoi/">' in client.get("/aide/").content.decode()
    assert client.get("/acteurs/").url == "/qui-fait-quoi/"
