"""Two tabs, a worker and a tab: what one of them has gone on with, the other does not do again."""

import pytest
from django.db import OperationalError

from directory.models import Organization
from jobs.models import Job
from portal.outages import pressed_twice
from spreadsheets import uploads, work
from spreadsheets.admin import upload_views
from spreadsheets.models import Upload
from spreadsheets.tables.registry import table_named
from tests.faults import refusing_database
from tests.jobs.doing import again, do_all
from tests.spreadsheets.conftest import dropped

ROWS = [["Nom", "Sigle"], ["Amicale du phare", "ADP"]]
State = Upload.State


@pytest.fixture
def table(librarian):
    return table_named("organisations")


@pytest.fixture
def upload(table, librarian):
    return drop(table, librarian)


def drop(table, user):
    upload, grid = uploads.receive(table, dropped(ROWS), user)
    work.check(upload, table, grid)
    return upload


def read(upload):
    """As another tab has it."""
    return Upload.objects.select_related("job").get(pk=upload.pk)


def test_two_tabs_that_apply_a_file_apply_it_once(upload, table):
    other = read(upload)
    work.apply(upload, table, publish=False)
    with pytest.raises(work.Faster):
        work.apply(other, table, publish=False)
    assert Organization.objects.filter(name="Amicale du phare").count() == 1


def test_two_tabs_that_ask_for_a_job_ask_for_one(upload, table, monkeypatch):
    monkeypatch.setattr(work, "MANY", 0)
    other = read(upload)
    work.apply(upload, table, publish=False)
    with pytest.raises(work.Faster):
        work.apply(other, table, publish=False)
    assert Job.objects.count() == 1


def test_the_tab_that_comes_late_is_told(client, librarian, upload, monkeypatch):
    client.force_login(librarian)

    def faster(*args, **kwargs):
        raise work.Faster

    monkeypatch.setattr(upload_views.work, "apply", faster)
    page = client.post(f"/admin/tableurs/depots/{upload.pk}/", {"do": "apply"}, follow=True)
    assert "Un autre onglet" in page.content.decode()


def test_what_was_applied_is_not_read_again_by_another_tab(upload, table, librarian):
    other, grid = read(upload), uploads.read(upload.file.path)
    work.apply(upload, table, publish=False)
    with pytest.raises(work.Faster):
        work.check(other, table, grid)
    assert read(upload).state == State.DONE


def test_a_job_that_another_took_the_place_of_changes_nothing(table, librarian, monkeypatch):
    """Columns were chosen again while the first look through went on."""
    monkeypatch.setattr(work, "MANY", 0)
    upload = drop(table, librarian)
    first = upload.job
    Upload.objects.filter(pk=upload.pk).update(job=Job.objects.create(kind=work.CHECK, title="Lire", by=librarian))
    do_all()
    assert (again(first).state, read(upload).state, read(upload).preview) == ("failed", State.CHECKING, {})


def test_a_file_forgotten_meanwhile_does_not_come_back(upload):
    other = read(upload)
    assert upload.forget()
    assert not other.step(State.DONE)
    assert not Upload.objects.exists()


def test_a_file_that_is_applied_is_not_forgotten(upload, table):
    other = read(upload)
    work.apply(upload, table, publish=False)
    assert not other.forget()
    assert Upload.objects.exists()


def test_a_fault_while_one_waits_leaves_the_file_to_be_applied(upload, table, monkeypatch):
    def fails(*args):
        raise ZeroDivisionError

    monkeypatch.setattr(uploads, "apply", fails)
    with pytest.raises(ZeroDivisionError):
        work.apply(upload, table, publish=False)
    assert read(upload).state == State.READY


def test_a_server_stopped_while_one_waited_lets_one_go_on(client, librarian, upload):
    client.force_login(librarian)
    address = f"/admin/tableurs/depots/{upload.pk}/"
    Upload.objects.update(state=State.APPLYING)
    client.post(address, {"do": "again"})
    assert read(upload).state == State.APPLYING  # somebody may be at it
    Upload.objects.update(touched=upload.touched - 2 * pressed_twice.LONGEST)
    client.post(address, {"do": "again"})
    assert read(upload).state == State.READY


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(pressed_twice, "PATIENCE", 0)


@pytest.mark.parametrize("asked", ["apply", "look"])
def test_a_second_press_while_the_first_one_writes_says_so(asked, client, librarian, upload, hurried):
    client.force_login(librarian)
    address = f"/admin/tableurs/depots/{upload.pk}/"
    Upload.objects.update(state=State.APPLYING)
    shown = client.post(address, {"do": asked}, follow=True).content.decode()
    assert "encore quelques secondes" in shown
    assert "Voir l’avancement" not in shown
    assert "Actualiser" in shown


def test_a_second_press_shows_what_the_first_one_wrote(client, librarian, upload, monkeypatch):
    client.force_login(librarian)
    Upload.objects.update(state=State.APPLYING)
    done = {"written": 1, "drafted": [], "partly": [], "refused": [], "left": []}
    monkeypatch.setattr(
        pressed_twice.time, "sleep", lambda seconds: Upload.objects.update(state=State.DONE, result=done)
    )
    shown = client.post(f"/admin/tableurs/depots/{upload.pk}/", {"do": "apply"}, follow=True).content.decode()
    assert "1 ligne est écrite." in shown


def test_a_name_that_went_since_the_preview_is_told(table, librarian, sample_site):
    Organization.objects.create(name="Le Scaphandre", code="scaphandre")
    above = Organization.objects.create(name="La Nef", code="la-nef")
    preview = uploads.check(table, *_lines([["Code", "Dépend de"], ["scaphandre", "la-nef"]], table), None, work_of())
    above.delete()
    result = uploads.apply(table_named("organisations"), preview, None, False, work_of())
    assert (result["written"], "la-nef" in result["refused"][0][2]) == (0, True)


def test_whose_right_to_add_went_since_the_preview_adds_nothing(upload, table, librarian):
    preview = upload.preview
    librarian.groups.clear()
    result = uploads.apply(table, preview, type(librarian).objects.get(pk=librarian.pk), False, work_of())
    assert (result["written"], "droit" in result["refused"][0][2]) == (0, True)


def test_a_database_that_is_held_is_no_fault_of_a_line(upload, table):
    with refusing_database(table="directory_organization"), pytest.raises(OperationalError):
        work.apply(upload, table, publish=False)


def work_of():
    return uploads.AtOnce()


def _lines(rows, table):
    grid = {"rows": rows, "numbers": [1, 2], "refused": [], "sheet": "", "sheets": []}
    return grid, uploads.propose(table, rows[0])
