"""A row that was added and not filled in: as if it were not there, for a draft, for autosave and for publication."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import querydict_from_html

from catalog.models import Vocabulary
from portal.inputs.rows import SpareRowsFormSet
from tests import factories
from tests.editing import drawn_form, drawn_record, edit_url, errors_of, send


def add_rows(client, url, data):
    """One row more in each list, as the browser adds it: the empty form of the screen, and its place."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    for template in page.select("template[id$=EMPTY_FORM_TEMPLATE]"):
        prefix = template["id"].removeprefix("id_").removesuffix("-EMPTY_FORM_TEMPLATE")
        index = int(data[f"{prefix}-TOTAL_FORMS"])
        empty = template.decode_contents().replace("__prefix__", str(index))
        data.update(querydict_from_html(f"<form>{empty}</form>"))
        data[f"{prefix}-{index}-ORDER"] = data[f"{prefix}-TOTAL_FORMS"] = str(index + 1)
    return data


def form_with_spare_rows(client, url):
    return add_rows(client, url, drawn_form(client, url))


def row_counts(page):
    found = factories.reload(page).get_latest_revision_as_object()
    names = ("audiences", "organization_links", "contact_links", "document_links", "sheet_links", "rollout_rows")
    return {name: getattr(found, name).count() for name in names}


def autosave(client, url, data):
    return client.post(url, dict(data.lists()), headers={"Accept": "application/json"})


@pytest.fixture
def page(sample_site):
    return factories.action(audiences=[{"label": "Enfants"}])


def test_every_list_of_rows_of_a_page_lets_spare_rows_be(sample_site):
    for model in get_page_models():
        formsets = model.get_edit_handler().get_form_class().formsets
        own = {name: each for name, each in formsets.items() if name != "comments"}
        assert [name for name, each in own.items() if not issubclass(each, SpareRowsFormSet)] == []


@pytest.mark.parametrize("action", ["", "publish"])
def test_spare_rows_are_not_stored(page, admin_client, action):
    before, data = row_counts(page), form_with_spare_rows(admin_client, edit_url(page))
    data["title"] = "Un autre titre"
    if action:
        data[f"action-{action}"] = "1"
    assert send(admin_client, edit_url(page), data).status_code == 302
    assert row_counts(page) == before
    assert factories.reload(page).get_latest_revision_as_object().title == "Un autre titre"


def test_autosave_goes_on_with_spare_rows_however_often(page, admin_client):
    before, data = row_counts(page), form_with_spare_rows(admin_client, edit_url(page))
    for title in ("Premier", "Deuxième"):
        data["title"] = title
        answer = autosave(admin_client, edit_url(page), data).json()
        assert answer["success"] is True, answer
        data.update(dict.fromkeys(answer["field_updates"], ""))
        for name, value in answer["field_updates"].items():
            data[name] = value
        data["overwrite_revision_id"] = str(answer["revision_id"])
        assert row_counts(page) == before


def test_a_spare_row_filled_in_after_an_autosave_is_stored(page, admin_client):
    data = form_with_spare_rows(admin_client, edit_url(page))
    answer = autosave(admin_client, edit_url(page), data).json()
    for name, value in answer["field_updates"].items():
        data[name] = value
    data["overwrite_revision_id"] = str(answer["revision_id"])
    data["organization_links-0-label"] = "Les voisins"
    assert autosave(admin_client, edit_url(page), data).json()["success"] is True
    (link,) = factories.reload(page).get_latest_revision_as_object().organization_links.all()
    assert link.label == "Les voisins"


def test_a_row_half_filled_in_is_refused(page, admin_client):
    data = form_with_spare_rows(admin_client, edit_url(page))
    data["document_links-0-url"], data["action-publish"] = "https://passerelles.example/", "1"
    answer = send(admin_client, edit_url(page), data)
    assert "label" in answer.context["form"].formsets["document_links"].errors[0]


def test_a_stored_row_that_is_emptied_is_refused(page, admin_client):
    data = drawn_form(admin_client, edit_url(page))
    data["audiences-0-label"], data["action-publish"] = "", "1"
    answer = send(admin_client, edit_url(page), data)
    assert "label" in answer.context["form"].formsets["audiences"].errors[0]


def test_a_form_refused_for_another_reason_shows_its_spare_rows_again_without_a_word(page, admin_client):
    data = form_with_spare_rows(admin_client, edit_url(page))
    data["title"] = ""
    answer = send(admin_client, edit_url(page), data)
    assert set(errors_of(answer)) == {"title"}
    assert "organization_links-0-label" in answer.content.decode()
    assert answer.context["form"].formsets["organization_links"].forms[0].errors == {}


def test_a_spare_term_keeps_no_vocabulary_from_being_saved(sample_site, admin_client):
    vocabulary = factories.vocabulary(terms=["Arabe", "Turc"])
    url = reverse("vocabulaires:edit", args=[vocabulary.pk])
    data = add_rows(admin_client, url, drawn_record(admin_client, url))
    answer = send(admin_client, url, data)
    assert answer.status_code == 302
    assert Vocabulary.objects.get(pk=vocabulary.pk).terms.count() == 2
