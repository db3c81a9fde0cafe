"""Who comes: on paper, on the screen of answers and in its exports, for those who read the answers."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from form_pages.models import FormPage, SignUp
from portal.models import User
from tests.form_pages.test_sign_ups import link_of, sign_up, workshop

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.fixture
def page(client):
    page = workshop(places=2, readers=[Group.objects.get(name="Éditeurs")])
    for number in range(4):
        sign_up(client, page, number)
    client.post(link_of(0))
    reader = User.objects.create_user("lectrice", "lectrice@passerelles.example")
    reader.groups.add(Group.objects.get(name="Éditeurs"))
    client.force_login(reader)
    return page


def test_those_who_come_then_those_who_wait_and_not_who_cancelled(client, page):
    text = client.get(reverse("day_list", args=[page.slots.get().pk])).content.decode()
    assert "Personne 0" not in text
    assert text.index("Personne 1") < text.index("Personne 2") < text.index("Personne 3")
    assert text.count("En attente d’une place") == 1 and text.count('class="box"') == 3


def test_the_screen_of_answers_leads_to_each_day(client, page):
    slot = page.slots.get()
    text = client.get(reverse("wagtailforms:list_submissions", args=[page.pk])).content.decode()
    assert f'href="{reverse("day_list", args=[slot.pk])}"' in text
    assert "Annulé" in text and "En attente d’une place" in text


def test_the_exports_say_slot_and_state(client, page):
    address = reverse("wagtailforms:list_submissions", args=[page.pk])
    text = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["État"] for row in rows] == ["Annulé", "Inscrit", "Inscrit", "En attente d’une place"]
    assert {row["Créneau"] for row in rows} == {str(page.slots.get())}
    book = load_workbook(io.BytesIO(b"".join(client.get(address, {"export": "xlsx"}).streaming_content)))
    assert [cell.value for cell in book.active[1]][1:3] == ["Créneau", "État"]


def test_nobody_else_reads_it(client, page):
    address = reverse("day_list", args=[page.slots.get().pk])
    page.readers.clear()
    page.save()
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_a_sign_up_without_a_slot_to_come_says_so_and_takes_nothing(client, page):
    page.slots.update(starts=timezone.now() - timedelta(hours=1))
    assert "Aucun créneau n’est à venir" in client.get(page.get_url()).content.decode()
    client.post(reverse("form_answer", args=[page.code]), {"votre_nom": "x", "votre_courriel": "x@ecole.example"})
    assert SignUp.objects.count() == 4


def test_a_slot_of_a_draft_begun_before_it_was_public_is_the_one_people_signed_up_for(client, page):
    draft = page.get_latest_revision_as_object()
    [slot] = draft.slots.all()
    slot.pk, slot.place = None, "Salle 9"
    draft.slots = [slot]
    first = draft.save_revision()
    draft.title = "Autre titre"
    second = draft.save_revision()
    first.publish()
    key = FormPage.objects.get(pk=page.pk).slots.get().pk
    sign_up(client, FormPage.objects.get(pk=page.pk), 9)
    second.publish()
    assert FormPage.objects.get(pk=page.pk).slots.get().pk == key
    assert SignUp.objects.get(email="p9@ecole.example").slot_id == key
