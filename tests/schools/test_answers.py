"""The page of a quartier and of a school: whose center, why, whom to call, and each sheet once."""

import json
import re

import pytest

from catalog.models import Term
from directory.models import Contact, Organization, Quartier
from portal.visibility import public_pages
from schools.answers import Answer, addresses
from schools.models import School, Street
from tests import factories

pytestmark = pytest.mark.django_db
QUARTIER = "/quartiers/fresnoy-mackellerie/"


@pytest.fixture
def read(sample_site, client):
    def text(address):
        html = client.get(address).content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").replace("\u202f", " ").split())

    return text


def answer_of(code, model=Quartier, **values):
    return Answer(model.objects.get(code=code), public_pages(), "secteur", **values)


def test_it_says_whose_center_and_why(read):
    text = read(f"{QUARTIER}?rue=rue-de-rome")
    assert "Vous habitez rue de Rome, quartier Fresnoy-Mackellerie. Votre centre : Centre social" in text
    assert "livret ressources, territoires des centres sociaux" in text and "à confirmer" in text
    assert "adresse du centre social Fresnoy-Mackellerie, 1984" in text


def test_a_street_of_elsewhere_is_not_believed(read):
    assert "rue d’Oran" not in read(f"{QUARTIER}?rue=rue-d-oran")


def test_both_sectors_with_why(read):
    text = read(QUARTIER)
    assert "Secteurs de la Ville Ville – Ouest" in text
    assert "Secteurs de la Cité éducative Cité éducative – Secteur Nord" in text
    assert "Pourquoi deux découpages" in text and "Découpage municipal en cinq secteurs" in text


def test_the_liaison_and_the_pre_are_there_to_call(read):
    text = read(QUARTIER)
    assert "03 53 01 40 07" in text and "03 53 01 50 02" in text


def test_a_school_says_its_network_center_and_source(read):
    text = read("/ecoles/college-rosa-parks/")
    assert "REP+ Rosa Parks" in text and "Centre social Basse Masure" in text
    assert "fiche 10, site du Cul de Four" in text


def test_a_label_is_shown(read):
    assert "Identité remarquable journal" in read("/ecoles/ecole-leo-lagrange/")


def test_what_is_not_known_is_said(read):
    text = read("/quartiers/barbieux/")
    assert "Son centre social n’est pas connu ici" in text and "03 53 01 20 01" in text


def test_each_sheet_is_in_one_group(sample_site):
    answer = answer_of("fresnoy-mackellerie")
    groups = [{page.pk for page in group} for group in (answer.here, answer.in_sectors, answer.everywhere)]
    assert all(groups) and sum(map(len, groups)) == len(set().union(*groups))


def test_what_is_not_public_is_in_no_group(sample_site):
    answer = answer_of("fresnoy-mackellerie")
    hidden = answer.here[0]
    hidden.unpublish()
    assert hidden.pk not in {page.pk for page in answer_of("fresnoy-mackellerie").here}


def test_sheets_of_the_other_sector_are_elsewhere(sample_site):
    titles = [page.title for page in answer_of("fresnoy-mackellerie").in_sectors]
    assert titles and not [title for title in titles if "(Secteur Sud)" in title]


def test_an_internal_liaison_is_told_nowhere(read):
    Contact.objects.filter(code="plfeq-fresnoy-mackellerie").update(public=False, phone="03 53 01 99 99")
    text = read(QUARTIER)
    assert "03 53 01 99 99" not in text and "Poste de liaison vacant" in text


def test_a_school_has_the_sectors_of_its_quartier_where_it_has_none(sample_site):
    assert {term.code for term in answer_of("ecole-littre", School).sectors} == {"ville-ouest", "cite-nord"}


def test_its_own_sector_goes_before_its_quartiers(sample_site):
    school = School.objects.get(code="ecole-littre")
    school.organization.sectors.set(answer_of("potennerie").sectors[:1])
    codes = {term.code for term in answer_of("ecole-littre", School).sectors}
    assert codes == {"ville-sud", "cite-nord"}


def test_the_school_of_a_street_is_named(read):
    Street.objects.filter(code="rue-de-rome").update(school=School.objects.get(code="ecole-littre"))
    assert "École de secteur École Littré" in read(f"{QUARTIER}?rue=rue-de-rome")


def test_a_street_without_quartier_leads_to_its_school(sample_site, client):
    factories.contact()
    school = School.objects.get(code="ecole-littre")
    Street.objects.create(name="rue du Soleil", school=school)
    found = client.post("/mon-quartier/", {"lieu": "rue du soleil"})
    assert found["Location"] == "/ecoles/ecole-littre/?rue=rue-du-soleil"


def test_parts_of_a_street_are_asked_when_they_lead_elsewhere(sample_site, client):
    for name, side in (("alma", "impairs"), ("pile", "pairs")):
        Street.objects.create(name="rue du Soleil", side=side, quartier=Quartier.objects.get(code=name))
    html = client.post("/mon-quartier/", {"lieu": "4 rue du soleil"}).content.decode()
    assert "numéros impairs" in html and "numéros pairs" in html


def test_a_school_that_is_gone_says_so(sample_site, client):
    Organization.objects.filter(code="ecole-littre").update(active=False)
    answer = client.get("/ecoles/ecole-littre/")
    assert answer.status_code == 410 and "n’existe plus" in answer.content.decode()


@pytest.mark.parametrize("address", ["/quartiers/nulle-part/", "/ecoles/nulle-part/"])
def test_an_unknown_place_is_not_found(sample_site, client, address):
    assert client.get(address).status_code == 404


def test_the_sitemap_has_them(sample_site, client):
    sitemap = client.get("/sitemap.xml").content.decode()
    assert all(f"{address}</loc>" in sitemap for address in addresses())
    assert len(addresses()) == 1 + Quartier.objects.count() + School.objects.count()


def test_machines_are_told(sample_site, client):
    html = client.get("/ecoles/college-rosa-parks/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert (data["@type"], data["name"]) == ("School", "Collège Rosa Parks")
    assert "rue d’Oran" in data["address"]


def test_the_qr_code_leads_here(read):
    assert "testserver/quartiers/ fresnoy-mackellerie/" in read(QUARTIER) or QUARTIER.strip("/") in read(QUARTIER)


def test_queries_do_not_grow_with_sheets(sample_site, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        assert client.get(QUARTIER).status_code == 200


def test_an_actor_that_is_a_school_has_one_page_that_of_the_school(sample_site, client):
    school = School.objects.get(code="college-rosa-parks")
    answer = client.get(school.organization.public_url)
    assert (answer.status_code, answer.url) == (301, f"/ecoles/{school.code}/")
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"/ecoles/{school.code}/" in sitemap and school.organization.public_url not in sitemap


def test_what_takes_place_in_a_sector_is_in_its_group_whatever_sector_it_is_of(sample_site):
    college = School.objects.get(code="college-rosa-parks")
    elsewhere = Term.objects.get(code="ville-est")
    site = {"name": "Une école du secteur", "college": None, "schools": [], "center": None, "note": ""}
    inside = factories.organization("École")
    inside.sectors.set([Term.objects.get(code="ville-nord")])
    value = [("site", {**site, "schools": [inside.pk]})]
    page = factories.action("Ailleurs de nom, ici de fait", terms=[elsewhere], sites=json.dumps(raw(value)))
    answer = Answer(college, public_pages(), "secteur")
    assert page.pk in {each.pk for each in answer.in_sectors}
    groups = [each.pk for group in (answer.here, answer.in_sectors, answer.everywhere) for each in group]
    assert len(groups) == len(set(groups))


def raw(blocks):
    return [{"type": kind, "value": value} for kind, value in blocks]
