"""« /f/clas.pdf »: made by the workers, given only as long as it says what its page says."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editions import sheet_files
from editions.models import SheetFile
from editions.sheet_files import make_some
from tests import factories
from tests.editions.making import words_in
from tests.faults import refusing_database

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.fixture
def sheet(monkeypatch):
    page = factories.action("Chorale", summary="On y chante.")
    monkeypatch.setattr(sheet_files, "COMPARED", 200)
    monkeypatch.setattr(sheet_files, "AT_ONCE", 1)
    SheetFile.objects.create(page=page)
    return page


def given(client, page):
    answer = client.get(f"/f/{page.code}.pdf")
    return answer.status_code, words_in(b"".join(answer)) if answer.status_code == 200 else answer.content.decode()


def make(page, monkeypatch=None):
    """Its file alone: making that of the whole sample would take a minute."""
    row = SheetFile.objects.get(page=page)
    sheet_files.look_at(row, page.get_site(), sheet_files.moment_of_site())


def test_until_it_is_made_one_is_told_to_wait(client, sheet):
    answer = client.get(f"/f/{sheet.code}.pdf")
    assert (answer.status_code, "Retry-After" in answer) == (503, True)
    assert "se prépare" in answer.content.decode()


def test_then_it_says_what_the_page_says(client, sheet):
    make(sheet)
    status, words = given(client, sheet)
    assert status == 200
    assert "On y chante." in words


def test_after_a_change_nobody_is_given_the_old_one(client, sheet):
    make(sheet)
    sheet.summary = "On y danse."
    sheet.save_revision().publish()
    assert given(client, sheet)[0] == 503
    make(sheet)
    assert "On y danse." in given(client, sheet)[1]


def test_a_file_that_was_lost_is_made_again(client, sheet):
    make(sheet)
    row = SheetFile.objects.get(page=sheet)
    row.file.storage.delete(row.file.name)
    assert given(client, sheet)[0] == 503
    assert SheetFile.objects.get(page=sheet).is_due
    make(sheet)
    assert given(client, sheet)[0] == 200


def test_a_change_elsewhere_changes_nothing(client, sheet):
    make(sheet)
    factories.action("Théâtre")
    assert given(client, sheet)[0] == 200


def test_a_contact_that_is_no_longer_public_is_not_given(client, sheet):
    from sheets.models import ContactLink

    contact = factories.contact("Direction", public=True)
    sheet.contact_links = [ContactLink(contact=contact)]
    sheet.save_revision().publish()
    make(sheet)
    assert contact.title in given(client, sheet)[1]
    contact.public = False
    contact.save()
    assert given(client, sheet)[0] == 503


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), lambda page: factories.restrict(page.page_ptr)])
def test_that_of_a_page_that_is_not_public_is_found_nowhere(client, sheet, hide):
    make(sheet)
    hide(sheet)
    assert given(client, sheet)[0] == 404


def test_workers_make_a_few_at_a_time_and_forget_those_of_pages_that_went(sheet):
    make_some()
    assert SheetFile.objects.exclude(file="").count() == 1
    make(sheet)
    path = SheetFile.objects.get(page=sheet).file.path
    sheet.unpublish()
    make_some()
    assert not SheetFile.objects.filter(page=sheet).exists()
    assert not Path(path).exists()


def test_the_old_file_goes_once_the_new_one_is_named(sheet):
    make(sheet)
    old = SheetFile.objects.get(page=sheet).file
    sheet.summary = "On y danse."
    sheet.save_revision().publish()
    make(sheet)
    assert not old.storage.exists(old.name)


def test_a_sheet_leads_to_its_file(client, sheet):
    assert f'href="/f/{sheet.code}.pdf"' in client.get(sheet.url).content.decode()


def test_a_sheet_that_cannot_be_set_is_not_tried_again_and_again(sheet, monkeypatch):
    def refuse(folder):
        raise sheet_files.Unsettable([(sheet.code, "glyph")])

    monkeypatch.setattr(sheet_files, "set_apart", refuse)
    make(sheet)
    row = SheetFile.objects.get(page=sheet)
    assert "glyph" in row.refusal
    assert not sheet_files.look_at(row, sheet.get_site(), "une autre fois")


def test_giving_it_writes_nothing(client, sheet):
    make(sheet)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        given(client, sheet)
    assert not [each["sql"] for each in queries if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


# What is due.


def is_due(page):
    return SheetFile.objects.get(page=page).is_due


def test_it_is_due_once_its_page_is_published(sheet):
    make(sheet)
    assert not is_due(sheet)
    sheet.save_revision().publish()
    assert is_due(sheet)


def test_another_page_that_is_published_makes_nothing_due(sheet):
    make(sheet)
    factories.action("Théâtre")
    assert not is_due(sheet)


def test_who_asks_for_one_that_says_something_else_makes_it_due(client, sheet):
    from sheets.models import ContactLink

    contact = factories.contact("Direction", public=True)
    sheet.contact_links = [ContactLink(contact=contact)]
    sheet.save_revision().publish()
    make(sheet)
    contact.title = "Direction générale"
    contact.save()
    assert not is_due(sheet)
    client.get(f"/f/{sheet.code}.pdf")
    assert is_due(sheet)


def test_a_database_that_is_held_makes_one_wait_no_longer(client, sheet):
    make(sheet)
    sheet.summary = "On y danse."
    sheet.save_revision().publish()
    with refusing_database():
        assert given(client, sheet)[0] == 503


def test_a_round_finds_those_that_nobody_asked_for(sheet):
    from sheets.models import ContactLink

    contact = factories.contact("Direction", public=True)
    sheet.contact_links = [ContactLink(contact=contact)]
    sheet.save_revision().publish()
    make(sheet)
    sheet_files.look_again()
    assert not is_due(sheet)
    contact.title = "Direction générale"
    contact.save()
    sheet_files.look_again()
    assert is_due(sheet)
