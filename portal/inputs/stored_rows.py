"""Rows of a page are checked, read from a version and written in a few queries, whatever their number.

Stock asks for each row whether what it names exists, twice, and writes it again when nothing in it has changed.
"""

from functools import cache

from django.db import models
from django.utils.functional import cached_property
from modelcluster.fields import ChildObjectsDescriptor, ParentalKey
from modelcluster.models import get_all_child_relations, model_from_serializable_data
from wagtail.models import Orderable


class Row(Orderable):
    class Meta(Orderable.Meta):
        abstract = True

    def clean_fields(self, exclude=None):
        """A record that stands on the row has just been read by the form: it exists."""
        read = {field.name for field in self._meta.fields if field.is_relation and has_record(self, field)}
        super().clean_fields({*(exclude or ()), *read})


def has_record(row, field):
    return field.is_cached(row) and field.get_cached_value(row) is not None


class RowsDescriptor(ChildObjectsDescriptor):
    @cached_property
    def child_object_manager_cls(self):
        return bulk_manager(super().child_object_manager_cls, self.rel)


class RowKey(ParentalKey):
    """For rows of plain columns, that nothing else wants to hear of one by one."""

    related_accessor_class = RowsDescriptor

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalKey", args, kwargs


def bulk_manager(manager_class, relation):
    class BulkManager(manager_class):
        def commit(self):
            if self.is_deferring:
                store(self.get_live_queryset(), relation.field, self.instance, self.get_object_list())
                del self.instance._cluster_related_objects[relation.get_accessor_name()]

    return BulkManager


def store(stored, key, page, rows):
    for row in rows:
        setattr(row, key.name, page)
    before = {row.pk: row for row in stored}
    gone = before.keys() - {row.pk for row in rows}
    if gone:
        stored.filter(pk__in=gone).delete()
    changed = [row for row in rows if row.pk in before and columns(row) != columns(before[row.pk])]
    if changed:
        stored.bulk_update(
            changed, [field.name for field in stored.model._meta.concrete_fields if not field.primary_key]
        )
    create(stored.model, [row for row in rows if row.pk not in before])


def create(model, rows):
    """A row of an old version comes back under its own key, unless somebody else's has it."""
    keys = [row.pk for row in rows if row.pk]
    taken = set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True)) if keys else ()
    for row in rows:
        row.pk = None if row.pk in taken else row.pk
    model._default_manager.bulk_create(rows)


def columns(row):
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


class KnownRows:
    """A page that is read from a version: when all that its rows name exists, nobody asks row by row."""

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        relations = {relation.get_accessor_name(): relation.related_model for relation in get_all_child_relations(cls)}
        exist = cache(are_stored)  # rows of every kind name their page
        known = {name for name, model in relations.items() if check_fks and all_exist(model, data.get(name), exist)}
        plain = {name: value for name, value in data.items() if name not in known}
        page = super().from_serializable_data(plain, check_fks=check_fks, strict_fks=strict_fks)
        for name in known:
            setattr(page, name, read_rows(relations[name], data[name]))
        return page


def all_exist(model, rows, exist):
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return bool(rows) and all(
        exist(field.target_field, frozenset(row.get(field.name) for row in rows) - {None}) for field in keys
    )


def are_stored(field, values):
    found = field.model._default_manager.filter(**{f"{field.name}__in": values})
    return found.count() == len(values)


def read_rows(model, rows):
    if hasattr(model, "from_serializable_data"):
        return [model.from_serializable_data(row, check_fks=False, strict_fks=True) for row in rows]
    return [model_from_serializable_data(model, row, check_fks=False, strict_fks=True) for row in rows]
