"""Where a record is used: a record asks, and whoever knows records that use it answers.

A model cannot import those who use it. They register instead, with ``says_usages_of("app.model")``: a function from the
record to what uses it, false where nothing does.
"""

from collections import defaultdict
from collections.abc import Callable

_finders: dict[str, list[Callable]] = defaultdict(list)  # by label of a model


def says_usages_of(label):
    def register(find):
        _finders[label].append(find)
        return find

    return register


def is_in_use(record):
    return record.pk is not None and any(find(record) for find in _finders[record._meta.label_lower])
