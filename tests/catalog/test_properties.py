"""The register of properties: codes for ever, one namespace with vocabularies, nothing filled is ever deleted."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from actions.models import ActionPage
from catalog.models import SheetKind, SheetProperty
from catalog.properties import properties_read_once, shared_properties
from catalog.property_types import clean_cell
from tests import factories


def posted(**values):
    return {"label": "Durée", "type": "number", "order": "100", "visibility": "public", **values}


def add(client, **values):
    return client.post(reverse("proprietes:add"), posted(**values))


def edit(client, prop, **values):
    return client.post(reverse("proprietes:edit", args=[prop.pk]), posted(**values))


def errors(response):
    return {name: " ".join(map(str, found)) for name, found in response.context["form"].errors.items()}


def filled(prop, value="30", publish=True):
    page = factories.action()
    page.property_values = {prop.code: clean_cell(prop, value)}
    revision = page.save_revision()
    if publish:
        revision.publish()
    return page


@pytest.fixture
def kinds(sample_site):
    return {kind.code: kind for kind in SheetKind.objects.all()}


def test_kinds_of_the_code_are_there_locked(kinds):
    assert {code for code, kind in kinds.items() if kind.is_coded} >= {"action", "ressource", "centre", "evenement"}


def test_an_editor_makes_one_in_the_browser(kinds, admin_client):
    answer = add(admin_client, kinds=[kinds["action"].pk, kinds["ressource"].pk], unit="min", facet="on")
    assert answer.status_code == 302, errors(answer)
    prop = SheetProperty.objects.get(code="duree")
    assert sorted(kind.code for kind in prop.kinds.all()) == ["action", "ressource"]
    assert prop.facet and not prop.retired


def test_its_code_never_changes(kinds, admin_client):
    prop = factories.prop("Durée")
    edit(admin_client, prop, label="Temps", code="temps")
    assert SheetProperty.objects.values_list("label", "code").get() == ("Temps", "duree")
    prop.code = "autre"
    with pytest.raises(Exception, match="ne peut plus changer"):
        prop.full_clean()


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"label": "Thème"}, "label", "déjà un vocabulaire"),
        ({"code": "tri"}, "code", "réservé"),
        ({"code": "age-min"}, "code", "réservé"),
        ({"code": "2026"}, "code", "une lettre"),
        ({"code": "Durée !"}, "code", "lettres minuscules"),
        ({"type": "choice"}, "vocabulary", "quel vocabulaire"),
        ({"type": "text", "facet": "on"}, "facet", "Seuls un nombre"),
        ({"type": "yesno", "sort": "on"}, "sort", "Seuls un nombre"),
    ],
)
def test_what_cannot_work_is_refused_beside_the_field(kinds, admin_client, values, field, sentence):
    assert sentence in errors(add(admin_client, **values))[field]
    assert not SheetProperty.objects.exists()


def test_a_code_made_of_figures_begins_with_a_letter(kinds, admin_client):
    add(admin_client, label="2026")
    assert SheetProperty.objects.get().code == "p-2026"


def test_a_vocabulary_cannot_take_the_code_of_a_property(kinds):
    factories.prop("Durée")
    vocabulary = factories.vocabulary("langue")
    vocabulary.code = "duree"
    with pytest.raises(Exception, match="déjà celui d’une propriété"):
        vocabulary.full_clean()


def test_the_type_of_a_filled_property_changes_only_where_nothing_is_lost(kinds, admin_client):
    number, text = factories.prop("Durée"), factories.prop("Lieu", "text")
    filled(number), filled(text, "Salle 2")
    assert "ont déjà une valeur" in errors(edit(admin_client, number, type="text"))["type"]
    assert edit(admin_client, text, label="Lieu", type="longtext").status_code == 302
    assert "ont déjà une valeur" in errors(edit(admin_client, text, label="Lieu", type="text"))["type"]
    assert edit(admin_client, factories.prop("Prix"), label="Prix", type="text").status_code == 302


@pytest.mark.parametrize("publish", [True, False])
def test_a_filled_property_is_not_deleted_even_when_only_a_draft_has_it(kinds, admin_client, publish):
    prop = factories.prop("Durée")
    page = filled(prop, publish=publish)
    answer = admin_client.post(reverse("proprietes:delete", args=[prop.pk]))
    assert answer.status_code == 409
    assert page.title in answer.content.decode() and "Retirez-la plutôt" in answer.content.decode()
    with pytest.raises(ProtectedError, match="est utilisé par : « "):
        prop.delete()


def test_nor_is_a_choice_whose_terms_no_form_would_show(kinds, admin_client):
    rhythm = factories.vocabulary("rythme", terms=["Mensuel"], page_types=[])
    prop = factories.prop("Rythme", "choice", vocabulary=rhythm)
    page = factories.action(live=False, terms=rhythm.terms.all())
    answer = admin_client.post(reverse("proprietes:delete", args=[prop.pk]))
    assert answer.status_code == 409 and page.title in answer.content.decode()


def test_a_choice_made_of_a_vocabulary_that_sheets_carry_is_undone(kinds, admin_client):
    rhythm = factories.vocabulary("rythme", terms=["Mensuel"], page_types=["action"])
    prop = factories.prop("Rythme", "choice", vocabulary=rhythm)
    factories.action(terms=rhythm.terms.all())
    assert admin_client.post(reverse("proprietes:delete", args=[prop.pk])).status_code == 302


def test_an_empty_property_is_deleted(kinds, admin_client):
    prop = factories.prop("Durée")
    assert admin_client.post(reverse("proprietes:delete", args=[prop.pk])).status_code == 302
    assert not SheetProperty.objects.exists()


@pytest.mark.parametrize("publish", [True, False])
def test_a_contact_that_a_sheet_names_is_not_deleted(kinds, publish):
    contact, prop = factories.contact(), factories.prop("Référent", "contact")
    filled(prop, str(contact.pk), publish)
    with pytest.raises(ProtectedError, match="Atelier du mercredi"):
        contact.delete()


def test_a_choice_tells_its_vocabulary_what_it_is(kinds):
    vocabulary = factories.vocabulary("rythme", terms=["Mensuel"], is_facet=False)
    prop = factories.prop("Rythme", "choice", vocabulary=vocabulary, facet=True, visibility="editors")
    vocabulary.refresh_from_db()
    assert (prop.code, vocabulary.is_facet, vocabulary.internal) == ("rythme", True, True)


def test_terms_for_editors_never_reach_the_public(kinds, client):
    vocabulary = factories.vocabulary("suivi", "Suivi interne", ["À relancer"])
    page = factories.action(terms=vocabulary.terms.all())
    factories.prop("Suivi", "choice", vocabulary=vocabulary, facet=True, visibility="editors")
    page = ActionPage.objects.get(pk=page.pk)
    assert "suivi" not in page.search_terms()
    assert "À relancer" not in client.get(page.url).content.decode()
    assert "suivi" not in client.get("/api/v1/search").json()["facets"]


def test_a_form_takes_forty_properties_and_no_more(kinds, admin_client):
    SheetProperty.objects.bulk_create(
        SheetProperty(label=f"P{number}", code=f"p{number}", type="text", every_kind=True) for number in range(40)
    )
    assert "a déjà 40 propriétés" in errors(add(admin_client, kinds=[kinds["action"].pk]))["kinds"]


def test_the_register_is_listed_in_a_constant_number_of_queries(kinds, admin_client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    numbers = []
    for count in (2, 8):
        for each in range(count):
            factories.prop(f"Champ {count} {each}")
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(reverse("proprietes:index"))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_a_batch_reads_the_definitions_once(kinds, django_assert_num_queries):
    prop = factories.prop()
    with properties_read_once(), django_assert_num_queries(0):
        assert shared_properties() == shared_properties() == (prop,)
    prop.delete()
    assert shared_properties() == ()
