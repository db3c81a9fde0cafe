"""A booklet read and written by a worker."""

import pytest
from django.core.files.base import ContentFile, File

from actions.models import ActionPage
from imports import kinds
from imports.batches import mapping_text, start_reading, start_writing
from imports.booklets import reading
from imports.booklets.mapping import load_mapping
from imports.models import Batch
from jobs import queue
from jobs.apart import Illegible
from tests.imports.booklets.making import DATA
from tests.imports.making import accept_all, actions, batch_of, read
from tests.jobs.doing import again, do_all


@pytest.fixture
def open_booklet():
    with (DATA / "livret.md").open("rb") as file:
        yield File(file, "livret.md")


def test_a_booklet_is_read_into_rows(sample_site, admin_user, open_booklet):
    batch = start_reading(open_booklet, "Livret 2026", mapping_text("cite-educative"), actions(), admin_user)
    do_all()
    job = again(batch.job)
    assert (job.state, job.result) == ("done", {"batch": batch.pk, "sheets": 3, "unplaced": job.result["unplaced"]})
    assert list(batch.sheets.values_list("position", "number", "state", "decision")) == [
        (1, 1, "read", "waiting"),
        (2, 2, "read", "waiting"),
        (3, 4, "read", "waiting"),
    ]
    batch.refresh_from_db()
    assert batch.report["document"]["format"] == "md"
    assert "sheets" not in batch.report


def test_a_file_that_cannot_be_read_says_so(sample_site, admin_user):
    file = ContentFile(b"PK\x03\x04 truncated", "livret.docx")
    batch = start_reading(file, "Livret", mapping_text("cite-educative"), actions(), admin_user)
    do_all()
    job = again(batch.job)
    assert (job.state, "abîmé" in job.message, batch.sheets.count()) == ("failed", True, 0)


def test_read_again_after_its_process_went_it_keeps_what_was_decided(sample_site, admin_user, open_booklet):
    batch = start_reading(open_booklet, "Livret 2026", mapping_text("cite-educative"), actions(), admin_user)
    do_all()
    accept_all(batch)
    queue.again(again(batch.job))
    do_all()
    assert (again(batch.job).state, set(batch.sheets.values_list("decision", flat=True))) == ("done", {"accepted"})


def test_accepted_sheets_are_written_and_counted(sample_site, admin_user):
    batch = batch_of(read(), read("Chorale", 902), read("", 903), read("Piscine", 904), user=admin_user)
    accept_all(batch)
    batch.sheets.filter(number=904).update(decision="skipped")
    start_writing(batch, admin_user)
    do_all()
    job = again(batch.job)
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert job.result == {"batch": batch.pk, "read": 1, "written": 2, "refused": 1, "undone": 0}
    assert not ActionPage.objects.filter(number=904).exists()


def test_a_batch_deleted_meanwhile_is_said(sample_site, admin_user):
    batch = start_writing(batch_of(read(), user=admin_user), admin_user)
    Batch.objects.all().delete()
    do_all()
    assert "n’existe plus" in again(batch.job).message


def test_one_that_is_forgotten_while_it_is_read_says_so(sample_site, admin_user, open_booklet, monkeypatch):
    batch = start_reading(open_booklet, "Livret 2026", mapping_text("cite-educative"), actions(), admin_user)
    read_whole = kinds.read_file

    def slowly(*given):
        report = read_whole(*given)
        Batch.objects.get().delete()
        return report

    monkeypatch.setattr(kinds, "read_file", slowly)
    do_all()
    job = again(batch.job)
    assert (job.state, "n’existe plus" in job.message) == ("failed", True)


def test_one_that_is_forgotten_while_it_is_written_is_no_fault(sample_site, admin_user, monkeypatch):
    batch = batch_of(read(), read("Chorale", 902), user=admin_user)
    accept_all(batch)
    start_writing(batch, admin_user)
    monkeypatch.setattr(kinds, "let_others_write", lambda: Batch.objects.filter(pk=batch.pk).delete())
    do_all()
    assert again(batch.job).state == "done"


def test_a_booklet_of_too_many_sheets_says_what_to_do(monkeypatch):
    monkeypatch.setattr(reading, "MOST_SHEETS", 2)
    with pytest.raises(Illegible, match="importez-en 2 à la fois"):
        reading.read_booklet(DATA / "livret.md", load_mapping("cite-educative").to_json())
