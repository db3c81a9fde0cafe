"""The files: whole or not there, no longer given once they tell of something withdrawn, memory flat."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.models import ActionPage
from directory.models import Contact, Organization
from jobs.models import Job
from jobs.queue import do_job
from opendata.dumps import job, making
from opendata.dumps.folders import MAKING, folder_of, new_set, newest, sweep
from opendata.dumps.writing import flat
from portal.models import User
from search.indexing.entries import EMAIL
from tests import factories


def still(*args, **kwargs):
    """A job that nobody stops."""


@pytest.fixture
def folder(sample_site, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return folder_of(sample_site.pk)


@pytest.fixture
def made(folder, sample_site):
    making.make(sample_site, still)
    return newest(sample_site.pk)


def read(client, name):
    answer = client.get(f"/donnees-ouvertes/fichiers/{name}")
    return answer.status_code, b"".join(answer) if answer.streaming else answer.content


def code(record):
    return record["code"]


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def test_every_list_of_the_api_is_a_file(made, client):
    for name in making.SHAPES:
        status, content = read(client, f"{name}.json")
        items = client.get(f"/api/v1/{name}", {"limit": 100}).json()["items"]
        assert status == 200
        assert sorted(json.loads(content), key=code) == sorted(items, key=code)


def test_tables_have_a_line_a_record(made, client):
    _status, content = read(client, "sheets.csv")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    count = next(each["rows"] for each in made.files if each["path"] == "sheets.csv")
    assert len(rows) == count + 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_package_describes_every_file(made, client):
    package = json.loads(read(client, "datapackage.json")[1])
    assert package["licenses"][0]["name"] == "etalab-2.0"
    for each in package["resources"]:
        status, content = read(client, each["path"])
        assert (status, len(content)) == (200, each["bytes"])
        if each["format"] == "csv":
            first = next(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
            assert first == [field["name"] for field in each["schema"]["fields"]]


def test_no_mail_address_and_no_holder_is_in_a_file(folder, sample_site):
    factories.contact(public=True, holder="Zorglub", holder_public=True, email="zorglub@passerelles.example")
    making.make(sample_site, still)
    made = newest(sample_site.pk)
    texts = [made.path(each["path"]).read_text(encoding="utf-8") for each in made.files]
    assert [EMAIL.findall(text) for text in texts if EMAIL.search(text)] == []
    assert not any("Zorglub" in text for text in texts)


@pytest.mark.parametrize("name", ["witness.json", "../witness.json", "inconnu.json", "%2e%2e%2fportal.sqlite3", ".."])
def test_nothing_else_is_served(made, client, name):
    assert read(client, name)[0] == 404


def test_the_page_lists_the_files(made, client):
    html = client.get("/donnees-ouvertes/").content.decode()
    assert [each["path"] for each in made.files if each["path"] not in html] == []


def test_before_the_first_time_the_page_says_so(folder, client):
    assert "Aucun fichier" in client.get("/donnees-ouvertes/").content.decode()
    assert read(client, "sheets.json")[0] == 404


# Whole or not there.


class Killed(BaseException):
    """As by a signal: nothing but « finally » runs."""


@pytest.mark.parametrize("after", [0, 1, 3])
def test_what_fails_leaves_nothing(folder, sample_site, after):
    told = []

    def advance(*args, **kwargs):
        told.append(args)
        if len(told) > after:
            raise Killed

    with pytest.raises(Killed):
        making.make(sample_site, advance)
    assert names(folder) == []


def test_a_set_under_way_is_not_seen(made, sample_site):
    before = newest(sample_site.pk)
    with new_set(sample_site.pk) as under_way:
        (under_way / "datapackage.json").write_text('{"resources": []}', encoding="utf-8")
        assert newest(sample_site.pk) == before


def test_what_a_killed_process_left_is_never_served_and_goes(made, folder, sample_site):
    left = folder / f"{MAKING}abandonne"
    left.mkdir()
    assert newest(sample_site.pk) == made
    sweep(timezone.now() + timedelta(days=1))
    assert not left.exists()
    assert newest(sample_site.pk) == made


@pytest.mark.parametrize("name", ["witness.json", "datapackage.json"])
@pytest.mark.parametrize("content", [None, "{"])
def test_a_set_that_was_damaged_is_as_good_as_none(made, client, name, content):
    path = Path(made.folder) / name
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    assert client.get("/donnees-ouvertes/").status_code == 200
    assert read(client, "sheets.json")[0] == 404


def test_the_last_two_sets_are_kept(made, folder, sample_site):
    for _number in range(3):
        making.make(sample_site, still)
    assert len(names(folder)) == 2


# What was withdrawn.


def unpublished(made):
    ActionPage.objects.live().first().unpublish()


def made_private(made):
    factories.restrict(ActionPage.objects.live().first().page_ptr)


def expired(made):
    page = ActionPage.objects.live().first()
    ActionPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


def internal_contact(made):
    Contact.objects.filter(code=made.witness()["contacts"][0]).update(public=False)


def closed_organization(made):
    Organization.objects.filter(code=made.witness()["organizations"][0]).update(active=False)


@pytest.mark.parametrize("withdraw", [unpublished, made_private, expired, internal_contact, closed_organization])
def test_files_that_tell_of_something_withdrawn_are_no_longer_given(made, client, withdraw):
    assert read(client, "sheets.json")[0] == 200
    client.get("/donnees-ouvertes/")
    withdraw(made)
    assert read(client, "sheets.json")[0] == 410
    assert "retirée depuis" in client.get("/donnees-ouvertes/").content.decode()


def test_new_ones_are_then_asked_for(made, sample_site, client):
    unpublished(made)
    job.make_when_due()
    asked = Job.objects.get(kind=job.KIND)
    do_job.func(asked.pk, asked.attempt)
    assert Job.objects.get(pk=asked.pk).state == Job.State.DONE
    assert read(client, "sheets.json")[0] == 200


# The job.


def test_nothing_is_made_for_a_city_that_never_asked(folder, sample_site):
    job.make_when_due()
    assert not Job.objects.exists()


def test_files_of_today_are_not_made_again(made, sample_site):
    job.make_when_due()
    assert not Job.objects.exists()


def test_files_of_yesterday_are_made_again_once_something_changed(folder, sample_site):
    asked = job.ask_for_files()
    do_job.func(asked.pk, asked.attempt)
    tomorrow = timezone.now() + timedelta(days=1, hours=1)
    job.make_when_due(tomorrow)
    assert Job.objects.count() == 1
    factories.organization()
    job.make_when_due(tomorrow)
    assert Job.objects.count() == 2


def test_one_job_is_enough(folder, sample_site):
    assert job.ask_for_files() == job.ask_for_files()


def test_the_button_asks_for_them(folder, sample_site, client):
    client.force_login(User.objects.create_superuser("chef", email="chef@passerelles.example"))
    answer = client.post("/admin/donnees-ouvertes/fichiers/")
    assert answer.url == f"/admin/travaux/{Job.objects.get().pk}/"


def test_queries_grow_with_turns_and_not_with_records(folder, sample_site, monkeypatch):
    counts = []
    for size in (10, 20):
        monkeypatch.setattr(making, "AT_ONCE", size)
        with CaptureQueriesContext(connection) as queries:
            making.make(sample_site, still)
        counts.append(len(queries))
    assert counts[1] < counts[0]


def test_a_file_is_dated(folder, sample_site):
    with time_machine.travel("2026-11-27T10:00:00Z", tick=False):
        making.make(sample_site, still)
    assert newest(sample_site.pk).package["created"].startswith("2026-11-27T10:00:00")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (["a", "b"], "a ; b"),
        ([{"code": "a"}, {"code": None, "name": "B"}], "a ; B"),
        ([{"label": "é"}], '[{"label": "é"}]'),
        ({}, ""),
        ({"a": 1}, '{"a": 1}'),
        (3, 3),
    ],
)
def test_a_value_is_one_cell(value, cell):
    assert flat(value) == cell
