"""The engines that the settings name, each made once per process.

    SEARCH_ENGINES = {"tantivy": {"ENGINE": "search.engines.tantivy.engine.EmbeddedEngine", "PATH": BASE_DIR / "index",
                                  "LEXICON": "search.indexing.lexicon_source.city_lexicon",
                                  "PATIENT": {"PATIENCE": 30}}}
    SEARCH_ENGINE = "tantivy"

Options other than ``ENGINE`` are the engine's own arguments; ``LEXICON``, a dotted path, names the function to call;
``PATIENT`` holds what is different for commands, which may wait, where a visitor or an editor may not.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from search.engines.breaker import GuardedEngine
from search.engines.contract import SearchEngine


def get_engine(name: str | None = None, patient: bool = False) -> SearchEngine:
    return _make(name or settings.SEARCH_ENGINE, patient)


def answering_engines() -> list[str]:
    """Who is asked for an answer, in turn: the chosen engine, then the copies on this host."""
    local = [name for name in settings.SEARCH_ENGINES if not get_engine(name).is_remote]
    return list(dict.fromkeys([settings.SEARCH_ENGINE, *local]))


def fed_engines() -> list[str]:
    """Every engine, copies on this host first: they are quick, and answer when a remote one is away."""
    return sorted(settings.SEARCH_ENGINES, key=lambda name: get_engine(name).is_remote)


def copy_name(name: str) -> str:
    """The name of a position: a remote engine has one for all hosts, an embedded one has one on each."""
    if settings.SEARCH_COPY and not get_engine(name).is_remote:
        return f"{name}@{settings.SEARCH_COPY}"
    return name


def warm_up() -> None:
    """Loads the engines' libraries and opens their indexes: a second that the first search would take otherwise."""
    for name in settings.SEARCH_ENGINES:
        get_engine(name).health()


def forget_engines() -> None:
    """For tests that change the settings: the next call makes an engine anew."""
    _make.cache_clear()


@cache
def _make(name: str, patient: bool) -> SearchEngine:
    try:
        options: dict[str, Any] = {key.lower(): value for key, value in settings.SEARCH_ENGINES[name].items()}
        engine_class = import_string(options.pop("engine"))
    except KeyError as missing:
        raise ImproperlyConfigured(f"SEARCH_ENGINES : {missing} manque pour le moteur « {name} ».") from None
    when_patient = {key.lower(): value for key, value in options.pop("patient", {}).items()}
    options |= when_patient if patient else {}
    if isinstance(options.get("lexicon"), str):
        options["lexicon"] = import_string(options["lexicon"])
    engine = engine_class(**options)
    return GuardedEngine(engine) if engine.is_remote and not patient else engine
