"""What a screen names is what its reader may know of: the others are counted."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from actions.models import ActionIndexPage
from catalog.models import PageTerm
from install.setup.groups import EDITORS, REGISTERS
from portal.models import User
from sheets.models import ContactLink, OrganizationLink
from tests import factories
from tests.editing import drawn_record, send

TITLE = "Zibeline"


def client_of(group):
    account = User.objects.create_user(group, email="essai@passerelles.example")
    account.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def keeper(sample_site):
    return client_of(REGISTERS)


@pytest.fixture
def used(sample_site):
    """Records that a draft alone names, by the address that deletes each."""
    kind, contact = factories.kind("Stage"), factories.contact()
    vocabulary = factories.vocabulary("couleur", "Couleur", ["Bleu"], page_types=[kind.code])
    prop, term = factories.prop("Durée du stage", kinds=[kind.code]), vocabulary.terms.get()
    factories.sheet_list(kind)
    sheet = factories.sheet(kind, title=TITLE, live=False)
    sheet.page_terms = [PageTerm(term=term)]
    sheet.contact_links = [ContactLink(contact=contact)]
    sheet.organization_links = [OrganizationLink(organization=contact.organization)]
    sheet.property_values = {prop.code: {"v": 3}}
    sheet.save_revision()
    return {
        reverse("types-de-fiche:delete", args=[kind.pk]): kind,
        reverse("proprietes:delete", args=[prop.pk]): prop,
        reverse("termes:delete", args=[term.pk]): term,
        reverse("vocabulaires:delete", args=[vocabulary.pk]): vocabulary,
        reverse("directory_contact_modeladmin_delete", args=[contact.pk]): contact,
        reverse("directory_organization_modeladmin_delete", args=[contact.organization.pk]): contact.organization,
    }


def test_a_refused_deletion_names_no_draft_to_who_may_not_read_it(keeper, used):
    for address, record in used.items():
        for answer in (keeper.get(address), keeper.post(address, follow=True)):
            assert TITLE not in answer.content.decode(), address
        assert "réservée" in answer.content.decode(), address
        assert type(record).objects.filter(pk=record.pk).exists()


def test_it_names_it_to_those_who_may(sample_site, used, admin_client):
    for address in used:
        assert TITLE in admin_client.post(address, follow=True).content.decode(), address


def test_nor_does_a_vocabulary_whose_term_is_taken_away(keeper, used):
    term = next(record for record in used.values() if record._meta.model_name == "term")
    address = reverse("vocabulaires:edit", args=[term.vocabulary_id])
    data = drawn_record(keeper, address)
    data["terms-0-DELETE"] = "1"
    text = send(keeper, address, data).content.decode()
    assert "réservée" in text and TITLE not in text


def test_a_script_is_told_every_title(used):
    for record in used.values():
        if record._meta.model_name == "organization":
            continue  # its contact is in the way first
        with pytest.raises(ProtectedError, match=TITLE), transaction.atomic():
            record.delete()


def test_the_next_title_of_a_public_page_is_chosen_by_nobody_else(keeper, admin_client):
    page = ActionIndexPage.objects.get()
    title, page.title = page.title, TITLE
    page.save_revision()
    address = reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk])
    assert title in keeper.get(address).content.decode()
    assert TITLE not in keeper.get(address).content.decode()
    assert TITLE in admin_client.get(address).content.decode()
    assert TITLE in client_of(EDITORS).get(address).content.decode()


def test_a_required_field_names_no_reserved_sheet(keeper):
    prop = factories.prop("Durée du stage")
    open_to_all, closed = factories.action("0 Sortie"), factories.action(f"0 {TITLE}")
    factories.restrict(closed)
    address = reverse("proprietes:edit", args=[prop.pk])
    data = drawn_record(keeper, address)
    data["required"] = "on"
    text = send(keeper, address, data).content.decode()
    assert open_to_all.title in text
    assert TITLE not in text
