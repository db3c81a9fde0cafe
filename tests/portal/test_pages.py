"""Every page has a code of its own, for good; copies get another one, and leave the number behind."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from actions.models import ActionIndexPage, ActionPage
from portal.pages import BasePage, icon_problems, page_models, type_of
from resources.models import ResourcePage
from sheets.index import IndexPage
from tests import factories
from tests.editing import errors_of, post_form, post_page


@pytest.fixture
def sheet(sample_site):
    return ActionPage.objects.get(code="fiche-26")


def copy(page, **options):
    options = {"update_attrs": {"slug": "copie", "title": "Copie"}, **options}
    return ActionPage.objects.get(pk=page.copy(**options).pk)


def test_a_code_comes_from_the_address(sample_site):
    assert factories.action(slug="un-atelier").code == "un-atelier"


def test_a_taken_code_gets_a_number(sample_site):
    """Codes are one namespace for all types: short links rely on it."""
    assert factories.resource(slug="fiche-26").code == "fiche-26-2"


def test_a_taken_code_is_refused_in_a_form(sample_site):
    page = ResourcePage(title="Autre", code="fiche-26", summary="x")
    with pytest.raises(ValidationError, match="déjà pris"):
        page.clean()


def test_a_code_does_not_change_with_the_address(sheet):
    sheet.slug = "nouvelle-adresse"
    sheet.save_revision().publish()
    assert ActionPage.objects.get(pk=sheet.pk).code == "fiche-26"


def test_a_code_does_not_change_by_hand_nor_by_a_revision(sheet):
    sheet.code = "autre"
    revision = sheet.save_revision()
    assert revision.as_object().code == "fiche-26"
    revision.publish()
    sheet.save()
    assert ActionPage.objects.get(pk=sheet.pk).code == "fiche-26"


def test_an_old_revision_does_not_bring_a_code_back(sheet):
    revision = sheet.save_revision()
    content = {**revision.content, "code": "ancien"}
    type(revision).objects.filter(pk=revision.pk).update(content=content)
    type(revision).objects.get(pk=revision.pk).publish()
    assert ActionPage.objects.get(pk=sheet.pk).code == "fiche-26"


@pytest.mark.parametrize("copy_revisions", [True, False])
def test_a_copy_has_its_own_code_and_no_number(sheet, copy_revisions):
    made = copy(sheet, copy_revisions=copy_revisions)
    assert made.code == "copie"
    assert made.number is None
    assert made.change_note == ""
    assert made.get_latest_revision_as_object().code == "copie"


def test_a_copy_is_published_without_taking_the_number_back(sheet):
    made = copy(sheet, keep_live=False)
    made.get_latest_revision_as_object().save_revision().publish()
    made = ActionPage.objects.get(pk=made.pk)
    assert (made.live, made.code, made.number) == (True, "copie", None)
    assert ActionPage.objects.get(number=26).pk == sheet.pk


def test_a_number_is_unique(sheet):
    with pytest.raises(ValidationError, match="numéro|existe"):
        ActionPage(title="Autre", summary="x", number=26, path="x", depth=4).full_clean()


def test_short_links_follow_the_page(sheet, client, django_capture_on_commit_callbacks):
    assert client.get("/f/fiche-26")["Location"] == "/actions/fiche-26/"
    with django_capture_on_commit_callbacks(execute=True):
        sheet.slug = "baisers"
        sheet.save_revision().publish()
    assert client.get("/f/fiche-26/")["Location"] == "/actions/baisers/"
    assert client.get("/f/inconnue").status_code == 404


def test_a_renamed_page_redirects_from_its_old_address(sheet, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sheet.slug = "baisers"
        sheet.save_revision().publish()
    answer = client.get("/actions/fiche-26/")
    assert (answer.status_code, answer["Location"]) == (301, "/actions/baisers/")


def test_a_renamed_section_redirects_its_sheets(sample_site, client, django_capture_on_commit_callbacks):
    index = ActionIndexPage.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        index.slug = "nos-actions"
        index.save_revision().publish()
    assert client.get("/actions/fiche-26/")["Location"] == "/nos-actions/fiche-26/"


@pytest.fixture
def sent(sample_site, admin_client):
    """The form of a new sheet of the livret, with its title and its slug, as a draft; the page made, or the answer."""
    index = ResourcePage.objects.first().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["resources", "resourcepage", index.pk])

    def send_page(title, slug=""):
        answer = post_form(admin_client, address, title=title, slug=slug, summary="Une phrase.")
        return index.get_children().order_by("-pk").first() if answer.status_code == 302 else answer

    return send_page


@pytest.mark.parametrize(
    ("title", "slug"), [("Œuvre d’été", "oeuvre-dete"), ("🎉", "ressource"), ("é" * 255, "e" * 240)]
)
def test_a_page_sent_without_slug_takes_one_from_its_title(sent, title, slug):
    assert sent(title).slug == slug


def test_a_slug_that_nobody_chose_takes_a_number_when_it_is_taken(sent):
    assert [sent("Halte garderie", "halte-garderie").slug for _twice in range(2)] == [
        "halte-garderie",
        "halte-garderie-2",
    ]


def test_a_slug_that_was_chosen_and_is_taken_is_said(sent):
    sent("Halte garderie", "garderie")
    assert "slug" in errors_of(sent("Garder les enfants", "garderie"))


def test_a_page_whose_slug_is_emptied_takes_it_again_from_its_title(sent, admin_client):
    page = sent("Halte garderie", "garderie")
    post_page(admin_client, page, slug="")
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().slug == "halte-garderie"


def new_type(base, **said):
    """A page class as an app to come would write it, left out of the registry."""
    return type("NewPage", (base,), {"__module__": "tests", "Meta": type("Meta", (), {"abstract": True}), **said})


def test_a_type_of_page_without_a_drawing_is_an_error_of_the_checks():
    assert [problem.id for problem in icon_problems(new_type(IndexPage))] == ["portal.E001"]
    assert [problem.id for problem in icon_problems(new_type(IndexPage, page_icon="sapin"))] == ["portal.E002"]
    assert not [*icon_problems(new_type(IndexPage, page_icon="book"))]


def test_each_type_asks_for_its_own_drawing():
    assert not [problem for model in page_models() for problem in model.check() if problem.id.startswith("portal.")]


def test_a_new_list_is_in_the_foot_of_the_pages_by_itself():
    assert new_type(IndexPage).is_section and not new_type(BasePage).is_section


def test_a_page_that_is_none_of_ours_answers_as_the_least_of_ours(sample_site):
    assert type_of(Page.objects.get(slug="livret")).page_icon == "book"
    assert type_of(Page.get_first_root_node()).page_icon == "file"
