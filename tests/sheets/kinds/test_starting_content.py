"""A kind's model sheet: made once, never public, copied into the form of each new sheet."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from actions.models import ActionIndexPage, ActionPage
from catalog.models import SheetKind, Term
from centers.models import CenterIndexPage
from sheets.models import GenericSheetPage, SheetIndexPage
from tests import factories
from tests.editing import drawn_form, edit_url, errors_of, post_form, post_page


@pytest.fixture
def stage(sample_site):
    return factories.kind("Stage", review_every=6)


def prepare(client, kind):
    answer = client.post(reverse("model_sheet", args=[kind.pk]))
    kind.refresh_from_db()
    return answer


@pytest.fixture
def model(stage, admin_client):
    prepare(admin_client, stage)
    return factories.reload(stage.starting)


def add_url(kind):
    index = SheetIndexPage.objects.get(code="fiches")
    return reverse("wagtailadmin_pages:add", args=["sheets", "genericsheetpage", index.pk]) + f"?kind={kind.code}"


def add_action_url():
    return reverse("wagtailadmin_pages:add", args=["actions", "actionpage", ActionIndexPage.objects.get().pk])


def test_the_model_sheet_is_a_draft_among_the_sheets(model, stage):
    assert model.title == "Modèle — Stage"
    assert not model.live
    assert model.get_parent().slug == "fiches"


def test_it_stands_in_the_list_of_its_kind(stage, admin_client):
    stages = factories.sheet_list(stage)
    prepare(admin_client, stage)
    assert stage.starting.get_parent().pk == stages.pk


def test_it_is_made_once(model, stage, admin_client):
    answer = prepare(admin_client, stage)
    assert answer["Location"] == edit_url(model)
    assert GenericSheetPage.objects.filter(sheet_kind=stage).count() == 1


def test_nothing_is_made_before_one_has_said_yes(stage, admin_client):
    html = admin_client.get(reverse("model_sheet", args=[stage.pk])).content.decode()
    assert "Préparer la fiche modèle" in html
    assert not GenericSheetPage.objects.exists()


def test_without_a_list_of_sheets_one_is_told_so(stage, admin_client):
    SheetIndexPage.objects.get(code="fiches").delete()
    assert "créez d’abord une « liste de fiches »" in prepare(admin_client, stage).content.decode()


def test_a_new_sheet_starts_from_the_latest_draft(model, stage, admin_client):
    duration = factories.prop("Durée", "number", kinds=["stage"])
    theme = Term.objects.get(code="sport")
    theme.vocabulary.page_types = [*theme.vocabulary.page_types, "stage"]
    theme.vocabulary.save()
    post_page(
        admin_client, model, summary="À compléter", objectives="Découvrir", prop_duree="45", vocab_theme=[str(theme.pk)]
    )
    form = admin_client.get(add_url(stage)).context["form"]
    assert form["summary"].value() == "À compléter"
    assert form["objectives"].value() == "Découvrir"
    assert form[f"prop_{duration.code}"].value() == 45
    assert form["vocab_theme"].value() == [theme.pk]
    assert form["review_every"].value() == 6


def test_what_names_the_model_is_not_copied(model, stage, admin_client):
    form = admin_client.get(add_url(stage)).context["form"]
    assert not form["title"].value() and not form["slug"].value() and not form["change_note"].value()


def test_streams_and_rows_are_copied(model, stage, admin_client):
    pupils = Term.objects.filter(vocabulary__code="public").first()
    model.body = [("text", "<p>Bonjour</p>")]
    model.audiences = [factories.audience("Élèves de 3e", publics=[pupils], age_min=14, age_max=15)]
    model.save_revision(clean=False)
    form = admin_client.get(add_url(stage)).context["form"]
    assert [block.value.source for block in form["body"].value()] == ["<p>Bonjour</p>"]
    (row,) = form.formsets["audiences"].forms
    assert row["label"].value() == "Élèves de 3e" and row["age_min"].value() == 14
    assert [getattr(term, "pk", term) for term in row["publics"].value()] == [pupils.pk]
    assert row["id"].value() is None


def test_the_new_sheet_has_rows_of_its_own(model, stage, admin_client):
    model.audiences = [factories.audience("Élèves de 3e"), factories.audience("Parents")]
    model.document_links = [factories.link("Convention")]
    model.save_revision(clean=False)
    answer = post_form(admin_client, add_url(stage), title="Au garage", slug="au-garage", summary="Une semaine.")
    assert answer.status_code == 302
    page = GenericSheetPage.objects.get(slug="au-garage")
    assert [row.label for row in page.audiences.all()] == ["Élèves de 3e", "Parents"]
    assert [row.label for row in page.document_links.all()] == ["Convention"]
    draft = factories.reload(model).get_latest_revision_as_object()
    assert [row.label for row in draft.audiences.all()] == ["Élèves de 3e", "Parents"]


def test_what_was_taken_away_is_not_brought_back(model, stage, admin_client):
    model.summary = "À compléter"
    model.audiences = [factories.audience("Élèves de 3e")]
    model.save_revision()
    data = drawn_form(admin_client, add_url(stage))
    data.update({"title": "Au garage", "slug": "au-garage", "summary": "", "audiences-0-DELETE": "1"})
    admin_client.post(add_url(stage), data)
    page = GenericSheetPage.objects.get(slug="au-garage")
    assert page.summary == "" and page.audiences.count() == 0


def test_publishing_the_model_is_refused(model, admin_client):
    answer = post_page(admin_client, model, "publish", summary="À compléter")
    assert "n’est jamais publiée" in " ".join(errors_of(answer)["__all__"])
    assert not factories.reload(model).live


def test_a_script_cannot_publish_it_either(model):
    model.summary = "À compléter"
    with pytest.raises(ValidationError, match="n’est jamais publiée"):
        model.save_revision().publish()
    assert "n’est jamais publiée" in " ".join(model.get_latest_revision_as_object().publication_problems())


def test_publishing_the_model_is_not_offered(model, admin_client):
    html = admin_client.get(edit_url(model)).content.decode()
    assert 'name="action-publish"' not in html
    assert "commence par une copie de celle-ci" in html


def test_ordinary_sheets_know_nothing_of_this(stage, model, admin_client):
    page = factories.sheet(stage)
    html = admin_client.get(edit_url(page)).content.decode()
    assert 'name="action-publish"' in html
    assert "commence par une copie de celle-ci" not in html


def test_deleting_the_model_leaves_the_kind(model, stage):
    Page.objects.get(pk=model.pk).delete()
    stage.refresh_from_db()
    assert stage.starting is None


def test_kinds_of_the_portal_have_model_sheets_too(sample_site, admin_client):
    action = SheetKind.objects.get(code="action")
    prepare(admin_client, action)
    model = factories.reload(action.starting)
    assert isinstance(model, ActionPage) and not model.live
    model.summary, model.number = "Une action de la Cité éducative.", 7
    model.rollout_rows = [ActionPage.rollout_rows.rel.related_model(label="Lancement")]
    model.save_revision()
    form = admin_client.get(add_action_url()).context["form"]
    assert form["summary"].value() == "Une action de la Cité éducative."
    assert form["number"].value() is None
    assert [row["label"].value() for row in form.formsets["rollout_rows"].forms] == ["Lancement"]


def test_a_center_has_a_model_sheet_too(sample_site, admin_client):
    center = SheetKind.objects.get(code="centre")
    prepare(admin_client, center)
    assert center.starting.get_parent().specific == CenterIndexPage.objects.get()


def test_only_who_may_change_kinds_prepares_models(stage, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("visiteur", password="un mot de passe"))
    assert prepare(client, stage).status_code == 302
    assert not GenericSheetPage.objects.exists()
