"""The screens: a file is dropped, read again, applied; nobody sees more than their rights say."""

import errno
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from directory.models import Organization
from install.setup.groups import EDITORS, VALIDATORS
from jobs.models import Job
from spreadsheets import uploads, work
from spreadsheets.models import ColumnMapping, Upload
from spreadsheets.reading.files import read_file
from tests import factories
from tests.faults import fill_the_disk, refusing_database
from tests.jobs.doing import again, do_all
from tests.spreadsheets.conftest import dropped, member

ROWS = [["Code", "Sigle"], ["scaphandre", "SCA"]]
OTHER_HEADINGS = [["Structure", "Abréviation", "Remarque"], ["Le Scaphandre", "SCA", "vue hier"]]


@pytest.fixture
def scaphandre(librarian):
    return Organization.objects.create(name="Le Scaphandre", code="scaphandre")


@pytest.fixture
def client(client, librarian, scaphandre):
    client.force_login(librarian)
    return client


def table(name="organisations", screen="table", *more):
    return reverse(f"spreadsheets:{screen}", args=[name, *more])


def drop(client, rows=ROWS, name="organisations", **given):
    answer = client.post(table(name), {"file": dropped(rows, **given)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def text_of(client, address):
    return client.get(address).content.decode()


def test_a_file_is_read_again_then_applied(client, scaphandre):
    address = drop(client)
    shown = text_of(client, address)
    assert "Ligne 2" in shown
    assert "SCA" in shown
    scaphandre.refresh_from_db()
    assert scaphandre.acronym == ""
    client.post(address, {"do": "apply"})
    scaphandre.refresh_from_db()
    assert scaphandre.acronym == "SCA"
    assert "1 ligne est écrite" in text_of(client, address)


def test_what_is_applied_is_not_applied_again(client, scaphandre):
    address = drop(client)
    client.post(address, {"do": "apply"})
    Organization.objects.update(acronym="")
    client.post(address, {"do": "apply"})
    scaphandre.refresh_from_db()
    assert scaphandre.acronym == ""


def test_many_lines_are_jobs(client, scaphandre, monkeypatch):
    monkeypatch.setattr(work, "MANY", 0)
    address = drop(client)
    assert "Lecture en cours" in text_of(client, address)
    do_all()
    assert "Appliquer 1 ligne" in text_of(client, address)
    client.post(address, {"do": "apply"})
    assert "Écriture en cours" in text_of(client, address)
    do_all()
    scaphandre.refresh_from_db()
    assert scaphandre.acronym == "SCA"
    job = Job.objects.order_by("-pk").first()
    assert (job.state, job.done, job.total) == (Job.State.DONE, 1, 1)
    assert address in text_of(client, reverse("jobs:job", args=[job.pk]))


def test_a_job_that_was_stopped_is_taken_up_again(client, scaphandre, monkeypatch):
    monkeypatch.setattr(work, "MANY", 0)
    address = drop(client)
    do_all()
    client.post(address, {"do": "apply"})
    job = Job.objects.order_by("-pk").first()
    client.post(reverse("jobs:stop", args=[job.pk]))
    assert "Reprendre" in text_of(client, address)
    client.post(address, {"do": "again"})
    client.post(address, {"do": "apply"})
    do_all()
    scaphandre.refresh_from_db()
    assert scaphandre.acronym == "SCA"


def test_whose_rights_went_meanwhile_writes_nothing(client, librarian, scaphandre, monkeypatch):
    monkeypatch.setattr(work, "MANY", 0)
    drop(client)
    librarian.groups.clear()
    do_all()
    job = again(Job.objects.get())
    assert (job.state, "droit" in job.message) == (Job.State.FAILED, True)


def test_other_headings_are_recognised_by_hand_and_proposed_the_next_time(client, scaphandre):
    address = drop(client, OTHER_HEADINGS)
    shown = text_of(client, address)
    assert "Abréviation" in shown
    assert "vue hier" in shown
    client.post(address, {"do": "map", "column_0": "name", "column_1": "acronym", "name": "Fichier de la mairie"})
    assert "Appliquer 1 ligne" in text_of(client, address)
    assert ColumnMapping.objects.get().name == "Fichier de la mairie"
    second = text_of(client, drop(client, OTHER_HEADINGS))
    assert '<option value="name" selected>' in second
    assert '<option value="acronym" selected>' in second


def test_one_column_of_the_table_is_given_once_and_lines_must_be_found(client):
    address = drop(client, OTHER_HEADINGS)
    twice = client.post(address, {"do": "map", "column_0": "name", "column_1": "name"}).content.decode()
    assert "« Structure » est déjà cette colonne" in twice
    lost = client.post(address, {"do": "map", "column_1": "acronym"}).content.decode()
    assert "« Code » ou « Nom »" in lost


def test_a_mapping_is_forgotten(client):
    mapping = ColumnMapping.objects.create(table="organisations", name="Vieille")
    client.post(table("organisations", "forget_mapping", mapping.pk))
    assert not ColumnMapping.objects.exists()


def test_what_cannot_be_read_is_said_beside_its_field_and_not_kept(client, tmp_path):
    file = SimpleUploadedFile("liste.xlsx", b"PK\x03\x04 tronqu\xc3\xa9")
    assert "abîmé ou incomplet" in client.post(table(), {"file": file}).content.decode()
    assert not Upload.objects.exists()
    assert not [path for path in (tmp_path / "spreadsheets").rglob("*") if path.is_file()]


def test_two_columns_of_one_heading_are_named(client):
    rows = [["Code", "Sigle", "sigle"], ["scaphandre", "A", "B"]]
    said = client.post(table(), {"file": dropped(rows)}).content.decode()
    assert "Les colonnes B et C ont le même titre" in said


def test_a_dropped_file_is_of_whoever_dropped_it(client, django_user_model):
    address = drop(client)
    client.force_login(django_user_model.objects.create_superuser("autre", "autre@passerelles.example"))
    assert client.get(address).status_code == 404
    assert client.post(address, {"do": "apply"}).status_code == 404


def test_a_dropped_file_is_forgotten(client, tmp_path):
    address = drop(client)
    client.post(address, {"do": "drop"})
    assert not Upload.objects.exists()
    assert not [path for path in (tmp_path / "spreadsheets").rglob("*") if path.is_file()]


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_a_table_is_downloaded_filled(client, extension, tmp_path):
    answer = client.get(table("organisations", "download"), {"format": extension, "empties": "on"})
    path = tmp_path / f"rendu.{extension}"
    path.write_bytes(answer.content)
    grid = read_file(path)
    assert "Téléphone (vide = effacer)" in grid["rows"][0]
    assert "Code" in grid["rows"][0]
    assert any(row[:2] == ["scaphandre", "Le Scaphandre"] for row in grid["rows"])
    assert "organisations-" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


# Rights.


def test_who_may_only_read_downloads_and_drops_nothing(client, sample_site):
    client.force_login(member("redactrice", EDITORS))
    assert "pas le changer" in text_of(client, table())
    assert client.get(table("organisations", "download"), {"format": "csv"}).status_code == 200
    client.post(table(), {"file": dropped(ROWS)})
    assert not Upload.objects.exists()


def test_who_may_not_edit_sheets_sees_no_table_of_them(client):
    assert client.get(table("fiches-action")).status_code == 404
    assert client.get(table("fiches-action", "download"), {"format": "csv"}).status_code == 404
    assert "Fiches action" not in text_of(client, reverse("spreadsheets:index"))


def test_drafts_go_out_only_to_whoever_may_edit_them(client, sample_site):
    factories.action("Zibeline", live=False)
    client.force_login(member("redactrice", EDITORS))
    assert "Zibeline" in client.get(table("fiches-action", "download"), {"format": "csv"}).content.decode()


@pytest.mark.parametrize("group, is_published", [(EDITORS, False), (VALIDATORS, True)])
def test_publishing_asks_the_right_to(client, sample_site, group, is_published):
    page = factories.action("Sortie", summary="Avant.")
    client.force_login(member("une-personne", group))
    address = drop(client, [["Code", "Résumé"], [page.code, "Après."]], "fiches-action")
    assert ("Publier aussi" in text_of(client, address)) is is_published
    client.post(address, {"do": "apply", "publish": "on"})
    page.refresh_from_db()
    assert (page.summary == "Après.") is is_published
    assert page.get_latest_revision_as_object().summary == "Après."


@pytest.mark.parametrize(
    "listing, name",
    [
        ("directory_organization_modeladmin_index", "organisations"),
        ("schools_street_modeladmin_index", "rues"),
        ("wagtailsnippets_directory_glossaryentry:list", "mots-expliques"),
        ("need:index", "mots-des-gens"),
    ],
)
def test_each_register_leads_to_its_table(client, listing, name):
    assert f'href="{table(name)}"' in text_of(client, reverse(listing))


def test_terms_lead_to_the_tables_of_vocabularies(client):
    for listing in ("termes:index", "vocabulaires:index"):
        assert f'href="{reverse("spreadsheets:index")}"' in text_of(client, reverse(listing))


def test_who_may_not_change_forgets_no_mapping(client, sample_site):
    mapping = ColumnMapping.objects.create(table="organisations", name="Vieille")
    client.force_login(member("redactrice", EDITORS))
    client.post(table("organisations", "forget_mapping", mapping.pk))
    assert ColumnMapping.objects.exists()


def test_columns_that_are_known_stand_apart_from_those_to_recognise(client):
    shown = text_of(client, drop(client, [["Code", "Nom", "Remarque"], ["scaphandre", "Le Scaphandre", "vue hier"]]))
    assert "Une colonne de votre fichier n’est pas connue" in shown
    assert "2 colonnes reconnues" in shown
    assert shown.index("Remarque") < shown.index("2 colonnes reconnues")


def test_what_was_not_taken_is_told_again_once_the_rest_is_written(client):
    address = drop(
        client, [["Code", "Sigle", "Courriel"], ["scaphandre", "SCA", ""], ["palmes", "", "pas une adresse"]]
    )
    client.post(address, {"do": "apply"})
    shown = text_of(client, address)
    assert "Pas reprises" in shown
    assert "Ligne 3" in shown
    assert reverse("directory_organization_modeladmin_index") in shown


def test_what_is_perhaps_there_is_added_only_where_that_is_asked(client, scaphandre):
    Organization.objects.filter(pk=scaphandre.pk).update(acronym="SCA")
    address = drop(client, [["Nom"], ["S.C.A."]])
    assert "Est-ce « Le Scaphandre », de code scaphandre ?" in text_of(client, address)
    client.post(address, {"do": "apply"})
    assert not Organization.objects.filter(name="S.C.A.").exists()
    client.post(drop(client, [["Nom"], ["S.C.A."]]), {"do": "apply", "alike": "on"})
    assert Organization.objects.filter(name="S.C.A.").exists()


# Faults of the machine.


def test_a_disk_that_is_full_keeps_no_piece_of_what_is_dropped(client, tmp_path, monkeypatch):
    fill_the_disk(monkeypatch)
    answer = client.post(table(), {"file": dropped(ROWS)})
    assert (answer.status_code, "plus de place" in answer.content.decode()) == (503, True)
    assert not Upload.objects.exists()
    assert not [path for path in (tmp_path / "spreadsheets").rglob("*") if path.is_file()]


def test_a_folder_that_cannot_be_written_is_told(client, monkeypatch):
    def closed(*args):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(FileSystemStorage, "_save", closed)
    answer = client.post(table(), {"file": dropped(ROWS)})
    assert (answer.status_code, "ne peut pas écrire" in answer.content.decode()) == (503, True)
    assert not Upload.objects.exists()


def test_a_database_that_is_held_keeps_the_file_to_be_applied(client, scaphandre):
    address = drop(client)
    with refusing_database(table="directory_organization"):
        assert client.post(address, {"do": "apply"}).status_code == 503
    client.post(address, {"do": "apply"})
    scaphandre.refresh_from_db()
    assert scaphandre.acronym == "SCA"


def test_dropped_twice_it_is_one_file(client, scaphandre):
    press = client.get(table()).context["form"]["press"].value()
    first, second = (drop_pressed(client, press) for _press in range(2))
    assert first == second
    assert drop_pressed(client, client.get(table()).context["form"]["press"].value()) != first
    assert Upload.objects.count() == 2


def drop_pressed(client, press):
    return client.post(table(), {"file": dropped(ROWS), "press": press})["Location"]


def test_dropped_twice_at_once_it_is_one_file(client, scaphandre, librarian, monkeypatch):
    press, own = uuid4(), uploads.read

    def read_meanwhile(*given):
        monkeypatch.setattr(uploads, "read", own)
        drop_pressed(client, press)
        return own(*given)

    monkeypatch.setattr(uploads, "read", read_meanwhile)
    assert drop_pressed(client, press) == reverse("spreadsheets:upload", args=[Upload.objects.get().pk])
    assert len(list(Path(Upload.objects.get().file.path).parent.iterdir())) == 1


def test_forgotten_twice_it_is_said_to_be_forgotten(client):
    address = drop(client, OTHER_HEADINGS)
    mapping = ColumnMapping.objects.create(table="organisations", name="La nôtre")
    for way, data in ((address, {"do": "drop"}), (table("organisations", "forget_mapping", mapping.pk), {})):
        for _press in range(2):
            answer = client.post(way, data, follow=True)
        assert (answer.status_code, "oublié" in answer.content.decode()) == (200, True)
