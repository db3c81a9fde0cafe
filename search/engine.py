"""The engine that the settings name, made once per process.

    SEARCH_ENGINES = {"tantivy": {"ENGINE": "search.engines.embedded.EmbeddedEngine", "PATH": BASE_DIR / "index",
                                  "LEXICON": "directory.glossary.lexicon"}}
    SEARCH_ENGINE = "tantivy"

Options other than ``ENGINE`` are the engine's own arguments; ``LEXICON``, a dotted path, names the function to call.
"""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from search.contract import SearchEngine


def get_engine(name: str | None = None) -> SearchEngine:
    return _make(name or settings.SEARCH_ENGINE)


def forget_engines() -> None:
    """For tests that change the settings: the next call makes an engine anew."""
    _make.cache_clear()


@cache
def _make(name: str) -> SearchEngine:
    try:
        options = {key.lower(): value for key, value in settings.SEARCH_ENGINES[name].items()}
        engine = import_string(options.pop("engine"))
    except KeyError as missing:
        raise ImproperlyConfigured(f"SEARCH_ENGINES : {missing} manque pour le moteur « {name} ».") from None
    if isinstance(options.get("lexicon"), str):
        options["lexicon"] = import_string(options["lexicon"])
    return engine(**options)
