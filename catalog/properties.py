"""The properties as pages, forms and the search read them."""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from catalog.models import SheetProperty
from catalog.models.names import plain
from portal.cache.shared import shared_by_visits


def load_properties():
    """Every property that is not retired, with its kinds, group and vocabulary, those without a group first."""
    return _in_order(_defined().prefetch_related("kinds"))


def load_definitions() -> tuple[SheetProperty, ...]:
    """The same without their kinds, in one query, told apart."""
    return told_apart(_in_order(_defined()))


def told_apart(rows):
    """Two kinds may each have a « Durée »: where kinds meet, both are named with theirs. Only then are kinds read."""
    by_name = defaultdict(list)
    for prop in rows:
        by_name[plain(prop.label)].append(prop)
    repeated = [prop for found in by_name.values() if len(found) > 1 for prop in found]
    if repeated:
        prefetch_related_objects(repeated, "kinds")
    for prop in repeated:
        names = _("tous les types") if prop.every_kind else ", ".join(kind.name for kind in prop.kinds.all())
        prop.label = f"{prop.label} ({names})" if names else prop.label
    return rows


def _defined():
    return SheetProperty.objects.filter(retired=False).select_related("group", "vocabulary")


def _in_order(rows):
    return tuple(sorted(rows, key=_place))


def _place(prop):
    """Two of one name too stand in one order: a database gives rows in any."""
    group = prop.group
    rank = group.order if group else 0
    return (group is not None, rank, group.label if group else "", prop.order, prop.label, prop.pk)


_of_visits = shared_by_visits(load_properties)
_of_batch = ContextVar("properties of a batch", default=None)


def shared_properties():
    """For pages."""
    return _of_visits() if _of_batch.get() is None else _of_batch.get()


@contextmanager
def properties_read_once():
    """For whoever handles many pages."""
    token = _of_batch.set(load_properties())
    try:
        yield
    finally:
        _of_batch.reset(token)


def properties_of(kind_code, properties=None):
    """Those of sheets of this kind."""
    return [prop for prop in (load_properties() if properties is None else properties) if prop.applies_to(kind_code)]
