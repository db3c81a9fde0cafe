"""A row as JSON, and back: by columns, as they are stored, whatever the database.

Types of content and permissions have other numbers in each install: they are named by their words.
"""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import FileField, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField

from transfer.tables import EMPTIED, KEPT_OUT

AS_WORDS = (date, datetime, time, timedelta, Decimal, UUID)
TYPE_IN_CONTENT = "content_type"  # of what a revision holds


def columns_of(model):
    return model._meta.local_concrete_fields


def rows_of(model, chunk=500):
    """Each row as a ``dict`` of JSON values, in the order of keys; read as it is written, never all at once."""
    fields = columns_of(model)
    streams = [field for field in fields if isinstance(field, StreamField)]
    texts = {f"text_of_{field.name}": Cast(field.attname, TextField()) for field in streams}
    names = [f"text_of_{field.name}" if field in streams else field.attname for field in fields]
    rows = model._base_manager.order_by("pk").annotate(**texts).values_list(*names)
    for row in rows.iterator(chunk_size=chunk):
        yield {field.attname: _written(model, field, value) for field, value in zip(fields, row, strict=True)}


def _written(model, field, value):
    if value is None or field.name in EMPTIED.get(model._meta.label, ()):
        return None if value is None else ""
    if isinstance(field, StreamField):
        return json.loads(value)
    if field.is_relation:
        return _named(field, value)
    if field.name == "content" and model._meta.label == "wagtailcore.Revision":
        return _with_type(value, _words_of_type)
    return field.value_to_string(_Holder(field, value)) if isinstance(value, AS_WORDS) else value


class _Holder:
    """What ``value_to_string`` reads a value from."""

    def __init__(self, field, value):
        setattr(self, field.attname, value)


def _named(field, value):
    target = field.remote_field.model
    if target is ContentType:
        return _words_of_type(value)
    if target is Permission:
        return _permissions()[value]
    if target._meta.label in KEPT_OUT:
        return None
    return str(value) if isinstance(value, AS_WORDS) else value


def _with_type(content, translated):
    if isinstance(content, dict) and content.get(TYPE_IN_CONTENT) is not None:
        return {**content, TYPE_IN_CONTENT: translated(content[TYPE_IN_CONTENT])}
    return content


def _words_of_type(key):
    """A type that this install does not know any more stays a number, which no install takes for one."""
    found = _types().get(key)
    return list(found) if found else key


@cache
def _types():
    return {row.pk: row.natural_key() for row in ContentType.objects.all()}


@cache
def _permissions():
    rows = Permission.objects.select_related("content_type")
    return {row.pk: list(row.natural_key()) for row in rows}


def forget():
    """Each command reads the numbers of its own install."""
    _types.cache_clear()
    _permissions.cache_clear()


@cache
def _unasked(model):
    """Defaults that would be asked of tables that are empty yet, as the collection of an image."""
    return {field.attname: None for field in model._meta.concrete_fields if callable(field.default)}


class Unknown(Exception):
    """A value that this install cannot have; its text says which."""


class Reader:
    """From JSON to instances that may be inserted as they are."""

    def __init__(self):
        forget()
        self.types = {words: key for key, words in _types().items()}
        self.permissions = {tuple(words): key for key, words in _permissions().items()}

    def instance(self, model, row):
        fields = columns_of(model)
        if not isinstance(row, dict) or set(row) != {field.attname for field in fields}:
            raise Unknown(f"{model._meta.label} : colonnes inattendues.")
        made = model(**_unasked(model))
        for field in fields:
            value = self._read(model, field, row[field.attname])
            if isinstance(field, FileField):  # set as others are, an image is opened for its size: not there yet
                made.__dict__[field.attname] = value
            else:
                setattr(made, field.attname, value)
        made._state.adding = True
        return made

    def _read(self, model, field, value):
        if value is None or isinstance(field, StreamField):
            return value
        if field.is_relation:
            return self._key(field, value)
        if isinstance(field, FileField) and not isinstance(value, str):
            raise Unknown(f"« {field.name} » n’est pas un nom de fichier : {value!r}.")
        if field.name == "content" and model._meta.label == "wagtailcore.Revision":
            return _with_type(value, self._type)
        if field.get_internal_type() == "JSONField":
            return value
        return field.to_python(value)

    def _key(self, field, value):
        target = field.remote_field.model
        if target is ContentType:
            return self._type(value)
        if target is Permission:
            return self._found(self.permissions, value, "droit")
        return field.to_python(value)

    def _type(self, value):
        return value if isinstance(value, int) else self._found(self.types, value, "type de contenu")

    def _found(self, known, words, what):
        key = known.get(tuple(words)) if isinstance(words, list) else None
        if key is None:
            raise Unknown(f"{what} inconnu ici : {words}.")
        return key
