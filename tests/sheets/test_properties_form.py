"""Fields of properties in the edit form: drawn once, kept in drafts, required on publication only."""

from collections import Counter
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from actions.models import ActionPage
from portal.models import User
from tests import factories
from tests.editing import drawn_form, edit_url, errors_of, post_page


@pytest.fixture
def editor(sample_site, client):
    client.force_login(User.objects.create_superuser("redaction", "redaction@passerelles.example", "secret"))
    return client


def draft_of(page):
    return ActionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_each_property_of_the_kind_is_drawn_once(editor):
    factories.prop("Durée"), factories.prop("Lieu", "text", kinds=()), factories.prop("Surface", kinds=["centre"])
    html = editor.get(edit_url(factories.action())).content.decode()
    names = Counter(tag["name"] for tag in BeautifulSoup(html, "html.parser").select("[name^=prop_], [name^=vocab_]"))
    assert names["prop_duree"] == names["prop_lieu"] == 1 and "prop_surface" not in names
    page_terms = [name for name in names if name.startswith("vocab_axe")]
    assert [names[name] for name in page_terms] == [1]


def test_a_draft_does_without_what_publication_asks_for(editor):
    factories.prop("Durée", required=True)
    page = factories.action(live=False)
    assert post_page(editor, page, title="Brouillon").status_code == 302
    refused = post_page(editor, page, "publish")
    assert errors_of(refused) == {"prop_duree": ["Champ requis."]}
    assert not ActionPage.objects.get(pk=page.pk).live


def test_a_value_lives_in_the_draft_until_it_is_published(editor):
    factories.prop("Durée", unit="min")
    page = factories.action()
    post_page(editor, page, "publish", prop_duree="45,5")
    post_page(editor, page, prop_duree="60")
    assert ActionPage.objects.get(pk=page.pk).property_values == {"duree": {"t": "number", "v": 45.5}}
    assert draft_of(page).property_values == {"duree": {"t": "number", "v": 60}}
    assert drawn_form(editor, edit_url(page))["prop_duree"] == "60"


def test_text_in_a_number_is_refused_beside_the_field_and_nothing_is_lost(editor):
    factories.prop("Durée")
    page = factories.action()
    refused = post_page(editor, page, prop_duree="une heure", title="Autre titre")
    assert errors_of(refused) == {"prop_duree": ["Saisissez un nombre."]}
    form = refused.context["form"]
    assert (form["prop_duree"].value(), form["title"].value()) == ("une heure", "Autre titre")


def test_values_of_retired_properties_and_of_other_kinds_are_kept(editor):
    duration, place = factories.prop("Durée"), factories.prop("Lieu", "text")
    page = factories.action()
    post_page(editor, page, "publish", prop_duree="30", prop_lieu="Salle 2")
    duration.retired = True
    duration.save()
    place.every_kind = True
    place.save()
    assert "prop_duree" not in drawn_form(editor, edit_url(page))
    post_page(editor, page, "publish", prop_lieu="")
    assert ActionPage.objects.get(pk=page.pk).property_values == {"duree": {"t": "number", "v": 30}}


def test_a_choice_stands_with_the_properties_and_not_with_the_classification(editor):
    rhythm = factories.vocabulary("rythme", "Rythme", ["Hebdomadaire", "Mensuel"], page_types=[], multiple=False)
    factories.prop("Rythme", "choice", vocabulary=rhythm, required=True)
    page = factories.action(live=False)
    weekly = str(rhythm.terms.get(code="hebdomadaire").pk)
    assert errors_of(post_page(editor, page, "publish")) == {"vocab_rythme": ["Champ requis."]}
    post_page(editor, page, "publish", vocab_rythme=weekly)
    assert [link.term.code for link in ActionPage.objects.get(pk=page.pk).page_terms.all()] == ["hebdomadaire"]
    html = BeautifulSoup(editor.get(edit_url(page)).content.decode(), "html.parser")
    assert len(html.select("[name=vocab_rythme]")) == 1


def test_history_compares_values_in_words(editor):
    factories.prop("Durée", unit="min")
    page = factories.action()
    for value in ("45", "60"):
        post_page(editor, page, "publish", prop_duree=value)
    older, newer = page.revisions.order_by("pk")[1:3]
    html = editor.get(f"/admin/pages/{page.pk}/revisions/compare/{older.pk}...{newer.pk}/").content.decode()
    text = " ".join(BeautifulSoup(html, "html.parser").select_one("main").get_text(" ").split())
    assert "Durée: 45 min 60 min" in text


def test_going_back_to_a_revision_brings_its_values_back(editor):
    factories.prop("Durée")
    page = factories.action()
    for value in ("45,5", "60"):
        post_page(editor, page, "publish", prop_duree=value)
    first = page.revisions.order_by("pk")[1]
    form = drawn_form(editor, f"/admin/pages/{page.pk}/revisions/{first.pk}/revert/")
    assert form["prop_duree"] == "45,5"


def test_a_copy_takes_the_values(editor):
    factories.prop("Durée")
    page = factories.action()
    post_page(editor, page, "publish", prop_duree="45")
    copy = ActionPage.objects.get(pk=page.pk).copy(update_attrs={"slug": "copie", "title": "Copie"})
    assert copy.property_values == {"duree": {"t": "number", "v": 45}}


def test_the_preview_shows_the_value_being_typed(editor):
    factories.prop("Durée", unit="min")
    page = factories.action()
    data = drawn_form(editor, edit_url(page))
    data["prop_duree"] = "75"
    url = f"/admin/pages/{page.pk}/edit/preview/"
    assert editor.post(url, data).json()["is_valid"]
    assert "75 min" in editor.get(url).content.decode().replace("\u00a0", " ")


def test_a_link_whose_record_is_gone_starts_empty_and_the_form_can_be_saved(editor):
    factories.prop("Suite", "page")
    page, other = factories.action(), factories.action("Suite de l’action")
    post_page(editor, page, "publish", prop_suite=str(other.pk))
    other.delete()
    assert drawn_form(editor, edit_url(page)).get("prop_suite", "") == ""
    assert post_page(editor, page, "publish").status_code == 302


@pytest.mark.parametrize("damaged", [{"duree": 3}, {"duree": {"t": "number", "v": "x"}}, {"x": {}}])
def test_a_damaged_revision_opens_and_says_so(editor, damaged):
    factories.prop("Durée")
    page = factories.action()
    revision = page.save_revision()
    revision.content["property_values"] = damaged
    revision.save()
    response = editor.get(edit_url(page))
    assert response.status_code == 200
    assert "n’ont pas pu être lues" in response.content.decode()
    assert post_page(editor, page, "publish", prop_duree="30").status_code == 302
    assert ActionPage.objects.get(pk=page.pk).property_values["duree"] == {"t": "number", "v": 30}


def test_queries_do_not_depend_on_the_number_of_properties(editor, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (3, 30):
        for each in range(number):
            kind = ["number", "text", "date", "page", "document", "contact"][each % 6]
            factories.prop(f"Propriété {number} {each}", kind)
        page = factories.action()
        post_page(editor, page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            editor.get(edit_url(page))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_numbers_are_stored_as_numbers(editor):
    factories.prop("Durée")
    page = factories.action()
    post_page(editor, page, "publish", prop_duree="1 200")
    value = ActionPage.objects.get(pk=page.pk).property_values["duree"]["v"]
    assert (type(value), Decimal(value)) == (int, 1200)


def test_a_form_opened_before_a_property_came_back_does_not_empty_it(editor):
    prop = factories.prop("Durée", retired=True)
    page = factories.action(live=False)
    page.property_values = {"duree": {"t": "number", "v": 30}}
    page.save_revision()
    opened = drawn_form(editor, edit_url(page))
    prop.retired = False
    prop.save()
    editor.post(edit_url(page), opened)
    assert draft_of(page).property_values == {"duree": {"t": "number", "v": 30}}
