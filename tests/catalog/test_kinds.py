"""The register of kinds: made by editors, locked where the code made them, never deleted while used."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Workflow

from catalog.models import SheetKind, Vocabulary
from catalog.sections import SECTIONS
from catalog.usage import kind_usages
from tests import factories


@pytest.fixture
def editor(sample_site, client, django_user_model):
    user = django_user_model.objects.create_user("redactrice", password="un mot de passe")
    user.groups.add(Group.objects.get(name="Éditeurs"))
    client.force_login(user)
    return client


def posted(**values):
    return {
        "name": "Stage",
        "plural": "Stages",
        "icon": "compass",
        "tint": "encre",
        "sections": ["texte", "contacts"],
        "order": "40",
        "review_every": "6",
        "workflow": "",
        "code": "",
        **values,
    }


def make(client, **values):
    return client.post(reverse("types-de-fiche:add"), posted(**values))


def change(client, kind, **values):
    return client.post(reverse("types-de-fiche:edit", args=[kind.pk]), posted(**values))


def errors(answer):
    return {name: " ".join(texts) for name, texts in answer.context["form"].errors.items()}


def test_an_editor_makes_a_kind(editor):
    assert make(editor).status_code == 302
    kind = SheetKind.objects.get(code="stage")
    assert (kind.name, kind.plural, kind.icon, kind.tint, kind.review_every) == (
        "Stage",
        "Stages",
        "compass",
        "encre",
        6,
    )
    assert kind.sections == ["texte", "contacts"]
    assert not kind.is_coded and not kind.retired


def test_a_kind_may_have_the_summary_alone(editor):
    data = posted()
    del data["sections"]
    editor.post(reverse("types-de-fiche:add"), data)
    assert SheetKind.objects.get(code="stage").shown_sections == frozenset()


def test_a_kind_made_elsewhere_has_all_sections(db):
    assert factories.kind().shown_sections == frozenset(SECTIONS)


def test_all_sections_are_proposed(editor):
    form = editor.get(reverse("types-de-fiche:add")).context["form"]
    assert form["sections"].value() == list(SECTIONS)


def test_drawings_are_chosen_by_looking_at_them(editor):
    html = editor.get(reverse("types-de-fiche:add")).content.decode()
    assert "#compass" in html
    assert "Boussole" in html and "Brique" in html


def test_usual_vocabularies_are_proposed_and_kept_on_the_vocabularies(editor):
    theme, axis = Vocabulary.objects.get(code="theme"), Vocabulary.objects.get(code="axe")
    proposed = editor.get(reverse("types-de-fiche:add")).context["form"]["vocabularies"].value()
    assert theme.pk in proposed and axis.pk not in proposed
    make(editor, vocabularies=[str(theme.pk)])
    theme.refresh_from_db()
    assert "stage" in theme.page_types
    change(editor, SheetKind.objects.get(code="stage"), vocabularies=[str(axis.pk)])
    theme.refresh_from_db()
    axis.refresh_from_db()
    assert "stage" not in theme.page_types and "stage" in axis.page_types


@pytest.mark.parametrize(
    ("field", "values", "message"),
    [
        ("name", {"name": "stage", "plural": "Autres", "code": "autre"}, "porte déjà ce nom"),
        ("plural", {"name": "Autre", "plural": "STAGES", "code": "autre"}, "porte déjà ce nom"),
        ("code", {"name": "Autre", "plural": "Autres", "code": "stage"}, "existe déjà"),
        ("code", {"name": "Autre", "plural": "Autres", "code": "page"}, "déjà celui d’un type de page"),
        ("code", {"name": "Autre", "plural": "Autres", "code": "fiche"}, "déjà celui d’un type de page"),
        ("code", {"name": "Autre", "plural": "Autres", "code": "Été 2027"}, "minuscules sans accent"),
        ("review_every", {"name": "Autre", "plural": "Autres", "review_every": "0"}, "supérieure ou égale à 1"),
    ],
)
def test_what_cannot_be_is_refused_in_french(field, values, message, editor):
    factories.kind("Stage")
    assert message in errors(make(editor, **values))[field]


def test_a_code_never_changes(editor):
    kind = factories.kind("Stage")
    assert change(editor, kind, code="immersion").status_code == 302
    kind.refresh_from_db()
    assert kind.code == "stage"
    kind.code = "immersion"
    with pytest.raises(ValidationError, match="ne peut plus changer"):
        kind.full_clean()


def test_kinds_of_the_portal_are_locked(editor):
    action = SheetKind.objects.get(code="action")
    html = editor.get(reverse("types-de-fiche:edit", args=[action.pk])).content.decode()
    assert "Ce type est prévu par le portail" in html
    change(editor, action, name="Autre", plural="Autres", code="autre", retired="on", order="7")
    action.refresh_from_db()
    assert (action.name, action.code, action.retired, action.tint) == ("Fiche action", "action", False, "fiche")
    assert (action.order, action.review_every) == (7, 6)
    assert action.shown_sections == frozenset(SECTIONS)


def test_the_list_counts_sheets_without_the_model(editor):
    kind = factories.kind("Stage")
    factories.sheet(kind), factories.sheet(kind, live=False)
    kind.starting = factories.sheet(kind, live=False)
    kind.save()
    html = editor.get(reverse("types-de-fiche:index")).content.decode()
    (row,) = [part for part in html.split("<tr") if ">stage<" in part.replace(" ", "").replace("\n", "")]
    assert ">2<" in row.replace(" ", "").replace("\n", "")


def test_the_list_tells_retired_kinds_apart(editor):
    factories.kind("Stage"), factories.kind("Sortie", retired=True)
    html = editor.get(reverse("types-de-fiche:index"), {"retired": "true"}).content.decode()
    assert "Sortie" in html and "Stage" not in html


def test_the_screen_lists_its_properties(editor):
    kind = factories.kind("Stage")
    factories.prop("Durée", "number", kinds=["stage"])
    factories.prop("Tarif", "number", kinds=["action"])
    html = editor.get(reverse("types-de-fiche:edit", args=[kind.pk])).content.decode()
    assert "Durée" in html and "Tarif" not in html


def delete(client, kind):
    return client.post(reverse("types-de-fiche:delete", args=[kind.pk]))


def test_a_kind_in_use_is_not_deleted(admin_client, sample_site):
    kind = factories.kind("Stage")
    factories.sheet(kind, title="Au garage")
    factories.sheet(kind, title="Au musée", live=False)
    factories.sheet_list(kind, title="Tous les stages")
    factories.prop("Durée", "number", kinds=["stage"])
    answer = delete(admin_client, kind)
    assert answer.status_code == 409
    html = answer.content.decode()
    for name in ("Au garage", "Au musée", "Tous les stages", "Durée"):
        assert name in html
    with pytest.raises(ProtectedError):
        kind.delete()


def test_a_kind_that_only_history_names_is_not_deleted(sample_site):
    kind = factories.kind("Stage")
    stages = factories.sheet_list(kind, title="Tous les stages")
    stages.sheet_kind = None
    stages.save_revision().publish()
    assert [usage.title for usage in kind_usages(kind)] == ["Tous les stages"]


def test_a_kind_of_the_portal_is_never_deleted(admin_client, sample_site):
    kind = SheetKind.objects.get(code="centre")
    answer = delete(admin_client, kind)
    assert answer.status_code == 409
    assert "prévu par le portail" in answer.content.decode()
    with pytest.raises(ProtectedError):
        kind.delete()


def test_an_unused_kind_is_deleted(admin_client, sample_site):
    kind = factories.kind("Stage")
    assert delete(admin_client, kind).status_code == 302
    assert not SheetKind.objects.filter(code="stage").exists()


def test_vocabularies_forget_a_deleted_kind(admin_client, sample_site):
    vocabulary = factories.vocabulary(page_types=["action", "stage"])
    delete(admin_client, factories.kind("Stage"))
    vocabulary.refresh_from_db()
    assert vocabulary.page_types == ["action"]


def test_a_kind_has_a_review_of_its_own(sample_site):
    review = Workflow.objects.create(name="Relecture des stages")
    kind = factories.kind("Stage", workflow=review)
    page, other = factories.sheet(kind), factories.sheet(factories.kind("Sortie"))
    assert page.get_workflow() == review and page.has_workflow
    assert other.get_workflow().name == "Relecture"
    review.active = False
    review.save()
    assert factories.reload(page).get_workflow().name == "Relecture"


def test_kinds_of_the_portal_may_have_one_too(sample_site):
    review = Workflow.objects.create(name="Relecture des fiches action")
    SheetKind.objects.filter(code="action").update(workflow=review)
    assert factories.action().get_workflow() == review
    assert factories.resource().get_workflow().name == "Relecture"


def test_a_kind_alone_is_reviewed_where_nothing_else_is(sample_site):
    review = Workflow.objects.create(name="Relecture des stages")
    Workflow.objects.exclude(pk=review.pk).update(active=False)
    assert factories.sheet(factories.kind("Stage", workflow=review)).has_workflow
    assert not factories.sheet(factories.kind("Sortie")).has_workflow


def test_kinds_of_the_portal_come_before_those_made_in_the_browser(sample_site):
    factories.kind("Accueil de loisirs")
    assert [kind.is_coded for kind in SheetKind.objects.all()] == [True] * 4 + [False]
