"""One name, one field: two of one name on a form are two that nobody tells apart."""

import pytest
from django.urls import reverse

from catalog.models import PropertyGroup, SheetKind, SheetProperty, Vocabulary
from catalog.properties import _place
from catalog.property_types import clean_cell
from search.queries.taxonomy import load_taxonomy
from sheets.filling.fields import fillable
from tests import factories
from tests.catalog.test_properties import add, edit, errors


@pytest.fixture
def action(sample_site):
    return SheetKind.objects.get(code="action")


@pytest.mark.parametrize("label", ["Durée", "duree", "DURÉE", " Du rée ", "Durée :"])
def test_a_second_field_of_one_name_is_refused_beside_it(action, admin_client, label):
    factories.prop("Durée")
    answer = add(admin_client, label=label, kinds=[action.pk])
    assert "s’appelle déjà « Durée »" in errors(answer)["label"]
    assert SheetProperty.objects.count() == 1


def test_a_field_of_every_kind_takes_the_name_on_each(action, admin_client):
    factories.prop("Durée", kinds=())
    assert "label" in errors(add(admin_client, kinds=[action.pk]))
    factories.prop("Prix")
    assert "label" in errors(add(admin_client, label="Prix", every_kind="on"))


def test_another_kind_may_have_a_field_of_that_name(action, admin_client):
    factories.prop("Durée", kinds=("ressource",))
    assert add(admin_client, kinds=[action.pk]).status_code == 302


def test_a_kind_added_to_a_field_is_asked_too(action, admin_client):
    factories.prop("Durée")
    other = factories.prop("Durée", kinds=("ressource",))
    assert "label" in errors(edit(admin_client, other, kinds=[action.pk]))


def test_a_retired_one_is_told_and_cannot_come_back_beside_another(action, admin_client):
    retired = factories.prop("Durée", retired=True)
    assert "existe déjà, retirée" in errors(add(admin_client, kinds=[action.pk]))["label"]
    factories.prop("Durée")
    assert "s’appelle déjà" in errors(edit(admin_client, retired, kinds=[action.pk]))["label"]


@pytest.mark.parametrize("label", ["Accès", "ACCÈS", "acces ", "Accès\u200b"])
def test_a_second_group_of_one_name_is_refused_beside_it(admin_client, sample_site, label):
    PropertyGroup.objects.create(label="Accès")
    answer = admin_client.post(reverse("groupes-de-proprietes:add"), {"label": label, "order": "1"})
    assert "Un autre groupe porte déjà ce nom" in answer.content.decode()


def test_a_field_keeps_its_own_name(action, admin_client):
    prop = factories.prop("Durée")
    assert edit(admin_client, prop, kinds=[action.pk], help="En minutes.").status_code == 302


@pytest.mark.parametrize("label", ["Titre", "Résumé", "texte", "Numéro", "Contacts", "à lire aussi"])
def test_the_names_of_the_form_itself_are_taken(action, admin_client, label):
    assert "prévu par le portail" in errors(add(admin_client, label=label, kinds=[action.pk]))["label"]


def test_a_number_is_free_on_kinds_that_have_none(sample_site, admin_client):
    stage = factories.kind("Stage")
    assert add(admin_client, label="Numéro", kinds=[stage.pk]).status_code == 302


def test_so_is_the_name_of_a_vocabulary_of_these_sheets(action, admin_client):
    factories.vocabulary("parler", "Langue parlée")
    assert (
        "Un vocabulaire de ces fiches" in errors(add(admin_client, label="langue Parlée", kinds=[action.pk]))["label"]
    )


def test_a_choice_may_be_named_as_its_own_vocabulary(action, admin_client):
    rhythm = factories.vocabulary("rythme", "Rythme")
    answer = add(admin_client, label="Rythme", type="choice", vocabulary=rhythm.pk, kinds=[action.pk])
    assert answer.status_code == 302


def test_a_vocabulary_is_refused_the_name_of_a_field(action, admin_client):
    factories.prop("Durée")
    data = {"label": "Durée", "code": "temps", "kind": "flat", "source": "chosen", "order": "35"}
    formset = {"terms-TOTAL_FORMS": "0", "terms-INITIAL_FORMS": "0"}
    answer = admin_client.post(reverse("vocabulaires:add"), {**data, **formset, "page_types": ["action"]})
    assert "s’appelle déjà « Durée »" in errors(answer)["label"]


def test_nor_does_a_kind_take_one_that_repeats_a_field(sample_site, admin_client):
    stage = factories.kind("Stage")
    factories.prop("Rythme", kinds=("stage",))
    rhythm = factories.vocabulary("cadence", "Rythme", page_types=[])
    data = {"name": "Stage", "plural": "Stages", "icon": "compass", "order": "1", "review_every": "6"}
    answer = admin_client.post(reverse("types-de-fiche:edit", args=[stage.pk]), {**data, "vocabularies": [rhythm.pk]})
    assert "deux champs « Rythme »" in errors(answer)["vocabularies"]
    assert Vocabulary.objects.get(pk=rhythm.pk).page_types == []


# Two kinds may each have a field of one name: where kinds meet, both are told apart.


@pytest.fixture
def two_durations(sample_site):
    common = {"facet": True, "export": True}
    return factories.prop("Durée", **common), factories.prop("Durée", kinds=("ressource",), **common)


def test_filters_of_the_search_never_show_one_name_twice(two_durations):
    labels = [column.label for column in load_taxonomy().ranges.values()]
    assert labels == ["Durée (Fiche action)", "Durée (Ressource)"]


def test_two_of_one_name_keep_their_order_however_they_are_read(two_durations):
    first, second = (_place(each) for each in two_durations)
    assert first < second


def test_nor_do_the_columns_of_the_report_and_the_fields_to_fill(two_durations, admin_client):
    answer = admin_client.get(reverse("sheet_report"), {"export": "csv"})
    headings = b"".join(answer.streaming_content).decode().splitlines()[0]
    assert "Durée (Fiche action)" in headings and "Durée (Ressource)" in headings
    assert {"Durée (Fiche action)", "Durée (Ressource)"} <= {field.label for field in fillable().values()}


def test_a_sheet_has_the_short_name(two_durations, client):
    page = factories.action()
    page.property_values = {"duree": clean_cell(two_durations[0], "30")}
    page.save_revision().publish()
    assert ">Durée</dt>" in client.get(page.url).content.decode()
