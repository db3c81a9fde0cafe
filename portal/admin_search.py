"""The search of Wagtail's lists and choosers: whatever is typed is words to look for, and never a query to parse."""

import re

from django.db import connection
from modelsearch.backends.base import EmptySearchResults
from modelsearch.backends.database import SearchBackend as stock_backend

LONGEST = 200  # characters: nobody types more, and each word is one more part of the query
NO_WORD = re.compile(r"[\W_]+")


class _AnyFilter:
    """Databases filter and sort by any column: the rule that only declared fields may be asked for answers 500."""

    def check(self):
        pass


class _AnyColumn(_AnyFilter):
    """SQLite's index knows « title » and « body », not the names of fields that stock gives it: all are searched."""

    def __init__(self, queryset, query, fields=None, **kwargs):
        super().__init__(queryset, query, **kwargs)


class _PlainWords:
    def _search(self, query_compiler_class, query, model_or_queryset, **kwargs):
        words = plain_words(query) if isinstance(query, str) else query
        if not words:
            return EmptySearchResults()
        return super()._search(query_compiler_class, words, model_or_queryset, **kwargs)


def plain_words(query):
    return NO_WORD.sub(" ", query[:LONGEST]).strip()


def SearchBackend(params):
    """Stock's backend of this database, made safe."""
    stock = stock_backend(params)
    rule = _AnyColumn if connection.vendor == "sqlite" else _AnyFilter
    safe = type(type(stock).__name__, (_PlainWords, type(stock)), _safe_compilers(stock, rule))
    stock.__class__ = safe
    return stock


def _safe_compilers(stock, rule):
    names = "query_compiler_class", "autocomplete_query_compiler_class"
    return {name: type(name, (rule, getattr(stock, name)), {}) for name in names}
