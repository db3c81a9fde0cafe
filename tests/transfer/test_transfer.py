"""A site leaves in one folder and comes back the same, or not at all."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Comment

from actions.models import ActionPage
from directory.models import Organization
from directory.models.documents import ReferenceVersion
from editions.models import Edition, Issue
from letters.models import Subscription
from portal.models import Document, Image, User
from tests import factories
from tests.portal.media.test_uploads import picture
from transfer import reading, writing
from transfer.files import MANIFEST, ROWS, is_inside
from transfer.tables import KEPT_OUT, MADE_AGAIN, OF_EACH_INSTALL, all_tables, travelling

LONG_AGO = datetime(2020, 3, 1, 8, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def site(sample_site):
    """The sample, with a draft, a private page, an account, a subscriber."""
    page = factories.action("Zibeline")
    page.title = "Zibeline, autrement"
    page.save_revision()
    factories.restrict(factories.action("Privée"), "password", password="sesame-de-page")
    User.objects.create_superuser("admin", "admin@passerelles.example", "un mot de passe")
    Subscription.objects.create(email="accueil@structure.example")
    with_files(page)
    return page


def with_files(page):
    """An image and a remark of long ago, and two files of one name, of two storages."""
    image = Image.objects.create(title="Verger", file=ContentFile(picture("png", size=(90, 60)), "verger.png"))
    Image.objects.filter(pk=image.pk).update(created_at=LONG_AGO)
    Document.objects.filter(pk=factories.document().pk).update(created_at=LONG_AGO)
    remark = Comment.objects.create(page=page, user=User.objects.get(), contentpath="title", text="À revoir")
    Comment.objects.filter(pk=remark.pk).update(created_at=LONG_AGO, updated_at=LONG_AGO)
    issue = Issue(edition=Edition.objects.order_by("pk")[0], day=date(2026, 11, 1), state=Issue.State.PUBLISHED)
    name = f"livret-{uuid4().hex}.pdf"
    issue.file.save(name, ContentFile(b"%PDF-1.7 le livret"))
    version = ReferenceVersion.objects.order_by("pk")[0]
    version.file.save(name, ContentFile("%PDF-1.7 le document de référence".encode()))


@pytest.fixture
def folder(site, tmp_path):
    writing.export(tmp_path / "site")
    return tmp_path / "site"


def rows(folder, label):
    return [json.loads(line) for line in (folder / ROWS / f"{label}.jsonl").read_text("utf-8").splitlines()]


def texts(folder):
    return {path.name: path.read_text("utf-8") for path in (folder / ROWS).iterdir()}


def without_a_site():
    reading._empty()


def manifest_of(folder):
    return json.loads((folder / MANIFEST).read_text("utf-8"))


# What travels.


def test_each_table_is_known():
    """A new table: does it travel? If not, why: ``transfer.tables``. Then it is named here."""
    named = (Path(__file__).parent / "travelling.txt").read_text("utf-8").split()
    assert [model._meta.label for model in travelling()] == named


def test_no_table_is_kept_out_twice_or_by_a_wrong_name():
    known = {model._meta.label for model in all_tables()} | {"wagtailsearch.SQLiteFTSIndexEntry"}
    assert not set(KEPT_OUT) & MADE_AGAIN
    assert {*KEPT_OUT, *MADE_AGAIN, *OF_EACH_INSTALL} <= known | {"wagtailimages.Rendition"}


def test_no_row_that_travels_needs_one_that_stays():
    stay = {*KEPT_OUT, *MADE_AGAIN}
    needed = [
        f"{model._meta.label}.{field.name}"
        for model in travelling()
        for field in model._meta.local_concrete_fields
        if field.is_relation and not field.null and field.remote_field.model._meta.label in stay
    ]
    assert needed == []


@pytest.mark.django_db
def test_no_secret_and_nothing_of_a_visitor_leaves(folder):
    everything = "".join(texts(folder).values())
    for secret in ("accueil@structure.example", "sesame-de-page", "pbkdf2", "argon2", "md5$"):
        assert secret not in everything
    assert {row["password"] for row in rows(folder, "portal.User")} == {""}
    assert manifest_of(folder)["kept_out"] == KEPT_OUT


# There and back.


@pytest.mark.django_db
def test_a_site_comes_back_the_same_row_by_row(site, folder, tmp_path):
    without_a_site()
    assert not ActionPage.objects.exists()
    reading.restore(folder)
    assert site.get_latest_revision_as_object().title == "Zibeline, autrement"
    assert not User.objects.get(username="admin").check_password("")
    writing.export(tmp_path / "again")
    assert texts(tmp_path / "again") == texts(folder)


@pytest.mark.django_db
def test_what_was_written_after_comes_after(site, folder):
    """PostgreSQL counts keys beside the tables."""
    without_a_site()
    reading.restore(folder)
    assert factories.organization("Toute nouvelle").pk
    assert factories.action("Toute nouvelle").pk


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="une base neuve à côté")
def test_another_install_reads_it_and_writes_the_same(folder, tmp_path):
    environment = {**os.environ, "VAR_DIR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "portal.settings.demo"}

    def manage(*words):
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

    manage("migrate", "--verbosity", "0")
    assert "entier" in manage("import_site", str(folder), "--check")
    manage("import_site", str(folder))
    manage("export_site", str(tmp_path / "again"))
    assert texts(tmp_path / "again") == texts(folder)
    assert manifest_of(tmp_path / "again")["files"] == manifest_of(folder)["files"]
    with pytest.raises(subprocess.CalledProcessError) as refused:
        manage("import_site", str(folder))
    assert "a déjà un site" in refused.value.stderr


@pytest.mark.django_db
def test_two_files_of_one_name_both_come_and_stay_as_private_as_they_were(folder):
    issue, version = Issue.objects.get(), ReferenceVersion.objects.order_by("pk")[0]
    assert issue.file.name == version.file.name
    private = [Path(issue.file.path), Path(version.file.path)]
    before = [path.read_bytes() for path in private]
    for path in private:
        path.unlink()
    without_a_site()
    reading.restore(folder)
    assert [path.read_bytes() for path in private] == before
    assert {path.stat().st_mode & 0o777 for path in private} == {0o600}


# Stopped, and taken up.


@pytest.mark.django_db
def test_a_folder_without_its_end_is_no_site_and_is_gone_on_with(site, tmp_path, monkeypatch):
    target, written = tmp_path / "site", []
    whole = writing._write_rows

    def stopped(folder, model):
        if len(written) == 30:
            raise KeyboardInterrupt
        written.append(model)
        return whole(folder, model)

    monkeypatch.setattr(writing, "_write_rows", stopped)
    with pytest.raises(KeyboardInterrupt):
        writing.export(target)
    with pytest.raises(CommandError, match="manifest"):
        call_command("import_site", target)
    before = {path.name: path.stat().st_mtime_ns for path in (target / ROWS).iterdir()}
    monkeypatch.undo()
    writing.export(target)
    after = {path.name: path.stat().st_mtime_ns for path in (target / ROWS).iterdir()}
    assert before.items() <= after.items() and len(after) == len(travelling())


def save_a_draft(site):
    site.title = "Entre-temps"
    site.save_revision()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "table"),
    [(save_a_draft, "wagtailcore.Revision"), (lambda site: factories.action("Entre-temps"), "wagtailcore.Page")],
)
def test_what_changed_meanwhile_begins_anew(site, tmp_path, monkeypatch, change, table):
    """A draft too, of which visitors see nothing."""
    target = tmp_path / "site"
    monkeypatch.setattr(writing, "_manifest", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        writing.export(target)
    monkeypatch.undo()
    change(site)
    writing.export(target)
    assert "Entre-temps" in (target / ROWS / f"{table}.jsonl").read_text("utf-8")


@pytest.mark.django_db
def test_a_folder_that_holds_something_is_left_alone(site, tmp_path):
    (tmp_path / "notes.txt").write_text("à moi")
    with pytest.raises(CommandError, match="n’est pas vide"):
        call_command("export_site", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.django_db
def test_two_exports_do_not_write_into_one_folder(site, tmp_path):
    with writing._alone_in(tmp_path), pytest.raises(CommandError, match="Un autre export"):
        call_command("export_site", tmp_path)
    assert list(tmp_path.iterdir()) == []
    call_command("export_site", tmp_path)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL ne fait attendre personne")
def test_an_export_holds_up_nobody():
    with CaptureQueriesContext(connection) as asked:
        with writing._one_moment():
            Organization.objects.count()
        with transaction.atomic():
            Organization.objects.count()
    begun = [query["sql"] for query in asked if query["sql"].startswith("BEGIN")]
    assert begun == ["BEGIN DEFERRED", "BEGIN IMMEDIATE"]


# Damaged, foreign.


def damage_a_row(folder):
    path = folder / ROWS / "directory.Organization.jsonl"
    path.write_bytes(path.read_bytes().replace(b"name", b"nome", 1))


def lose_a_file(folder):
    (folder / ROWS / "directory.Contact.jsonl").unlink()


def cut_the_manifest(folder):
    path = folder / MANIFEST
    path.write_bytes(path.read_bytes()[:200])


def lead_out(folder):
    (folder.parent / "dehors").write_text("x")
    change(folder, lambda manifest: manifest["files"].append({"path": "rows/../../dehors", "size": 1, "digest": "x"}))


def link_out(folder):
    path = folder / ROWS / "directory.Contact.jsonl"
    outside = folder.parent / "dehors.jsonl"
    shutil.move(path, outside)
    path.symlink_to(outside)


def of_another_format(folder):
    change(folder, lambda manifest: manifest.update(format=2))


def of_another_release(folder):
    change(folder, lambda manifest: manifest["migrations"].update(sheets="9999_later"))


def change(folder, how):
    manifest = manifest_of(folder)
    how(manifest)
    (folder / MANIFEST).write_text(json.dumps(manifest))


def tell_of(folder, path):
    """The manifest vouches for the file as it is now."""
    entry = vars(writing.entry_of(folder, path))

    def tell(manifest):
        manifest["files"] = [entry if row["path"] == path else row for row in manifest["files"]]

    change(folder, tell)


def lie(folder):
    """Rows that hold what no install has, under a digest that says so."""
    path = folder / ROWS / "wagtailcore.Page.jsonl"
    path.write_text(path.read_text("utf-8").replace('["actions", "actionpage"]', '["nulle", "part"]'), "utf-8")
    tell_of(folder, f"{ROWS}/wagtailcore.Page.jsonl")


def with_row(label, change_lines):
    """Its rows are changed, under a digest that says so."""

    def harm(folder):
        path = folder / ROWS / f"{label}.jsonl"
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        change_lines(lines)
        path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
        tell_of(folder, f"{ROWS}/{label}.jsonl")

    harm.__name__ = f"{label} {change_lines.__name__}"
    return harm


def with_value(label, column, value):
    def harmed(lines):
        lines[0][column] = value

    harmed.__name__ = f"{column} {value!r}"[:40]
    return with_row(label, harmed)


def twice(lines):
    lines[1] = lines[0]


def no_object(lines):
    lines[0] = "une ligne"


def of_no_manifest(path):
    """What the manifest does not vouch for may be anything."""

    def harm(folder):
        change(folder, lambda manifest: manifest["files"].remove(vars(writing.entry_of(folder, path))))

    harm.__name__ = f"not vouched for: {path}"
    return harm


def an_image_that_leads_out(folder):
    image = next((folder / "media" / "portal.Image.file").rglob("*.png"))
    path = image.relative_to(folder).as_posix()
    of_no_manifest(path)(folder)
    image.unlink()
    image.symlink_to("/etc/hostname")


def rows_as_a_list(folder):
    change(folder, lambda manifest: manifest.update(rows=[{}]))


def a_file_twice(folder):
    change(folder, lambda manifest: manifest["files"].append(manifest["files"][0]))


HARMS = [damage_a_row, lose_a_file, cut_the_manifest, lead_out, link_out]
HARMS += [of_another_format, of_another_release, lie, with_value("directory.Contact", "organization_id", 999_999)]
HARMS += [with_value("directory.Organization", "id", 10**30), with_value("wagtailcore.Page", "expire_at", "hier")]
HARMS += [with_value("wagtailcore.Page", "depth", "dix"), with_value("wagtailcore.Page", "title", None)]
HARMS += [with_value("portal.Image", "file", name) for name in ("../../dehors.png", "/etc/passwd", 3, ["a"])]
HARMS += [with_value("meetings.Meeting", "starts", {}), with_value("meetings.Meeting", "first_day", "0000-01-01")]
HARMS += [with_row("wagtailcore.Page", twice), with_row("directory.Organization", no_object)]
HARMS += [of_no_manifest(f"{ROWS}/directory.Organization.jsonl"), an_image_that_leads_out, rows_as_a_list, a_file_twice]


@pytest.mark.django_db
@pytest.mark.parametrize("harm", HARMS)
def test_what_is_not_whole_is_refused_and_nothing_is_written(folder, harm):
    harm(folder)
    without_a_site()
    factories_before = User.objects.count()
    with pytest.raises(CommandError):
        call_command("import_site", folder)
    assert User.objects.count() == factories_before == 0
    assert not ActionPage.objects.exists()


@pytest.mark.django_db
def test_an_install_that_has_a_site_is_left_alone(folder):
    before = ActionPage.objects.count()
    with pytest.raises(CommandError, match="a déjà un site"):
        call_command("import_site", folder)
    assert ActionPage.objects.count() == before


@pytest.mark.parametrize("path", ["", ".", "..", "/etc/passwd", "rows/../x", "a//b", "a\\b", "a/./b", None, 3, "a\0b"])
def test_no_path_leads_out(path):
    assert not is_inside(path)


def test_a_path_of_plain_names_is_inside():
    assert is_inside("media/original_images/été.jpg")
