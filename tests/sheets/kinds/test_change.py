"""« Changer de type »: said before, done at once, undone as easily."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import PageLogEntry

from sheets.kinds.change import LOGGED, change_kind
from tests import factories
from tests.editing import edit_url


@pytest.fixture
def stage(sample_site):
    return factories.kind("Stage")


@pytest.fixture
def outing(sample_site):
    return factories.kind("Sortie", sections=["texte"])


@pytest.fixture
def page(stage):
    factories.prop("Durée", "number", kinds=["stage"])
    values = {"objectives": ["Découvrir"], "property_values": {"duree": {"t": "number", "v": 5}}}
    return factories.sheet(stage, title="Une semaine au garage", **values)


def url(page):
    return reverse("change_kind", args=[page.pk])


def change(client, page, kind):
    return client.post(url(page), {"kind": kind.code})


def log_in(client, django_user_model, group):
    user = django_user_model.objects.create_user("quelqu’un", password="un mot de passe")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


def test_what_will_be_hidden_is_said_first(page, outing, admin_client):
    html = admin_client.get(url(page)).content.decode()
    assert "Ne sera plus montré : Objectifs, Durée." in html
    assert factories.reload(page).kind_code == "stage"


def test_a_sheet_takes_another_kind_and_keeps_everything(page, outing, admin_client):
    assert change(admin_client, page, outing)["Location"] == edit_url(page)
    changed = factories.reload(page)
    assert changed.kind_code == "sortie"
    assert changed.get_latest_revision_as_object().kind_code == "sortie"
    assert changed.objectives == ["Découvrir"] and changed.property_values["duree"]["v"] == 5


def test_coming_back_brings_everything_back(page, stage, outing, admin_client, client):
    change(admin_client, page, outing)
    assert "Découvrir" not in client.get(page.url).content.decode().split("<h1>")[1]
    change(admin_client, page, stage)
    assert "Découvrir" in client.get(page.url).content.decode().split("<h1>")[1]


def test_the_search_follows_at_once(page, outing, admin_client, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change(admin_client, page, outing)
    assert client.get("/api/v1/search?type=sortie").json()["total"] == 1
    assert client.get("/api/v1/search?type=stage").json()["total"] == 0


def test_the_history_says_so(page, outing, admin_client):
    change(admin_client, page, outing)
    entry = PageLogEntry.objects.get(page=page.pk, action="sheets.change_kind")
    assert str(entry.message) == "Type changé : « Stage », puis « Sortie »"


def test_neither_a_retired_kind_nor_one_of_the_portal_is_offered(page, admin_client):
    retired = factories.kind("Ancien type", retired=True)
    assert "Ancien type" not in admin_client.get(url(page)).content.decode()
    change(admin_client, page, retired)
    admin_client.post(url(page), {"kind": "action"})
    assert factories.reload(page).kind_code == "stage"


def test_a_sheet_in_the_list_of_its_kind_is_moved_first(stage, outing, admin_client):
    page = factories.sheet(stage, parent=factories.sheet_list(stage))
    answer = change(admin_client, page, outing)
    assert "déplacez-la d’abord" in " ".join(str(each) for each in get_messages(answer.wsgi_request))
    assert factories.reload(page).kind_code == "stage"


def test_a_model_sheet_keeps_its_kind(stage, outing, admin_client):
    stage.starting = page = factories.sheet(stage, live=False)
    stage.save()
    assert url(page) not in admin_client.get(edit_url(page)).content.decode()
    change(admin_client, page, outing)
    assert factories.reload(page).kind_code == "stage"


def test_an_editor_changes_a_draft_but_not_the_public_page(page, stage, outing, client, django_user_model):
    log_in(client, django_user_model, "Éditeurs")
    draft = factories.sheet(stage, live=False)
    assert url(draft) in client.get(edit_url(draft)).content.decode()
    assert url(page) not in client.get(edit_url(page)).content.decode()
    change(client, draft, outing)
    change(client, page, outing)
    assert (factories.reload(draft).kind_code, factories.reload(page).kind_code) == ("sortie", "stage")


def test_other_sheets_have_no_such_button(sample_site, admin_client):
    page = factories.action()
    assert "Changer de type" not in admin_client.get(edit_url(page)).content.decode()
    assert admin_client.get(url(page)).status_code == 404


def test_an_alias_follows_and_never_leads(sample_site, admin_client):
    stage, workshop = factories.kind("Stage"), factories.kind("Atelier")
    sheet = factories.sheet(stage)
    alias = sheet.create_alias(update_slug="alias")
    admin_client.post(reverse("change_kind", args=[alias.pk]), {"kind": workshop.code})
    assert factories.reload(alias).sheet_kind == stage
    admin_client.post(reverse("change_kind", args=[sheet.pk]), {"kind": workshop.code})
    assert factories.reload(alias).sheet_kind == factories.reload(sheet).sheet_kind == workshop


def test_changed_twice_it_is_said_and_noted_once(page, outing, admin_client):
    before = type(page).objects.get(pk=page.pk)
    for _press in range(2):
        said = change(admin_client, page, outing)
    change_kind(before, outing, None)  # by whoever had read it before
    assert {message.level_tag for message in get_messages(said.wsgi_request)} == {"success"}
    assert PageLogEntry.objects.filter(page=page.pk, action=LOGGED).count() == 1
