"""Adding and editing a sheet whose kind was made in the browser."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.sections import all_sections
from sheets.models import GenericSheetPage, SheetIndexPage
from tests import factories
from tests.editing import drawn_form, edit_url, errors_of, post_form, post_page


@pytest.fixture
def fiches(sample_site):
    return SheetIndexPage.objects.get(code="fiches")


@pytest.fixture
def stage(sample_site):
    return factories.kind("Stage")


def add_url(parent, kind=None):
    address = reverse("wagtailadmin_pages:add", args=["sheets", "genericsheetpage", parent.pk])
    return f"{address}?kind={kind.code}" if kind else address


def add(client, parent, kind=None, **changes):
    changes = {"title": "Stage d’observation", "slug": "stage-d-observation", "summary": "Une semaine.", **changes}
    return post_form(client, add_url(parent, kind), **changes)


def new_sheet():
    return GenericSheetPage.objects.get(slug="stage-d-observation")


def test_adding_asks_for_the_kind_first(fiches, stage, admin_client):
    factories.kind("Ancien type", retired=True)
    html = admin_client.get(add_url(fiches)).content.decode()
    assert "Quel type de fiche ?" in html
    assert "?kind=stage" in html
    assert "Ancien type" not in html


def test_a_new_sheet_takes_the_kind_chosen(fiches, stage, admin_client):
    factories.kind("Sortie")
    assert add(admin_client, fiches, stage).status_code == 302
    assert new_sheet().sheet_kind == stage


def test_a_new_sheet_takes_the_kind_of_its_list(stage, admin_client, sample_site):
    factories.kind("Sortie")
    stages = factories.sheet_list(stage)
    assert add(admin_client, stages).status_code == 302
    assert new_sheet().sheet_kind == stage


def test_autosave_keeps_the_kind_and_makes_one_page(fiches, stage, admin_client):
    data = drawn_form(admin_client, add_url(fiches, stage))
    data.update({"title": "Stage d’observation", "slug": "stage-d-observation"})
    first = admin_client.post(add_url(fiches, stage), data, headers={"Accept": "application/json"}).json()
    assert first["success"]
    data["title"] = "Stage d’observation, suite"
    assert admin_client.post(first["url"], data, headers={"Accept": "application/json"}).json()["success"]
    assert new_sheet().sheet_kind == stage
    assert new_sheet().get_latest_revision_as_object().title == "Stage d’observation, suite"


def test_an_unknown_kind_is_asked_again(fiches, stage, admin_client):
    html = admin_client.get(f"{add_url(fiches)}?kind=inconnu").content.decode()
    assert "n’existe pas ou a été retiré" in html
    assert "?kind=stage" in html


def test_a_kind_retired_meanwhile_is_refused_in_french(fiches, stage, admin_client):
    data = drawn_form(admin_client, add_url(fiches, stage))
    stage.retired = True
    stage.save()
    data.update({"title": "Trop tard", "slug": "trop-tard", "summary": "."})
    answer = admin_client.post(add_url(fiches, stage), data)
    assert "a été retiré" in " ".join(errors_of(answer)["__all__"])
    assert not GenericSheetPage.objects.filter(slug="trop-tard").exists()


def test_an_edit_never_changes_the_kind(fiches, stage, admin_client):
    other = factories.kind("Sortie")
    page = factories.sheet(stage)
    post_page(admin_client, page, sheet_kind=other.code)
    assert factories.reload(page).sheet_kind == stage
    assert factories.reload(page).get_latest_revision_as_object().sheet_kind == stage


def test_a_section_left_out_has_no_field(fiches, admin_client):
    bare = factories.kind("Stage", sections=["texte", "contacts"])
    form = admin_client.get(add_url(fiches, bare)).context["form"]
    assert "body" in form.fields and "objectives" not in form.fields and "cover" not in form.fields
    assert "contact_links" in form.formsets and "audiences" not in form.formsets


def test_what_a_section_held_is_kept(stage, admin_client):
    page = factories.sheet(stage, objectives=["Découvrir"], audiences=[{"label": "Élèves de 3e"}])
    stage.sections = ["texte"]
    stage.save()
    assert post_page(admin_client, page, action="publish", title="Stage, modifié").status_code == 302
    page = factories.reload(page)
    assert page.title == "Stage, modifié"
    assert page.objectives == ["Découvrir"]
    assert [row.label for row in page.audiences.all()] == ["Élèves de 3e"]


def test_revisions_compare_with_a_section_left_out(stage, admin_client):
    page = factories.sheet(stage)
    post_page(admin_client, page, title="Autre titre")
    stage.sections = []
    stage.save()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    assert "Autre titre" in admin_client.get(address).content.decode()


def test_the_explorer_names_and_filters_kinds(fiches, stage, admin_client):
    factories.sheet(stage, title="Une semaine au garage")
    factories.sheet(factories.kind("Sortie"), title="Une journée au musée")
    explorer = reverse("wagtailadmin_explore", args=[fiches.pk])
    html = admin_client.get(explorer).content.decode()
    assert "Sortie" in html and "Une journée au musée" in html
    filtered = admin_client.get(explorer, {"sheet_kind": stage.pk}).content.decode()
    assert "Une semaine au garage" in filtered and "Une journée au musée" not in filtered


def test_the_explorer_reads_kinds_together(fiches, stage, admin_client):
    explorer = reverse("wagtailadmin_explore", args=[fiches.pk])
    factories.sheet(stage), factories.sheet(factories.kind("Sortie"))
    with CaptureQueriesContext(connection) as few:
        admin_client.get(explorer)
    for _number in range(4):
        factories.sheet(stage)
    with CaptureQueriesContext(connection) as many:
        admin_client.get(explorer)
    assert kind_queries(many) == kind_queries(few)


def kind_queries(queries):
    return sum('FROM "catalog_sheetkind"' in query["sql"] for query in queries)


def test_a_retired_kind_keeps_its_sheets_and_has_no_new_ones(stage, admin_client, client):
    page, stages = factories.sheet(stage), factories.sheet_list(stage)
    stage.retired = True
    stage.save()
    assert client.get(page.url).status_code == 200
    assert not GenericSheetPage.can_create_at(stages)
    assert post_page(admin_client, page, action="publish", title="Corrigée").status_code == 302
    assert factories.reload(page).title == "Corrigée"


def test_a_sheet_does_not_move_into_the_list_of_another_kind(stage):
    page = factories.sheet(stage)
    assert page.can_move_to(factories.sheet_list(stage))
    assert not page.can_move_to(factories.sheet_list(factories.kind("Sortie")))


def test_a_form_opened_before_a_section_was_ticked_does_not_empty_it(sample_site, admin_client):
    kind = factories.kind(sections=[])
    sheet = factories.sheet(kind, live=False, easy_french="Une phrase.", audiences=[{"label": "Enfants"}])
    opened = drawn_form(admin_client, edit_url(sheet))
    kind.sections = all_sections()
    kind.save()
    opened["title"] = "Autre titre"
    assert admin_client.post(edit_url(sheet), opened).status_code == 302
    draft = factories.reload(sheet).get_latest_revision_as_object()
    assert (draft.title, draft.easy_french, draft.audiences.count()) == ("Autre titre", "Une phrase.", 1)


@pytest.mark.parametrize("own", [True, False])
def test_a_sheet_is_copied_into_the_list_of_its_own_kind_only(sample_site, admin_client, own):
    stage, outing = factories.kind("Stage"), factories.kind("Sortie")
    sheet, place = factories.sheet(stage), factories.sheet_list(stage if own else outing)
    data = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": place.pk}
    admin_client.post(reverse("wagtailadmin_pages:copy", args=[sheet.pk]), data)
    assert GenericSheetPage.objects.filter(slug="copie").exists() == own
