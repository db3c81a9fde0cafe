"""« Ce qui a changé »: one line per publication that an editor explained, of public pages only."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from django.utils.html import escape

from actions.models import ActionPage
from home.models import Change, HomePage, Withdrawal
from home.months import MOST_LINES
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


# By month.


def read(client, address="/changements/"):
    return " ".join(client.get(address).content.decode().split())


def titles(client, address="/changements/rss/"):
    feed = ElementTree.fromstring(client.get(address).content)  # noqa: S314 - our own feed
    return [item.findtext("title") for item in feed.iter("item")]


def at(day):
    return timezone.make_aware(datetime.fromisoformat(day))


@pytest.fixture
def last_year(sheet):
    """One change in June, one in May; all the rest is of today."""
    for day, note in (("2025-06-02", "Le lieu a changé."), ("2025-05-31 23:30", NOTE)):
        Change.objects.create(page=sheet, note=note, date=at(day))


def test_each_month_has_its_page(last_year, client):
    assert NOTE in read(client, "/changements/2025/5/")
    assert "Le lieu a changé." not in read(client, "/changements/2025/5/")
    assert NOTE not in read(client)
    assert 'href="/changements/2025/6/"' in read(client)


@pytest.mark.parametrize("address", ["2025/4/", "2025/13/", "0/0/", "99999999999999999999/1/", "2025/"])
def test_a_month_without_changes_is_no_page(last_year, client, address):
    assert client.get(f"/changements/{address}").status_code == 404


def test_months_are_in_the_sitemap(last_year, client):
    assert "/changements/2025/5/</loc>" in read(client, "/sitemap.xml")


def test_a_sheet_is_new_whatever_its_editor_says_of_it(sample_site, client):
    page = factories.action(title="Zibeline")
    assert f'<a href="{page.get_url()}">Zibeline</a>' in read(client)
    assert titles(client)[0] == "Zibeline"


def test_an_ordinary_page_is_no_news(sample_site, client):
    assert "Aide</a></h3>" not in read(client)


def test_a_withdrawn_page_leaves_a_number_and_not_its_title(sheet, client):
    sheet.unpublish()
    assert "1 page retirée" in read(client)
    assert sheet.title not in read(client) and sheet.get_url() not in read(client)
    assert titles(client)[0] == "1 page retirée"


def test_so_does_one_that_is_deleted(sheet, client):
    ActionPage.objects.get(pk=sheet.pk).delete()
    ActionPage.objects.get(code="fiche-06").delete()
    assert "2 pages retirées" in read(client)


def test_a_page_that_comes_back_was_not_withdrawn(sheet, client):
    sheet.unpublish()
    sheet.save_revision().publish()
    assert "retirée</p>" not in read(client)


def test_nothing_is_said_of_a_page_that_nobody_could_read(sheet):
    factories.restrict(sheet.page_ptr)
    sheet.unpublish()
    assert not Withdrawal.objects.exists()


def test_a_long_month_has_pages(sheet, client):
    Change.objects.bulk_create(
        Change(page=sheet, note=f"Ligne {number}.", date=at("2025-05-02")) for number in range(MOST_LINES + 1)
    )
    assert read(client, "/changements/2025/5/").count("Ligne ") == MOST_LINES
    assert read(client, "/changements/2025/5/?page=2").count("Ligne ") == 1
    assert client.get("/changements/2025/5/?page=zz").status_code == 200


def test_a_feed_reader_is_told_of_them(sheet, client):
    assert 'type="application/rss+xml"' in read(client)
    assert client.get("/changements/rss/")["Content-Type"] == "application/rss+xml; charset=utf-8"
