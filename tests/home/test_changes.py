"""« Ce qui a changé »: one line per publication that an editor explained, of public pages only."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from actions.models import ActionPage
from home.models import Change, HomePage
from tests import factories

NOTE = "Les horaires du mercredi ont changé."


@pytest.fixture
def sheet(sample_site):
    return ActionPage.objects.get(code="fiche-26")


def publish(page, note):
    page.change_note = note
    page.save_revision().publish()


def notes(page):
    return list(page.changes.values_list("note", flat=True))


def test_a_note_is_kept_when_it_is_published(sheet):
    publish(sheet, NOTE)
    assert notes(sheet) == [NOTE]


def test_a_draft_says_nothing(sheet):
    sheet.change_note = NOTE
    sheet.save_revision()
    assert notes(sheet) == []


@pytest.mark.parametrize("note", ["", "   "])
def test_without_a_note_there_is_no_line(sheet, note):
    publish(sheet, note)
    assert notes(sheet) == []


def test_the_same_note_twice_is_one_change(sheet):
    for _time in range(2):
        publish(sheet, NOTE)
    assert notes(sheet) == [NOTE]


def test_another_note_is_another_change_the_latest_first(sheet):
    publish(sheet, NOTE)
    publish(sheet, "Le lieu a changé.")
    assert notes(sheet) == ["Le lieu a changé.", NOTE]


def test_a_page_merely_scheduled_has_not_changed(sheet):
    sheet.go_live_at = timezone.now() + timedelta(hours=1)
    publish(sheet, NOTE)
    assert notes(sheet) == []


def test_a_first_publication_is_said_to_be_new(sample_site):
    page = factories.action(change_note="La fiche est en ligne.")
    assert [change.is_new for change in page.changes.all()] == [True]


def test_a_later_one_is_not(sheet):
    publish(sheet, NOTE)
    assert [change.is_new for change in sheet.changes.all()] == [False]


def test_the_home_page_shows_as_many_as_it_was_told(sample_site, client):
    for number in range(6):
        factories.action(title=f"Nouveauté {number}", change_note=f"Ligne numéro {number}.")
    home = HomePage.objects.get()
    for count in (4, 2, 0):
        home.news_count = count
        home.save_revision().publish()
        html = client.get("/").content.decode()
        assert [number for number in range(6) if f"Ligne numéro {number}." in html] == list(range(6 - count, 6))


def test_the_page_of_changes_shows_them_all(sample_site, client):
    html = " ".join(client.get("/changements/").content.decode().split())  # no-break spaces become spaces
    assert [change.note for change in Change.objects.all() if escape(change.note) not in html] == []
    assert Change.objects.count() == 4
