"""The engine comes from the settings, by name, once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from search import engine as loader
from search.contract import SearchDocument, SearchRequest
from search.lexicon import Lexicon


def lexicon() -> Lexicon:
    return Lexicon(synonyms=[["cantine", "réfectoire"]])


@pytest.fixture(autouse=True)
def two_engines(monkeypatch, tmp_path):
    def options(folder: str) -> dict[str, object]:
        path = tmp_path / folder
        return {"ENGINE": "search.engines.embedded.EmbeddedEngine", "PATH": path, "LEXICON": f"{__name__}.lexicon"}

    engines = {"tantivy": options("one"), "second": options("two"), "bare": {}}
    monkeypatch.setattr(loader, "settings", SimpleNamespace(SEARCH_ENGINE="tantivy", SEARCH_ENGINES=engines))
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
