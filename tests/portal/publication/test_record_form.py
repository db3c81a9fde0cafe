"""Two people on one record: the second is told before anything of the first is replaced, and keeps what was typed."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Site

from catalog.models import PropertyGroup, SheetKind, SheetProperty, Term, Vocabulary
from directory.models import Contact, Organization
from home.models import PortalSettings
from portal.publication.record_form import OPENED_AS, state_of
from search.models import Need
from tests import factories
from tests.editing import drawn_again, drawn_record, send

# What somebody else changes meanwhile, and what is typed here.
SCREENS = {
    Organization: ("directory_organization_modeladmin_edit", {"description": "Écrite ailleurs"}, ("name", "Mon nom")),
    Contact: ("directory_contact_modeladmin_edit", {"phone": "03 53 01 20 99"}, ("title", "Mon titre")),
    SheetKind: ("types-de-fiche:edit", {"plural": "Des sorties"}, ("name", "Ma sortie")),
    SheetProperty: ("proprietes:edit", {"help": "Aide écrite ailleurs"}, ("label", "Ma durée")),
    PropertyGroup: ("groupes-de-proprietes:edit", {"order": 77}, ("label", "Mon groupe")),
    Vocabulary: ("vocabulaires:edit", {"help": "Aide écrite ailleurs"}, ("label", "Mon vocabulaire")),
    Term: ("termes:edit", {"description": "Écrite ailleurs"}, ("label", "Mon terme")),
    Need: ("need:edit", {"elsewhere": "La préfecture ailleurs"}, ("words", "mes mots")),
    PortalSettings: ("", {"city": "Ville écrite ailleurs"}, ("name", "Mon portail")),
}


def record_of(model):
    made = {
        SheetKind: lambda: factories.kind("Sortie"),
        SheetProperty: lambda: factories.prop("Durée"),
        PropertyGroup: lambda: PropertyGroup.objects.create(label="Repères"),
        PortalSettings: lambda: PortalSettings.for_site(Site.objects.get(is_default_site=True)),
    }
    return made[model]() if model in made else model.objects.first()


def address_of(record, name):
    if not name:
        return reverse("wagtailsettings:edit", args=["home", "portalsettings", record.site_id])
    return reverse(name, args=[record.pk])


@pytest.fixture(params=SCREENS, ids=lambda model: model.__name__)
def screen(request, sample_site, admin_client):
    """The record, the address of its screen, the form as it was opened, what the other changes, and what is typed."""
    name, others, (field, typed) = SCREENS[request.param]
    record = record_of(request.param)
    address = address_of(record, name)
    form = drawn_record(admin_client, address)
    return record, address, form, others, field, typed


def stored(record):
    return type(record).objects.get(pk=record.pk)


def save_elsewhere(record, others):
    type(record).objects.filter(pk=record.pk).update(**others)


def test_the_second_is_told_reads_both_and_may_save_again(screen, admin_client):
    record, address, form, others, field, typed = screen
    save_elsewhere(record, others)
    form[field] = typed
    asked = send(admin_client, address, form)
    text = " ".join(BeautifulSoup(asked.content, "html.parser").get_text().split())
    assert "Rien n’a été remplacé" in text
    assert str(*others.values()) in text
    form = drawn_again(asked, address)
    assert form[field].strip() == typed
    assert {name: getattr(stored(record), name) for name in others} == others
    assert send(admin_client, address, form).status_code == 302
    assert typed in str(getattr(stored(record), field))


def test_alone_one_is_not_asked(screen, admin_client):
    record, address, form, _others, field, typed = screen
    form[field] = typed
    assert send(admin_client, address, form).status_code == 302
    assert typed in str(getattr(stored(record), field))


def test_rows_and_links_are_part_of_what_a_record_is(sample_site):
    need = Need.objects.filter(pages__isnull=False).first()
    before = state_of(need)
    need.pages.first().delete()
    assert state_of(Need.objects.get(pk=need.pk)) != before
    organization = Organization.objects.first()
    before = state_of(organization)
    organization.sectors.set(Term.objects.all()[:3])
    assert state_of(Organization.objects.get(pk=organization.pk)) != before


def test_a_form_sent_without_what_was_opened_is_saved(sample_site, admin_client):
    organization = Organization.objects.first()
    address = address_of(organization, SCREENS[Organization][0])
    form = drawn_record(admin_client, address)
    del form[OPENED_AS]
    save_elsewhere(organization, {"description": "Écrite ailleurs"})
    assert send(admin_client, address, form).status_code == 302
