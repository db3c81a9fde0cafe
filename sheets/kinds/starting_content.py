"""Starting content: a new page begins as a copy of its kind's model sheet, as the latest draft of it stands."""

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page

NEVER_COPIED = {"code", "change_note", "twin", "sheet_kind"}


def begin(page, kind):
    """Fills ``page``, not saved yet. What is shown in its form is then the editor's to keep or to change."""
    page.review_every = kind.review_every
    source = model_draft(page, kind)
    if source:
        copy_content(source, page, copied_fields(type(page)), copied_relations(type(page)))


def begin_undrawn(page, kind):
    """What fields made at request time may not have been drawn for: those that were take the place of the model's."""
    source = model_draft(page, kind)
    if source:
        copy_content(source, page, ["property_values"], ["page_terms"])


def model_draft(page, kind):
    source = kind.starting and kind.starting.specific
    return source.get_latest_revision_as_object() if source and type(source) is type(page) else None


def copy_content(source, page, fields, relations):
    """Fields, streams, properties and rows; neither what names the page nor its dates."""
    content = {**source.serializable_data(), "pk": None}
    copy = type(source).from_serializable_data(content, check_fks=True, strict_fks=False)
    for name in fields:
        setattr(page, name, getattr(copy, name))
    for relation in relations:
        rows = list(getattr(copy, relation).all())
        for row in rows:
            row.pk = None
        setattr(page, relation, rows)


def copied_fields(model):
    common = {field.name for field in Page._meta.get_fields()}
    left_out = common | NEVER_COPIED | set(model.exclude_fields_in_copy)
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in left_out and not field.primary_key and not isinstance(field, models.DateField)
    ]


def copied_relations(model):
    names = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    return [name for name in names if name != COMMENTS_RELATION_NAME]
