"""A database that is held, away or full, a disk without room: 503 in words, nothing half-written, nothing lost."""

import errno
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import InterfaceError, OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from actions.models import ActionPage
from portal.health import Disk, Writing
from portal.models import Document, Image, Rendition
from portal.outages import faults
from portal.outages.files import StoredFiles
from tests.faults import FULL, HELD, fill_the_disk, refusing_database
from tests.portal.media.test_uploads import PDF, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(sample_site, admin_user):
    client = Client(raise_request_exception=False)
    client.force_login(admin_user)
    return client


def stored_files():
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def caused(error, cause):
    error.__cause__ = cause
    return error


def postgres(name):
    return caused(OperationalError("…"), getattr(pytest.importorskip("psycopg.errors"), name)())


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (lambda: OperationalError("database is locked"), faults.HELD),
        (lambda: OperationalError("database table is locked: portal_user"), faults.HELD),
        (lambda: OperationalError("database or disk is full"), faults.FULL),
        (lambda: OperationalError("disk I/O error"), faults.FULL),
        (lambda: OperationalError("unable to open database file"), faults.AWAY),
        (lambda: OperationalError("attempt to write a readonly database"), faults.AWAY),
        (lambda: postgres("LockNotAvailable"), faults.HELD),
        (lambda: postgres("DeadlockDetected"), faults.HELD),
        (lambda: postgres("DiskFull"), faults.FULL),
        (lambda: postgres("TooManyConnections"), faults.AWAY),
        (lambda: postgres("AdminShutdown"), faults.AWAY),
        (
            lambda: caused(OperationalError("…"), pytest.importorskip("psycopg").OperationalError("refused")),
            faults.AWAY,
        ),
        (lambda: InterfaceError("the connection is closed"), faults.AWAY),
        (lambda: OSError(errno.ENOSPC, "…"), faults.FULL),
        (lambda: OSError(errno.EDQUOT, "…"), faults.FULL),
        (lambda: OSError(errno.EROFS, "…"), faults.CLOSED),
        (lambda: PermissionError(errno.EACCES, "…"), faults.CLOSED),
        (lambda: caused(ValueError("…"), OSError(errno.ENOSPC, "…")), faults.FULL),
        (lambda: OperationalError("no such table: x"), None),
        (lambda: postgres("UndefinedTable"), None),
        (lambda: FileNotFoundError(errno.ENOENT, "…"), None),
        (lambda: ValueError("…"), None),
    ],
)
def test_faults_are_told_from_bugs(error, kind):
    assert faults.outage_of(error()) == kind


@pytest.mark.parametrize(("message", "words"), [(HELD, "occupé"), (FULL, "plus de place")])
def test_a_form_is_answered_in_words_and_may_be_sent_again_as_it_was(admin, message, words):
    with refusing_database(message):
        answer = admin.post(reverse("wagtailadmin_account"), {"name_email-first_name": "Zoé « <b> »"})
        added = admin.post("/admin/redirects/add/", {"old_path": "/ancien/", "redirect_link": "https://ville.example/"})
    for each in (answer, added):
        page = each.content.decode()
        assert (each.status_code, each["Retry-After"]) == (503, "30")
        assert words in page and "revenez en arrière" in page and "Recommencer" in page
    assert 'name="name_email-first_name" value="Zoé « &lt;b&gt; »"' in answer.content.decode()


def test_what_holds_a_password_is_not_written_in_the_page(sample_site, admin_user):
    client = Client(raise_request_exception=False)
    with refusing_database():
        answer = client.post(reverse("wagtailadmin_login"), {"username": "admin", "password": "password"})
    assert answer.status_code == 503
    assert "revenez en arrière" in answer.content.decode()
    assert "<form" not in answer.content.decode()


def test_autosave_is_told_the_sentence(admin):
    page = ActionPage.objects.live().first()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    with refusing_database():
        answer = admin.post(address, {"comments-TOTAL_FORMS": 0}, headers={"Accept": "application/json"})
    said = answer.json()
    assert (answer.status_code, said["success"], said["error_code"]) == (503, False, "locked")
    assert "Rien n’a été enregistré" in said["error_message"]


@pytest.mark.parametrize("message", [HELD, FULL])
@pytest.mark.parametrize(
    ("model", "name", "file"),
    [
        (Document, "wagtaildocs:add", lambda: ContentFile(PDF, "note.pdf")),
        (Image, "wagtailimages:add", lambda: ContentFile(picture("png"), "cour.png")),
    ],
)
def test_a_row_that_is_refused_leaves_no_file(admin, message, model, name, file):
    before, rows = stored_files(), model.objects.count()
    collection = 1
    with refusing_database(message, rf"{model._meta.db_table}|wagtailcore_\w*log\w*"):
        answer = admin.post(reverse(name), {"title": "Note", "file": file(), "collection": collection})
    assert (answer.status_code, stored_files(), model.objects.count()) == (503, before, rows)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["wagtaildocs:add_multiple", "wagtailimages:add_multiple"])
def test_a_multiple_upload_leaves_no_file(admin, name):
    before = stored_files()
    file = ContentFile(picture("png"), "cour.png") if "images" in name else ContentFile(PDF, "note.pdf")
    data = {"title": "Note", "files[]": file, "collection": 1}
    with refusing_database(FULL, "portal_image|portal_document|wagtailcore_uploadedfile"):
        answer = admin.post(reverse(name), data, headers={"X-Requested-With": "XMLHttpRequest"})
    assert (answer.status_code, stored_files()) == (503, before)
    assert "plus de place" in answer.json()["error_message"]


@pytest.mark.parametrize(("model", "name"), [(Document, "wagtaildocs:add"), (Image, "wagtailimages:add")])
def test_a_full_disk_leaves_neither_file_nor_row(admin, monkeypatch, model, name):
    before, rows = stored_files(), model.objects.count()
    file = ContentFile(PDF, "note.pdf") if model is Document else ContentFile(picture("png"), "cour.png")
    with monkeypatch.context() as disk:
        fill_the_disk(disk)
        answer = admin.post(reverse(name), {"title": "Note", "file": file, "collection": 1})
    assert (answer.status_code, stored_files(), model.objects.count()) == (503, before, rows)
    assert "plus de place" in answer.content.decode()
    assert "Les fichiers sont à déposer de nouveau" in answer.content.decode()


def test_a_full_disk_leaves_no_piece_of_a_resized_image(sample_site, client, monkeypatch):
    image = Image.objects.create(title="Cour", file=ContentFile(picture("png", size=(900, 700)), "cour.png"))
    page = ActionPage.objects.live().first()
    page.cover = image
    page.save()
    before, rows = stored_files(), Rendition.objects.count()
    with monkeypatch.context() as disk:
        fill_the_disk(disk)
        answer = client.get(page.url)
    assert (answer.status_code, stored_files(), Rendition.objects.count()) == (200, before, rows)


def test_what_another_fault_interrupts_leaves_no_file_either(admin, monkeypatch):
    before = stored_files()

    def refuse(*args, **kwargs):
        raise RuntimeError("a bug")

    monkeypatch.setattr(Document, "save_base", refuse)
    answer = admin.post(
        reverse("wagtaildocs:add"), {"title": "Note", "file": ContentFile(PDF, "n.pdf"), "collection": 1}
    )
    assert (answer.status_code, stored_files()) == (500, before)


def test_a_stored_file_that_a_row_names_is_kept(admin):
    Document.objects.create(title="Note", file=ContentFile(PDF, "note.pdf"))
    name = Document.objects.latest("pk").file.name
    files = StoredFiles()
    files.stored.append((default_storage, name))
    files.discard()
    assert default_storage.exists(name)


def test_a_deletion_is_whole_or_not_at_all(admin):
    page = ActionPage.objects.live().first()
    with refusing_database(FULL, "actions_actionpage"):
        answer = admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert answer.status_code == 503
    assert Page.objects.get(pk=page.pk).live


def test_a_session_that_cannot_be_saved_is_no_bare_500(sample_site, admin_user):
    client = Client(raise_request_exception=False)
    with refusing_database(HELD, "django_session"):
        answer = client.post(reverse("wagtailadmin_login"), {"username": "admin", "password": "password"})
    assert answer.status_code == 503


def test_a_database_that_is_away_is_said_to_visitors(sample_site, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise OperationalError("unable to open database file")

    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(lambda execute, *args: refuse(None)):
        answer = client.get("/glossaire/")
    assert answer.status_code == 503
    assert "Rechargez-la dans une minute" in answer.content.decode()


def test_health_is_red_when_nothing_can_be_written(db):
    Writing().run()
    with refusing_database(HELD), pytest.raises(Exception, match="la base ne peut pas être écrite"):
        Writing().run()


def test_health_is_red_when_a_folder_takes_no_file(monkeypatch):
    def refuse(**options):
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr("portal.health.LEAST_FREE", 0)
    Disk().run()
    monkeypatch.setattr("portal.health.tempfile.TemporaryFile", refuse)
    with pytest.raises(Exception, match="base : rien ne peut y être écrit"):
        Disk().run()


def test_writes_wait_ten_seconds_at_most():
    if connection.vendor == "sqlite":
        assert connection.settings_dict["OPTIONS"]["timeout"] == 10
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("10s",)


def test_the_storage_of_files_is_that_of_every_setting():
    assert type(default_storage._wrapped) is not FileSystemStorage


@pytest.mark.parametrize("template", ["429.html", "500.html", "503.html"])
def test_pages_that_say_a_fault_stand_alone(template):
    """No database, no link that needs one, no sign alone at the beginning of a line."""
    html = render_to_string(template, {"sentence": "Attendez.", "is_reading": True})
    page = BeautifulSoup(html, "html.parser")
    assert page.select_one("main h1").text == page.title.text
    assert " :" not in page.text
