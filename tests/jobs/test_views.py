"""The screens of long work: how far it is, a stop that works, and nothing of others' work."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from install.setup.groups import COORDINATION, EDITORS
from jobs.models import Job, Worker
from jobs.queue import start
from portal.models import User
from tests.jobs.doing import again


def member(name, group):
    user = User.objects.create_user(name, f"{name}@passerelles.example", "un mot de passe")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(sample_site):
    return member("redactrice", EDITORS)


@pytest.fixture
def job(editor):
    return start("count", editor, "Compter les fiches", to=2)


def page(client, job, name="job", **data):
    return client.get(reverse(f"jobs:{name}", args=[job.pk]), data)


def test_who_asked_sees_how_far_it_is(client, editor, job):
    Job.objects.update(state=Job.State.RUNNING, done=3, total=12, message="Fiche 3")
    client.force_login(editor)
    content = page(client, job).content.decode()
    assert "En cours" in content
    assert "3 sur 12" in content
    assert 'max="12" value="3"' in content
    assert "Fiche 3" in content


def test_a_script_asks_for_the_moving_part_alone(client, editor, job):
    client.force_login(editor)
    content = page(client, job, fragment=1).content.decode()
    assert "En attente" in content
    assert "<html" not in content


def test_who_did_not_ask_sees_nothing_of_it(client, job):
    client.force_login(member("autre", EDITORS))
    assert page(client, job).status_code == 404
    assert client.post(reverse("jobs:stop", args=[job.pk])).status_code == 404
    assert page(client, job, "file").status_code == 404
    assert "Compter les fiches" not in client.get(reverse("jobs:list")).content.decode()
    assert again(job).state == Job.State.WAITING


def test_coordination_sees_and_stops_all(client, job):
    client.force_login(member("coordination", COORDINATION))
    assert "Compter les fiches" in client.get(reverse("jobs:list")).content.decode()
    assert client.post(reverse("jobs:stop", args=[job.pk])).status_code == 302
    assert again(job).state == Job.State.STOPPED


def test_a_stop_is_asked_by_post_only(client, editor, job):
    client.force_login(editor)
    assert client.get(reverse("jobs:stop", args=[job.pk])).status_code == 405
    assert not again(job).stop


def test_pressing_stop_twice_is_harmless(client, editor, job):
    client.force_login(editor)
    for _time in range(2):
        answer = client.post(reverse("jobs:stop", args=[job.pk]), follow=True)
    assert "déjà fini" in answer.content.decode()


def test_without_a_worker_the_screens_say_so(client, editor, job):
    client.force_login(editor)
    for address in (reverse("jobs:list"), reverse("jobs:job", args=[job.pk])):
        assert "n’a jamais été lancé" in client.get(address).content.decode()
    Worker.objects.create(name="a", seen=timezone.now() - timedelta(hours=1))
    assert "ne répond plus" in page(client, job).content.decode()
    Worker.objects.update(seen=timezone.now())
    assert "Aucun travail n’avance" not in page(client, job).content.decode()


def test_the_file_of_a_job_is_given_to_who_asked(client, editor):
    job = start("count", editor, "Compter", to=1, file=ContentFile(b"a;b", "liste.csv"))
    client.force_login(editor)
    answer = page(client, job, "file")
    assert b"".join(answer.streaming_content) == b"a;b"
    assert 'attachment; filename="liste' in answer["Content-Disposition"]


def test_a_file_that_is_gone_is_not_found(client, editor, job):
    client.force_login(editor)
    assert page(client, job, "file").status_code == 404


def test_pages_not_published_are_listed_with_their_reasons(client, editor):
    job = start("publish", editor, "Publier 2 pages", pages=[], verified=[])
    refused = [[7, "Danse <b>", "Elle est verrouillée."]]
    Job.objects.update(state=Job.State.DONE, result={"published": 1, "refused": refused})
    client.force_login(editor)
    content = page(client, job).content.decode()
    assert "1 page publiée." in content
    assert "1 page n’a pas été publiée" in content
    assert "Danse &lt;b&gt;</a> : Elle est verrouillée." in content


def test_nobody_is_sent_to_the_login(client, job):
    assert "login" in page(client, job)["Location"]
