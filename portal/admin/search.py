"""The search of Wagtail's lists and choosers: whatever is typed is words to look for, and never a query to parse."""

import re
import unicodedata
from functools import cache

from django.db import connection
from django.db.models import QuerySet
from modelsearch.backends.database import SearchBackend as stock_backend

LONGEST = 200  # characters: each word is one more part of the query
UNWEIGHED = 1.0  # stock's own mark
NEVER_TYPED = re.compile(r'["\x00-\x1f\x7f]')


class AnyColumn:
    """A list names the fields it searches and filters: an index has no such columns, and a database filters and sorts
    by any. Stock answers both with a 500.
    """

    def __init__(self, queryset, query, fields=None, **options):
        super().__init__(queryset, query, **options)

    def check(self):
        pass


class PlainWords:
    def _search(self, query_compiler_class, query, model_or_queryset, **options):
        if isinstance(query, str):
            query = plain_words(query)
        if not query:
            # Lists ask more of what they found than stock's answer to nothing can say.
            query, model_or_queryset = "0", queryset_of(model_or_queryset).none()
        return super()._search(query_compiler_class, query, model_or_queryset, **options)


class KnownNorms:
    """Of SQLite, where a title weighs by the average of all: stock reads them all at each save, ours at each new one.

    What is new stands last, without its weight; what is saved again keeps its own, as stock has it.
    """

    def _refresh_title_norms(self, full=False):
        newest = self.entries.order_by("-pk").values_list("title_norm", flat=True).first()
        if full or newest == UNWEIGHED:
            super()._refresh_title_norms(full=full)


def queryset_of(model_or_queryset):
    return model_or_queryset if isinstance(model_or_queryset, QuerySet) else model_or_queryset.objects.all()


def plain_words(query):
    """Words that have a letter or a digit, in the spelling that is stored."""
    text = NEVER_TYPED.sub(" ", unicodedata.normalize("NFC", query[:LONGEST]))
    return " ".join(word for word in text.split() if any(map(str.isalnum, word)))


def SearchBackend(params):
    """Wagtail's own for this database, made safe."""
    return _safe(type(stock_backend(params)))(params)


@cache
def _safe(stock):
    names = "query_compiler_class", "autocomplete_query_compiler_class"
    parts = {name: type(getattr(stock, name).__name__, (AnyColumn, getattr(stock, name)), {}) for name in names}
    if connection.vendor == "sqlite":
        parts["index_class"] = type(stock.index_class.__name__, (KnownNorms, stock.index_class), {})
    return type(stock.__name__, (PlainWords, stock), parts)
