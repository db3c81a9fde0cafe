"""Contradictions of the registers: one said two ways, or one thing twice."""

import pytest

from directory.models import Contact, Organization
from imports.watch.findings import ADDRESS, PERSON, TWICE
from imports.watch.registers import contact_findings, organization_findings
from tests import factories

pytestmark = pytest.mark.django_db
PHONE, OTHER = "03 53 01 00 00", "03 53 01 00 01"


def kinds_of(findings, *records):
    keys = {record.pk for record in records}
    return [finding.kind for finding in findings if keys & set(finding.keys)]


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ({"phone": PHONE}, {"phone": OTHER}, [PERSON]),
        ({"phone": PHONE}, {"phone": "+33 3 53 01 00 00"}, []),
        ({"email": "a@ville.example"}, {"email": "b@ville.example"}, [PERSON]),
        ({"email": "a@ville.example"}, {"email": "A@ville.example"}, []),
        ({"phone": PHONE}, {"email": "a@ville.example"}, []),
    ],
)
def test_one_holder_said_two_ways(one, other, kinds):
    contacts = [
        factories.contact(holder=name, **each) for name, each in (("Titulaire Une", one), ("TITULAIRE UNE", other))
    ]
    assert kinds_of(contact_findings(), *contacts) == kinds


def test_contacts_without_a_holder_are_not_one_person():
    contacts = [factories.contact(phone=phone) for phone in (PHONE, OTHER)]
    assert kinds_of(contact_findings(), *contacts) == []


def test_one_address_and_two_holders():
    contacts = [factories.contact(holder=name, email="a@ville.example") for name in ("Titulaire Une", "Titulaire Deux")]
    assert kinds_of(contact_findings(), *contacts) == [PERSON]


def test_what_is_found_names_no_holder():
    for phone in (PHONE, OTHER):
        factories.contact(holder="Titulaire Une", phone=phone)
    assert not [finding for finding in contact_findings() if "Titulaire" in finding.text]


def test_an_address_that_cannot_exist():
    contact, organization = factories.contact(), factories.organization()
    Contact.objects.filter(pk=contact.pk).update(email="accueil@ville")
    Organization.objects.filter(pk=organization.pk).update(email="accueil@ville..example")
    assert kinds_of(contact_findings(), contact) == kinds_of(organization_findings(), organization) == [ADDRESS]


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("Centre social Modèle", "Centre social du Modèle", [TWICE]),
        ("École Exemplaire", "Ecole exemplere", [TWICE]),
        ("École Modèle 1", "École Modèle 2", []),
        ("Programme de Bernay", "Programme de Caen", []),
        ("CAF", "CAE", []),
    ],
)
def test_two_names_of_one_organization(one, other, kinds):
    organizations = [Organization.objects.create(name=name) for name in (one, other)]
    assert kinds_of(organization_findings(), *organizations) == kinds


def test_who_no_longer_exists_is_nobodys_double():
    organizations = [Organization.objects.create(name="Centre Modèle", active=active) for active in (True, False)]
    assert kinds_of(organization_findings(), *organizations) == []
