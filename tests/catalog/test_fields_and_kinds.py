"""Which sheets have a field is said, never guessed; what a field newly asks of them is told before it is saved."""

import pytest
from django.urls import reverse

from catalog.models import SheetKind, SheetProperty
from catalog.properties import properties_of
from tests import factories
from tests.catalog.test_properties import add, edit, filled


@pytest.fixture
def action(sample_site):
    return SheetKind.objects.get(code="action")


def labels_of(code):
    return [prop.label for prop in properties_of(code)]


def test_unticking_the_only_kind_leaves_the_field_on_none(action, admin_client):
    prop = factories.prop("Durée")
    answer = edit(admin_client, prop, kinds=[])
    assert answer.status_code == 302
    assert {code: labels_of(code) for code in ("action", "ressource")} == {"action": [], "ressource": []}
    assert "n’est sur aucun type de fiche" in admin_client.get(answer.url).content.decode()


def test_every_kind_is_a_choice_of_its_own(action, admin_client):
    add(admin_client, every_kind="on", kinds=[action.pk])
    stage = factories.kind("Stage")
    assert labels_of(stage.code) == labels_of("action") == ["Durée"]
    assert not SheetProperty.objects.get().kinds.exists()
    assert "Tous" in admin_client.get(reverse("proprietes:index")).content.decode()


def test_a_field_made_required_says_which_published_sheets_lack_it(action, admin_client):
    prop = factories.prop("Durée")
    filled(prop)
    lacking, draft = factories.action(title="Sans durée"), factories.action(title="Brouillon", live=False)
    answer = edit(admin_client, prop, kinds=[action.pk], required="on")
    html = answer.content.decode()
    assert answer.status_code == 200 and not SheetProperty.objects.get().required
    assert lacking.pk in {page.pk for page in answer.context["lacking_pages"] + answer.context["other_pages"]}
    assert draft.title not in html and "Rien n’est encore enregistré" in html
    assert "without=prop%3Aduree&amp;live=true" in html


def test_a_field_that_does_not_exist_yet_lists_all_of_them(action, admin_client):
    answer = add(admin_client, kinds=[action.pk], required="on")
    html = answer.content.decode()
    assert not SheetProperty.objects.exists() and "Les " in html
    assert all(reverse("wagtailadmin_pages:edit", args=[page.pk]) in html for page in answer.context["other_pages"])


def test_a_second_press_saves_and_unpublishes_nothing(action, admin_client):
    prop, page = factories.prop("Durée"), factories.action()
    asked = edit(admin_client, prop, kinds=[action.pk], required="on").context["lacking"]
    assert edit(admin_client, prop, kinds=[action.pk], required="on", lacking=asked).status_code == 302
    assert SheetProperty.objects.get().required and factories.is_public(page)


def test_a_sheet_published_meanwhile_is_said_too(action, admin_client):
    prop = factories.prop("Durée")
    factories.action()
    asked = edit(admin_client, prop, kinds=[action.pk], required="on").context["lacking"]
    factories.action()
    assert edit(admin_client, prop, kinds=[action.pk], required="on", lacking=asked).status_code == 200


def test_nothing_is_asked_where_every_sheet_has_a_value(sample_site, admin_client):
    stage = factories.kind("Stage")
    prop = factories.prop("Durée", kinds=("stage",))
    assert edit(admin_client, prop, kinds=[stage.pk], required="on").status_code == 302


def test_a_required_field_put_on_another_kind_or_brought_back_asks_as_well(sample_site, admin_client):
    stage = factories.kind("Stage")
    factories.sheet(stage, title="Stage sans durée")
    prop = factories.prop("Durée", kinds=(), every_kind=False, required=True)
    assert "Stage sans durée" in edit(admin_client, prop, kinds=[stage.pk], required="on").content.decode()
    back = factories.prop("Prix", kinds=("stage",), required=True, retired=True)
    answer = edit(admin_client, back, label="Prix", kinds=[stage.pk], required="on")
    assert "Stage sans durée" in answer.content.decode()


def test_a_required_choice_asks_for_its_terms(sample_site, admin_client):
    stage = factories.kind("Stage")
    rhythm = factories.vocabulary("rythme", "Rythme", ["Mensuel"], page_types=["stage"])
    factories.sheet(stage, title="Sans rythme"), factories.sheet(stage, title="Avec", terms=rhythm.terms.all())
    prop = factories.prop("Rythme", "choice", vocabulary=rhythm, kinds=("stage",))
    answer = edit(
        admin_client, prop, label="Rythme", type="choice", vocabulary=rhythm.pk, kinds=[stage.pk], required="on"
    )
    assert [page.title for page in answer.context["lacking_pages"]] == ["Sans rythme"]


def test_adding_from_the_screen_of_a_kind_comes_back_to_it(action, admin_client):
    back = reverse("types-de-fiche:edit", args=[action.pk])
    form = admin_client.get(reverse("proprietes:add"), {"kind": action.pk, "next": back})
    assert f'name="next" value="{back}"' in form.content.decode()
    assert form.context["form"]["kinds"].value() == [str(action.pk)]
    assert add(admin_client, kinds=[action.pk], next=back).url == back
