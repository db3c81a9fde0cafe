"""A revision that cannot be read whole, after years, an import or another tool: what can be is, the rest is named.

Wagtail and modelcluster trust what they stored and answer 500. What is unreadable is taken from the page as it is now.
"""

import json
from contextlib import suppress

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField

TREE_FIELDS = frozenset({"pk", "content_type", "path", "depth", "numchild"})


class Damageable:
    """Mixed into what has versions."""

    damaged = ()  # names of what a version held and could not be read

    def with_content_json(self, content):
        content = content if isinstance(content, dict) else {}
        with suppress(Exception):  # whatever modelcluster stumbles on
            version = super().with_content_json(content)
            if not is_misshapen(content, type(self)):
                return version
        content, damaged = readable(self, content)
        version = super().with_content_json(content)
        for name in damaged.keys() - content.keys():
            setattr(version, name, getattr(self, name))
        version.damaged = tuple(sorted(damaged.values()))
        return version


def readable(page, content):
    """``(content that can be read, {field or relation: name in words of what could not})``."""
    kept, damaged = dict(content), {}
    if "pk" not in kept:  # nobody's revision: nothing in it says that it is whole
        kept, damaged = {**page.serializable_data(), **kept}, {"pk": _("Tout le contenu")}
    rows = {relation.get_accessor_name(): relation.related_model for relation in get_all_child_relations(type(page))}
    for name in set(content) - TREE_FIELDS:
        if name in rows:
            kept[name] = _readable_rows(rows[name], content[name])
            if kept[name] != content[name]:
                damaged[name] = capfirst(rows[name]._meta.verbose_name_plural)
        elif not _is_readable(type(page), name, content[name]):
            del kept[name]
            damaged[name] = capfirst(page._meta.get_field(name).verbose_name)
    return kept, damaged


def is_misshapen(content, model):
    """Whether a stream or a JSON column holds what loads well and would be stumbled on later."""
    columns = [field.name for field in model._meta.concrete_fields if isinstance(field, StreamField | models.JSONField)]
    return any(not _is_readable(model, name, content[name]) for name in columns if name in content)


def _readable_rows(model, rows):
    if not isinstance(rows, list):
        return []
    found = [row for row in rows if isinstance(row, dict)]
    return [row for row in found if all(_is_readable(model, name, value) for name, value in row.items())]


def _is_readable(model, name, value):
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return True
    if not field.concrete:
        return True
    try:
        if isinstance(field, StreamField):
            return _fits(field.stream_block, json.loads(value) if isinstance(value, str) else value or [])
        if field.many_to_many:
            return isinstance(value, list) and all(isinstance(key, int) for key in value)
        return _fits_column(field, value)
    except Exception:
        return False


def _fits_column(field, value):
    if value is None:
        return field.null
    if isinstance(field, models.JSONField):
        return isinstance(value, type(field.get_default()))
    field.to_python(value)
    if field.is_relation and field.remote_field.on_delete is models.PROTECT:
        return field.related_model._default_manager.filter(pk=value).exists()
    return True


def _fits(block, raw):
    if isinstance(block, blocks.StreamBlock):
        return isinstance(raw, list) and all(_fits_child(block, child) for child in raw)
    if isinstance(block, blocks.StructBlock):
        return isinstance(raw, dict) and all(
            _fits(child, raw[name]) for name, child in block.child_blocks.items() if name in raw
        )
    if isinstance(block, blocks.ListBlock):
        items = [each.get("value") if isinstance(each, dict) and "id" in each else each for each in raw]
        return all(_fits(block.child_block, each) for each in items)
    if isinstance(block, TypedTableBlock):
        return isinstance(raw, dict)
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock):
        return isinstance(raw, str)
    return True


def _fits_child(block, child):
    if not isinstance(child, dict) or not isinstance(child.get("type"), str) or "value" not in child:
        return False
    known = block.child_blocks.get(child["type"])
    return known is None or _fits(known, child["value"])
