"""Answers in the admin: read in words, what is decided beside the date, and taken out as files."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from openpyxl import load_workbook

from form_pages.models import FormPage
from install.setup.groups import COORDINATION, EDITORS, VALIDATORS
from portal.models import User
from tests.editing import post_page
from tests.form_pages.making import form_page, send
from tests.form_pages.test_sign_ups import sign_up, workshop

pytestmark = pytest.mark.usefixtures("sample_site")

NEED = {"label": "Besoin", "field_type": "dropdown", "choices": "Interprète\nAutre"}
WHICH = {"label": "Lequel", "show_if": "Besoin", "show_if_value": "Autre"}
DAY = {"label": "Jour", "field_type": "date"}
AGREED = {"label": "Accord", "field_type": "checkbox", "required": False}


@pytest.fixture
def reader(client):
    user = User.objects.create_user("lectrice", "lectrice@passerelles.example")
    user.groups.add(Group.objects.get(name="Coordination"))
    client.force_login(user)
    return client


@pytest.fixture
def address(client):
    page = form_page(NEED, WHICH, DAY, AGREED)
    send(client, page, besoin="Interprète", jour="2032-12-08")
    return reverse("wagtailforms:list_submissions", args=[page.pk])


def file_of(reader, address, kind):
    return b"".join(reader.get(address, {"export": kind}).streaming_content)


def test_what_is_answered_is_read_in_words(reader, address):
    [row] = reader.get(address).context["data_rows"]
    assert row["fields"][1:] == ["Interprète", "", "8 décembre 2032", "Non"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_screen_leads_to_the_files(reader, address, kind):
    assert f'href="{address}?export={kind}"' in reader.get(address).content.decode()


def test_a_sign_up_leads_to_its_files_and_to_its_days(reader):
    page = workshop()
    sign_up(reader, page, 0)
    answers = reverse("wagtailforms:list_submissions", args=[page.pk])
    text = reader.get(answers).content.decode()
    assert "?export=xlsx" in text and reverse("day_list", args=[page.slots.get().pk]) in text


def test_a_day_is_a_day_for_a_spreadsheet(reader, address):
    sheet = load_workbook(io.BytesIO(file_of(reader, address, "xlsx"))).active
    assert sheet["D2"].value == date(2032, 12, 8)
    rows = csv.reader(io.StringIO(file_of(reader, address, "csv").decode("utf-8-sig")), delimiter=";")
    assert [row[3] for row in rows] == ["Jour", "2032-12-08"]


def test_slot_and_state_stand_beside_the_date(reader):
    page = workshop()
    sign_up(reader, page, 0)
    context = reader.get(reverse("wagtailforms:list_submissions", args=[page.pk])).context
    assert context["data_rows"][0]["fields"][1:3] == [str(page.slots.get()), "Inscrit"]


@pytest.mark.parametrize("day", ["0001-01-01 00:00", "1899-12-31 23:59", "2201-01-01 00:00"])
def test_a_moment_at_the_ends_of_time_is_refused_and_nobody_who_lists_answers_meets_it(client, day):
    page = form_page({"label": "Moment", "field_type": "datetime"})
    answer = send(client, page, moment=day)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"moment": ["Vérifiez l’année : de 1900 à 2200."]}


def test_a_day_of_another_age_is_refused(client):
    answer = send(client, form_page({"label": "Jour", "field_type": "date"}), jour="0001-01-01")
    assert answer.context["form"].errors == {"jour": ["Vérifiez l’année : de 1900 à 2200."]}


@pytest.mark.parametrize(("group", "readers"), [(EDITORS, [COORDINATION]), (VALIDATORS, [VALIDATORS])])
def test_who_does_not_publish_cannot_give_itself_the_answers_of_a_form_that_was_withdrawn(client, group, readers):
    """Wagtail saves the draft of a page that is not public in its tables, not in a version alone."""
    page = form_page({"label": "Nom"})
    send(client, page, nom="Zibeline")
    page.unpublish()
    user = User.objects.create_user("essai", "essai@passerelles.example")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    post_page(client, page, readers=[str(Group.objects.get(name=group).pk)])
    assert [each.name for each in FormPage.objects.get(pk=page.pk).readers.all()] == readers


def test_without_an_answer_a_draft_names_whom_it_likes(client):
    page = form_page({"label": "Nom"})
    page.unpublish()
    user = User.objects.create_user("essai", "essai@passerelles.example")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    post_page(client, page, readers=[str(Group.objects.get(name=EDITORS).pk)])
    assert [each.name for each in FormPage.objects.get(pk=page.pk).readers.all()] == [EDITORS]
