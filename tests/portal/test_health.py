"""``/sante/``: closed to the public; for a machine that knows the word, what is well and what is not."""

from collections import namedtuple
from datetime import timedelta

import pytest
from django.utils import timezone
from health_check.exceptions import ServiceWarning

from portal import __version__, health
from search.engines.contract import EngineError
from search.engines.registry import get_engine
from search.indexing.health import Backlog
from search.models import Change, Outbox

WORD = "mot-de-la-ville"


@pytest.fixture
def ask(transactional_db, sample_site, client, settings):  # the checks write over a connection of their own
    settings.HEALTH_TOKEN = WORD

    def ask(address="/sante/", word=WORD):
        return client.get(address, headers={"Authorization": f"Bearer {word}"})

    return ask


def test_without_a_word_in_the_settings_there_is_nothing(sample_site, client, settings):
    settings.HEALTH_TOKEN = ""
    assert client.get("/sante/").status_code == 404
    assert client.get("/sante/", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("word", ["", "autre", WORD + "x", "é"])
def test_another_word_does_not_open(ask, word):
    assert ask(word=word).status_code == 404


def test_all_is_well(ask):
    answer = ask()
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    assert "no-store" in answer["Cache-Control"]
    assert {line.rpartition(": ")[2] for line in answer.content.decode().splitlines()} == {"OK"}


def test_as_json(ask):
    answer = ask("/sante/?format=json").json()
    assert answer["moteurs de recherche"] == answer["disque"] == answer["changements à indexer"] == "OK"


def test_which_version_answers(ask):
    assert ask("/sante/?format=json").json()["version"] == __version__
    assert f"passerelles {__version__}: OK" in ask().content.decode()


def test_an_engine_that_cannot_answer(ask, monkeypatch):
    state = {**get_engine().health(), "error": "http://interne:9200 ne répond pas"}
    monkeypatch.setattr(get_engine(), "health", lambda: state)
    answer = ask()
    assert answer.status_code == 500
    assert "tantivy ne peut pas répondre" in answer.content.decode()
    assert "interne" not in answer.content.decode()


def test_an_engine_whose_words_are_old(ask, monkeypatch):
    monkeypatch.setattr(get_engine(), "health", lambda: {"error": "", "version_ok": False})
    assert "tantivy attend d’être reconstruit" in ask().content.decode()


@pytest.mark.parametrize(("model", "who"), [(Outbox, "la base"), (Change, "tantivy")])
def test_changes_that_wait_for_long(sample_site, model, who):
    """Asked directly: the view's own connection would not see what this test has not committed."""
    row = model.objects.create(key="wagtailcore.page:1")
    Backlog().run()
    model.objects.filter(pk=row.pk).update(created=timezone.now() - timedelta(minutes=12))
    with pytest.raises(ServiceWarning, match=f"{who} depuis 12 min"):
        Backlog().run()


def test_a_disk_nearly_full(ask, monkeypatch):
    usage = namedtuple("usage", "free")(free=120_000_000)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: usage)
    assert "il reste 120 Mo" in ask().content.decode()


def test_whatever_fails_is_no_stack_trace(ask, monkeypatch):
    def fail():
        raise EngineError("secret")

    monkeypatch.setattr(get_engine(), "health", fail)
    answer = ask()
    assert answer.status_code == 500
    assert "secret" not in answer.content.decode()
