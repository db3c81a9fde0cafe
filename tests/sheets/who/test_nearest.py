"""A sheet that names nobody, read by somebody whose quartier the address says."""

import re

import pytest

from directory.models import Contact, Quartier
from portal.cache.middleware import kept
from tests import factories

pytestmark = pytest.mark.django_db
CLAS = "/livret/clas/"


def contacts(html):
    return re.search(r'<section class="flow" aria-labelledby="contacts">.*?</section>', html, re.S)[0]


def read(client, address):
    return client.get(address).content.decode()


def test_it_names_the_center_of_the_quartier_first_with_what_says_so(client, sample_site):
    box = contacts(read(client, f"{CLAS}?quartier=fresnoy-mackellerie"))
    quartier = Quartier.objects.get(code="fresnoy-mackellerie")
    phone = Contact.objects.get(code="plfeq-fresnoy-mackellerie").phone
    assert box.index(quartier.center.public_url) < box.index("tel:+33353012001")
    assert phone.replace(" ", "\xa0") in box and "à confirmer" in box
    assert 'href="/centres/"' in box


@pytest.mark.parametrize("code", ["nulle-part", "", "%00", "a%20b"])
def test_a_quartier_that_is_none_leads_to_the_sheet(client, sample_site, code):
    answer = client.get(f"{CLAS}?quartier={code}&role=parent")
    assert answer.status_code == 302 and answer.headers["Location"] == f"{CLAS}?role=parent"


def test_a_quartier_whose_center_nobody_knows_leads_to_the_sheet(client, sample_site):
    Quartier.objects.filter(code="alma").update(center=None)
    assert client.get(f"{CLAS}?quartier=alma").headers["Location"] == CLAS


def test_a_sheet_that_names_somebody_has_one_address(client, sample_site):
    assert client.get("/livret/interpretariat/?quartier=alma").headers["Location"] == "/livret/interpretariat/"


def test_only_known_quartiers_make_pages_to_keep(client, sample_site):
    kept.clear()
    for code in ("alma", "alma", "fresnoy-mackellerie", "nulle-part", "rien"):
        client.get(f"{CLAS}?quartier={code}")
    read(client, CLAS)
    assert "Centre social" in contacts(read(client, f"{CLAS}?quartier=alma"))
    assert contacts(read(client, f"{CLAS}?quartier=alma")) != contacts(
        read(client, f"{CLAS}?quartier=fresnoy-mackellerie")
    )
    assert "Quartier" not in contacts(read(client, CLAS))


def test_the_page_of_a_quartier_and_of_its_schools_lead_there(client, sample_site):
    assert f'href="{CLAS}?quartier=alma"' in read(client, "/quartiers/alma/")
    school = read(client, "/ecoles/college-rosa-parks/")
    assert f'href="{CLAS}?quartier=oran-cartigny"' in school
    assert 'href="/livret/interpretariat/"' in school


def test_an_event_is_no_affair_of_a_center(client, sample_site):
    event = "/evenements/seminaire-2022/"
    assert client.get(f"{event}?quartier=alma").headers["Location"] == event


def test_a_kind_without_contacts_neither(client, sample_site):
    page = factories.sheet(factories.kind(sections=["texte"]))
    assert client.get(f"{page.url}?quartier=alma").headers["Location"] == page.url
