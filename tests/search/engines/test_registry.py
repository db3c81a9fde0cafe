"""The engine comes from the settings, by name, once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines import registry as loader
from search.engines.breaker import GuardedEngine
from search.engines.contract import SearchDocument, SearchRequest
from search.text.lexicon import Lexicon
from tests.search.fake_remote import FakeRemote


def lexicon() -> Lexicon:
    return Lexicon(synonyms=[["cantine", "réfectoire"]])


@pytest.fixture(autouse=True)
def two_engines(monkeypatch, tmp_path):
    def options(folder: str) -> dict[str, object]:
        path = tmp_path / folder
        return {
            "ENGINE": "search.engines.tantivy.engine.EmbeddedEngine",
            "PATH": path,
            "LEXICON": f"{__name__}.lexicon",
        }

    remote = {"ENGINE": "tests.search.fake_remote.FakeRemote"}
    engines = {"remote": remote, "tantivy": options("one"), "second": options("two"), "bare": {}}
    monkeypatch.setattr(
        loader, "settings", SimpleNamespace(SEARCH_ENGINE="tantivy", SEARCH_ENGINES=engines, SEARCH_COPY="")
    )
    loader.forget_engines()
    yield
    loader.forget_engines()


def test_the_chosen_engine_is_made_once() -> None:
    assert loader.get_engine() is loader.get_engine("tantivy")
    assert loader.get_engine("second") is not loader.get_engine()


def test_a_forgotten_engine_is_made_anew() -> None:
    before = loader.get_engine()
    loader.forget_engines()
    assert loader.get_engine() is not before


def test_the_lexicon_is_a_function_named_by_its_path() -> None:
    engine = loader.get_engine()
    engine.rebuild([SearchDocument("a:1", "La cantine", "")])
    assert engine.search(SearchRequest("réfectoire")).total == 1


@pytest.mark.parametrize("name", ["unknown", "bare"])
def test_an_engine_without_settings_is_a_clear_error(name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        loader.get_engine(name)


def test_commands_may_have_other_patience(monkeypatch) -> None:
    monkeypatch.setitem(loader.settings.SEARCH_ENGINES["tantivy"], "PATIENCE", 1.5)
    monkeypatch.setitem(loader.settings.SEARCH_ENGINES["tantivy"], "PATIENT", {"PATIENCE": 30})
    assert loader.get_engine()._storage.patience == 1.5
    assert loader.get_engine(patient=True)._storage.patience == 30


def test_a_remote_engine_stands_behind_a_breaker_but_for_commands() -> None:
    assert isinstance(loader.get_engine("remote"), GuardedEngine)
    assert not isinstance(loader.get_engine("remote", patient=True), GuardedEngine)
    assert not isinstance(loader.get_engine("tantivy"), GuardedEngine)


def test_copies_on_this_host_answer_when_the_chosen_engine_does_not(monkeypatch) -> None:
    del loader.settings.SEARCH_ENGINES["bare"]
    monkeypatch.setattr(loader.settings, "SEARCH_ENGINE", "remote")
    assert loader.answering_engines() == ["remote", "tantivy", "second"]
    assert loader.fed_engines() == ["tantivy", "second", "remote"]


def test_each_host_has_a_position_for_its_own_copy(monkeypatch) -> None:
    assert loader.copy_name("tantivy") == "tantivy"
    monkeypatch.setattr(loader.settings, "SEARCH_COPY", "web1")
    assert (loader.copy_name("tantivy"), loader.copy_name("remote")) == ("tantivy@web1", "remote")


def test_engines_are_ready_before_the_first_search(monkeypatch) -> None:
    """One that is away, or has no index yet, keeps no process from starting."""
    del loader.settings.SEARCH_ENGINES["bare"]
    FakeRemote.reset()
    FakeRemote.away = True
    loader.warm_up()
    assert loader.get_engine("tantivy").health()["error"]
