"""Who imports does not write where their account may not, however it is asked."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from actions.models import ActionPage
from directory.models import Contact, Organization
from imports.models import Batch, BatchSheet
from install.setup.groups import BOOKLETS, EDITORS, REGISTERS
from portal.models import User
from resources.models import ResourceIndexPage
from tests import factories
from tests.faults import fill_the_disk
from tests.imports.admin.test_upload import drop
from tests.imports.making import accept_all, actions, batch_of, member, person, read, written
from tests.jobs.doing import do_all


@pytest.fixture
def of_another_section(sample_site, settings, tmp_path):
    """May import, and writes the resources; nothing of the actions."""
    settings.VAR_DIR = tmp_path
    group = Group.objects.create(name="Ressources seulement")
    group.permissions.add(*Permission.objects.filter(codename__in=[*BOOKLETS, "access_admin"]))
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=ResourceIndexPage.objects.first(), permission=permission)
    return member(group.name, "une-personne")


@pytest.fixture
def desk(of_another_section):
    client = Client()
    client.force_login(of_another_section)
    return client


def test_no_booklet_is_dropped_under_a_section_of_others(desk):
    drop(desk, parent=actions().pk)
    assert not Batch.objects.exists()


def test_sheets_of_a_section_of_others_are_refused_one_by_one(desk, admin_user, of_another_section):
    known = factories.action("Chorale", number=902)
    batch = batch_of(read(), read("Chorale", 902), user=admin_user)
    accept_all(batch)
    desk.post(reverse("livrets:write", args=[batch.pk]))
    do_all()
    assert set(batch.sheets.values_list("state", flat=True)) == {BatchSheet.State.REFUSED}
    assert all("droit" in message for message in batch.sheets.values_list("message", flat=True))
    assert not ActionPage.objects.filter(title="Ateliers du livre").exists()
    assert Page.objects.get(pk=known.pk).latest_revision_id == known.latest_revision_id


def test_drafts_of_others_are_not_undone_by_who_may_not_delete_them(desk, admin_user):
    [sheet] = written(read(), user=admin_user)
    desk.post(reverse("livrets:undo", args=[sheet.batch_id]))
    assert ActionPage.objects.filter(pk=sheet.page_id).exists()


def test_nobody_is_added_to_registers_without_the_right_to(desk, admin_user):
    """A forged choice of « Nouvelle structure »."""
    row = {"structure": "Zibeline", "name": "Une personne", "email": "z@x.example", "email_linked": "", "sector": ""}
    row |= {"sources": [], "doubts": []}
    batch = batch_of(read(contacts=[person("Une personne")]), user=admin_user, people=[row])
    desk.post(reverse("livrets:people", args=[batch.pk]), {"personne-1": "new"})
    desk.post(reverse("livrets:people", args=[batch.pk]), {"personne-1": "nouvelle"})
    assert not Organization.objects.filter(name="Zibeline").exists()
    assert not Contact.objects.filter(holder="Une personne").exists()


@pytest.mark.parametrize("screen", ["edit", "write", "people", "undo", "delete"])
def test_who_may_not_import_does_nothing_with_a_batch(sample_site, admin_user, screen):
    batch = batch_of(read(), user=admin_user)
    accept_all(batch)
    client = Client()
    client.force_login(member(REGISTERS))
    answer = client.post(reverse(f"livrets:{screen}", args=[batch.pk]), {"decision": "skipped", "fiche": [1]})
    assert answer.status_code in (302, 403)
    assert batch.sheets.get().decision == "accepted"


FORGED = [
    {"decision": "written", "fiche": ["1"]},
    {"decision": ["accepted", "skipped"], "fiche": ["99", "-1", "1; drop", "\0"]},
    {"decision": "\ud800", "fiche": "1" * 5000},
]


@pytest.mark.parametrize("data", FORGED)
def test_forged_decisions_decide_nothing(sample_site, admin_user, data):
    batch = batch_of(read(), user=admin_user)
    client = Client()
    client.force_login(member(EDITORS))
    data = {name: value.encode(errors="replace") if isinstance(value, str) else value for name, value in data.items()}
    assert client.post(reverse("livrets:edit", args=[batch.pk]), data).status_code == 302
    assert batch.sheets.get().decision == "waiting"


@pytest.mark.parametrize(
    "values",
    [
        {"title": "A\0B"},
        {"title": "T", "number": "99999999999999999999"},
        {"title": "T", "contacts-TOTAL_FORMS": "10000000", "contacts-INITIAL_FORMS": "x"},
        {"title": "T", "links-TOTAL_FORMS": "1", "links-INITIAL_FORMS": "0", "links-0-url": "javascript:alert(1)"},
        {"title": "T" * 100_000},
        {"title": "T", "sectors": ["nulle-part", "\0"]},
    ],
)
def test_a_forged_form_of_a_sheet_is_no_fault(sample_site, admin_user, values):
    batch = batch_of(read(), user=admin_user)
    client = Client()
    client.force_login(member(EDITORS))
    address = reverse("livrets:sheet", args=[batch.pk, 1])
    opened = client.get(address).context["opened_as"]
    assert client.post(address, {"opened_as": opened, "do": "accept", **values}).status_code < 500
    assert "javascript" not in str(batch.sheets.get().values)


def test_a_link_that_is_a_script_is_no_link_of_the_draft(sample_site, admin_user):
    [sheet] = written(read(links=[{"label": "ici", "url": "javascript:alert(1)"}]), user=admin_user)
    assert "javascript" not in str(sheet.page.specific.get_latest_revision().content)


def test_a_disk_that_is_full_keeps_no_batch(desk, monkeypatch):
    fill_the_disk(monkeypatch)
    assert drop(desk, parent=ResourceIndexPage.objects.first().pk).status_code == 503
    assert not Batch.objects.exists()


def test_whose_account_was_closed_writes_nothing(sample_site, admin_user):
    user = member(EDITORS)
    batch = batch_of(read(), user=user)
    accept_all(batch)
    client = Client()
    client.force_login(user)
    client.post(reverse("livrets:write", args=[batch.pk]))
    User.objects.filter(pk=user.pk).update(is_active=False)
    do_all()
    assert batch.sheets.get().state == BatchSheet.State.REFUSED
