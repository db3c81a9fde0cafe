"""A kind's screen: its fields in their order, one more, one place up; deleting it takes what is empty with it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from catalog.kind_fields import fields_by_group
from catalog.models import PropertyGroup, SheetKind, SheetProperty
from catalog.property_types import clean_cell
from portal.models import User
from tests import factories
from tests.catalog.test_kinds import change


@pytest.fixture
def stage(sample_site):
    return factories.kind("Stage")


def screen(client, kind):
    return client.get(reverse("types-de-fiche:edit", args=[kind.pk])).content.decode()


def names(kind):
    return [[prop.label for prop in found] for _group, found in fields_by_group(kind)]


def move(client, kind, prop, direction, **values):
    return change(client, kind, move=f"{direction}:{prop.pk}", **values)


def test_the_screen_shows_the_fields_in_order_by_group(stage, admin_client):
    practical = PropertyGroup.objects.create(label="Pratique")
    factories.prop("Tarif", kinds=("stage",), group=practical)
    factories.prop("Durée", kinds=("stage",), required=True), factories.prop("Autre", kinds=("action",))
    html = screen(admin_client, stage)
    assert html.index(">Durée<") < html.index("Pratique") < html.index(">Tarif<")
    assert ">Autre<" not in html and "obligatoire" in html


def test_a_field_is_added_from_there(stage, admin_client):
    back = reverse("types-de-fiche:edit", args=[stage.pk])
    assert f"{reverse('proprietes:add')}?kind={stage.pk}&amp;next={back}" in screen(admin_client, stage)


def test_a_field_moves_up_and_down_and_the_screen_is_saved_with_it(stage, admin_client):
    first, second, third = (factories.prop(name, kinds=("stage",)) for name in ("Aa", "Bb", "Cc"))
    answer = move(admin_client, stage, third, "up", plural="Les stages")
    assert answer.url.endswith(f"/{stage.pk}/#champs")
    assert names(stage) == [["Aa", "Cc", "Bb"]] and SheetKind.objects.get(pk=stage.pk).plural == "Les stages"
    move(admin_client, stage, first, "down")
    assert names(stage) == [["Cc", "Aa", "Bb"]]


def test_fields_of_other_kinds_keep_their_order(stage, admin_client):
    first = factories.prop("Aa", kinds=("stage",))
    factories.prop("Bb", kinds=("action",)), factories.prop("Cc", kinds=("action",))
    factories.prop("Dd", kinds=("stage",))
    move(admin_client, stage, first, "down")
    assert names(stage) == [["Dd", "Aa"]]
    assert names(SheetKind.objects.get(code="action")) == [["Bb", "Cc"]]


@pytest.mark.parametrize("wanted", ["up:0", "sideways:1", "up:", "up:x", "down:99999999999999999999"])
def test_a_move_of_nothing_only_saves(stage, admin_client, wanted):
    factories.prop("Aa", kinds=("stage",))
    assert change(admin_client, stage, move=wanted).status_code == 302


def test_whoever_may_not_change_fields_moves_none(stage, client):
    user = User.objects.create_user("lecture", password="un mot de passe")
    user.groups.add(Group.objects.get(name="Éditeurs"))
    user.groups.get().permissions.remove(*user.groups.get().permissions.filter(codename="change_sheetproperty"))
    client.force_login(user)
    first = factories.prop("Aa", kinds=("stage",))
    factories.prop("Bb", kinds=("stage",))
    move(client, stage, first, "down")
    assert names(stage) == [["Aa", "Bb"]] and "Descendre" not in screen(client, stage)


def test_the_enter_key_presses_no_arrow(stage, admin_client):
    factories.prop("Aa", kinds=("stage",)), factories.prop("Bb", kinds=("stage",))
    html = screen(admin_client, stage)
    assert html.index('<button type="submit" hidden>') < html.index('name="move"')


@pytest.mark.parametrize("code", ["stage", "action", "centre", "evenement", "ressource"])
def test_the_form_of_each_kind_is_drawn_and_cannot_be_sent(stage, admin_client, code):
    factories.prop("Durée", kinds=())
    kind = SheetKind.objects.get(code=code)
    answer = admin_client.get(reverse("kind_preview", args=[kind.pk]))
    html = answer.content.decode()
    assert 'name="prop_duree"' in html and 'class="kind-preview" disabled' in html
    assert 'id="page-edit-form"' not in html


def test_a_retired_kind_is_drawn_too(sample_site, admin_client):
    kind = factories.kind("Stage", retired=True)
    assert admin_client.get(reverse("kind_preview", args=[kind.pk])).status_code == 200


def test_the_drawing_is_for_those_who_shape_kinds(stage, client):
    user = User.objects.create_user("invitee", password="un mot de passe")
    client.force_login(user)
    assert client.get(reverse("kind_preview", args=[stage.pk])).status_code in (302, 403)


def delete_url(kind):
    return reverse("types-de-fiche:delete", args=[kind.pk])


def test_deleting_a_kind_proposes_its_empty_fields(stage, admin_client):
    factories.prop("Durée", kinds=("stage",)), factories.prop("Partagée", kinds=("stage", "action"))
    html = admin_client.get(delete_url(stage)).content.decode()
    assert "Supprimer aussi son champ" in html and "« Durée »" in html and "« Partagée »" not in html
    admin_client.post(delete_url(stage), {"fields": "1"})
    assert [prop.label for prop in SheetProperty.objects.all()] == ["Partagée"]
    assert not SheetKind.objects.filter(code="stage").exists()


def test_they_stay_on_no_kind_when_one_does_not_want_that(stage, admin_client):
    prop = factories.prop("Durée", kinds=("stage",))
    admin_client.post(delete_url(stage))
    prop.refresh_from_db()
    assert not prop.applies_to("action") and not SheetKind.objects.filter(code="stage").exists()


def test_a_field_with_values_stays_and_is_named(stage, admin_client):
    prop = factories.prop("Durée", kinds=("stage",))
    page = factories.action()
    page.property_values = {"duree": clean_cell(prop, "30")}
    page.save_revision().publish()
    assert "qui restent, sur aucun type : « Durée »" in admin_client.get(delete_url(stage)).content.decode()
    admin_client.post(delete_url(stage), {"fields": "1"})
    assert SheetProperty.objects.filter(pk=prop.pk).exists()


def test_a_kind_with_sheets_stays_with_its_fields(stage, admin_client):
    factories.prop("Durée", kinds=("stage",)), factories.sheet(stage)
    assert admin_client.post(delete_url(stage), {"fields": "1"}).status_code == 409
    assert SheetProperty.objects.exists()
