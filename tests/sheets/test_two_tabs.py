"""A form opened before a field came, or came back, does not speak of it: what is stored stays."""

import pytest
from django.urls import reverse

from actions.models import ActionPage
from catalog.models import SheetKind, Vocabulary
from catalog.property_types import clean_cell
from sheets.kinds.change import change_kind
from sheets.models import GenericSheetPage, SheetIndexPage
from tests import factories
from tests.editing import drawn_form, edit_url


@pytest.fixture
def rhythm(sample_site):
    """A choice, and a sheet that holds one of its terms."""
    vocabulary = factories.vocabulary("rythme", "Rythme", ["Mensuel", "Annuel"], page_types=["action"])
    prop = factories.prop("Rythme", "choice", vocabulary=vocabulary)
    return prop, factories.action(terms=[vocabulary.terms.get(code="mensuel")])


def terms_of(page):
    return [link.term.code for link in page.page_terms.all() if link.term.vocabulary.code == "rythme"]


def draft_terms(page):
    return terms_of(ActionPage.objects.get(pk=page.pk).get_latest_revision_as_object())


def retire(prop, retired):
    prop.retired = retired
    prop.save()


def send(client, page, data, action=""):
    if action:
        data[action] = "1"
    return client.post(edit_url(page), data)


@pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
def test_a_choice_brought_back_while_the_form_is_open_keeps_its_terms(rhythm, admin_client, action):
    prop, page = rhythm
    retire(prop, True)
    data = drawn_form(admin_client, edit_url(page))
    retire(prop, False)
    assert send(admin_client, page, data, action).status_code == 302
    assert draft_terms(page) == ["mensuel"]


def test_so_does_autosave(rhythm, admin_client):
    prop, page = rhythm
    retire(prop, True)
    data = drawn_form(admin_client, edit_url(page))
    retire(prop, False)
    answer = admin_client.post(edit_url(page), data, headers={"accept": "application/json"})
    assert answer.json()["success"] and draft_terms(page) == ["mensuel"]


def test_and_a_vocabulary_put_on_the_kind_meanwhile(rhythm, admin_client):
    prop, page = rhythm
    prop.delete()
    Vocabulary.objects.filter(code="rythme").update(page_types=[])
    data = drawn_form(admin_client, edit_url(page))
    Vocabulary.objects.filter(code="rythme").update(page_types=["action"])
    send(admin_client, page, data)
    assert draft_terms(page) == ["mensuel"]


def test_every_box_unticked_is_no_term(rhythm, admin_client):
    _prop, page = rhythm
    data = drawn_form(admin_client, edit_url(page))
    del data["vocab_rythme"]
    send(admin_client, page, data)
    assert draft_terms(page) == []


def test_a_form_shown_again_draws_what_is_stored(rhythm, admin_client):
    prop, page = rhythm
    retire(prop, True)
    data = drawn_form(admin_client, edit_url(page))
    retire(prop, False)
    data["title"] = ""
    again = send(admin_client, page, data)
    assert again.context["form"]["vocab_rythme"].value() == [prop.vocabulary.terms.get(code="mensuel").pk]
    assert not again.context["form"].fields["vocab_rythme"].disabled


def test_a_property_brought_back_is_drawn_again_with_its_value(sample_site, admin_client):
    prop, page = factories.prop("Durée"), factories.action()
    page.property_values = {"duree": {"t": "number", "v": 30}}
    page.save_revision().publish()
    retire(prop, True)
    data = drawn_form(admin_client, edit_url(page))
    retire(prop, False)
    data["title"] = ""
    assert send(admin_client, page, data).context["form"]["prop_duree"].value() == 30


def test_a_new_sheet_keeps_what_its_model_says_of_a_field_that_came_back(sample_site, admin_client):
    stage = factories.kind("Stage")
    vocabulary = factories.vocabulary("rythme", "Rythme", ["Mensuel"], page_types=["stage"])
    prop = factories.prop("Rythme", "choice", vocabulary=vocabulary, kinds=("stage",))
    number = factories.prop("Durée", kinds=("stage",))
    model = factories.sheet(stage, live=False, terms=vocabulary.terms.all())
    model.property_values = {"duree": {"t": "number", "v": 30}}
    model.save_revision()
    SheetKind.objects.filter(pk=stage.pk).update(starting=model)
    index = SheetIndexPage.objects.get(code="fiches")
    url = reverse("wagtailadmin_pages:add", args=["sheets", "genericsheetpage", index.pk]) + "?kind=stage"
    retire(prop, True), retire(number, True)
    data = drawn_form(admin_client, url)
    retire(prop, False), retire(number, False)
    data.update({"title": "Un stage", "slug": "un-stage-de-plus"})
    assert admin_client.post(url, data).status_code == 302
    made = GenericSheetPage.objects.get(slug="un-stage-de-plus").get_latest_revision_as_object()
    assert terms_of(made) == ["mensuel"] and made.property_values["duree"]["v"] == 30


def test_a_vocabulary_made_while_the_screen_of_its_kind_is_open_stays_on_the_kind(sample_site, admin_client):
    stage = factories.kind("Stage")
    url = reverse("types-de-fiche:edit", args=[stage.pk])
    form = admin_client.get(url).context["form"]
    mark = " ".join(str(pk) for pk, _label in form.fields["vocabularies"].choices)
    factories.vocabulary("rythme", "Rythme", page_types=["stage"])
    data = {"name": "Stage", "plural": "Stages", "icon": "compass", "order": "1", "review_every": "6"}
    assert admin_client.post(url, {**data, "drawn-vocabularies": mark}).status_code == 302
    assert Vocabulary.objects.get(code="rythme").page_types == ["stage"]


@pytest.fixture
def duration(sample_site):
    """A text, and a sheet that holds a value of it."""
    prop = factories.prop("Matériel", "text")
    page = factories.action()
    page.property_values = {prop.code: clean_cell(prop, "Une table")}
    page.save_revision().publish()
    return prop, page


def off_the_kind(prop):
    prop.kinds.set(SheetKind.objects.filter(code="ressource"))


@pytest.mark.parametrize("way", [lambda prop: retire(prop, True), off_the_kind], ids=["withdrawn", "off the kind"])
@pytest.mark.parametrize("changed", [True, False])
def test_what_is_changed_in_a_property_that_goes_is_given_back(duration, admin_client, way, changed):
    prop, page = duration
    data, before = drawn_form(admin_client, edit_url(page)), page.revisions.count()
    way(prop)
    data["prop_materiel"] = "Une table et six chaises" if changed else "Une table"
    answer = send(admin_client, page, data)
    assert (answer.status_code, page.revisions.count() - before) == ((200, 0) if changed else (302, 1))
    if changed:
        assert "Une table et six chaises" in str(answer.context["form"].non_field_errors())


def test_so_is_what_is_typed_in_a_property_that_is_deleted(sample_site, admin_client):
    prop, page = factories.prop("Matériel", "text"), factories.action()
    data = drawn_form(admin_client, edit_url(page))
    prop.delete()
    assert send(admin_client, page, data).status_code == 302
    data["prop_materiel"] = "Une table"
    data["loaded_revision_id"] = str(factories.reload(page).latest_revision_id)
    assert "Une table" in str(send(admin_client, page, data).context["form"].non_field_errors())


@pytest.mark.parametrize("changed", [True, False])
def test_terms_of_a_vocabulary_that_goes_are_given_back(rhythm, admin_client, changed):
    prop, page = rhythm
    data = drawn_form(admin_client, edit_url(page))
    if changed:
        data.setlist("vocab_rythme", [str(prop.vocabulary.terms.get(code="annuel").pk)])
    retire(prop, True)
    answer = admin_client.post(edit_url(page), dict(data.lists()))
    assert answer.status_code == (200 if changed else 302)
    if changed:
        assert "Annuel" in str(answer.context["form"].non_field_errors())


@pytest.fixture
def stage(sample_site):
    return factories.sheet(factories.kind("Stage"), objectives=["Voir un métier"])


def close_sections(page):
    page.sheet_kind.sections = ["texte"]
    page.sheet_kind.save()


def give_another_kind(page):
    change_kind(GenericSheetPage.objects.get(pk=page.pk), factories.kind("Sortie", sections=["texte"]), None)


@pytest.mark.parametrize("close", [close_sections, give_another_kind])
def test_what_is_typed_in_a_section_that_closes_is_given_back(stage, admin_client, close):
    data = drawn_form(admin_client, edit_url(stage))
    close(stage)
    assert send(admin_client, stage, data).status_code == 302
    data["objectives"] = "Voir deux métiers"
    data["loaded_revision_id"] = str(factories.reload(stage).latest_revision_id)
    answer = send(admin_client, stage, data)
    assert answer.status_code == 200
    assert "Voir deux métiers" in str(answer.context["form"].non_field_errors())


@pytest.mark.parametrize("others", [["Effectif"], ["Effectif total"]])
def test_a_field_whose_code_begins_as_another_does_is_told_too(sample_site, admin_client, others):
    props = {label: factories.prop(label, "text") for label in ("Effectif", "Effectif total")}
    page = factories.action()
    data = drawn_form(admin_client, edit_url(page))
    for label, prop in props.items():
        if label not in others:
            retire(prop, True)
            data[f"prop_{prop.code}"] = "Vingt personnes"
    answer = send(admin_client, page, data)
    assert "Vingt personnes" in str(answer.context["form"].non_field_errors())


def test_terms_of_a_vocabulary_of_another_code_are_given_back(sample_site, admin_client):
    vocabulary = factories.vocabulary("rythme", "Rythme", ["Mensuel"], page_types=["action"])
    page = factories.action()
    data = drawn_form(admin_client, edit_url(page))
    data.setlist("vocab_rythme", [str(vocabulary.terms.get().pk)])
    Vocabulary.objects.filter(pk=vocabulary.pk).update(code="cadence")
    answer = admin_client.post(edit_url(page), dict(data.lists()))
    assert "Mensuel" in str(answer.context["form"].non_field_errors())
