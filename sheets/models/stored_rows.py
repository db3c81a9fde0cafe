"""The rows of a stored page, with the records they name: a statement a table, written once for all pages."""

from collections import defaultdict
from functools import cache

from modelcluster.queryset import FakeQuerySet

from directory.models import ReferenceVersion
from portal.reading.statements import Statement
from sheets.models.rows import DocumentLink, TargetAudience


def read_rows(page, relation):
    """What ``page.<relation>.all()`` gives from now on, as after ``prefetch_related``."""
    model = type(page)._meta.get_field(relation).related_model
    _keep(page, relation, model, _rows_of(type(page), relation)(page.pk))


def read_audience_terms(page):
    """The publics and the levels of all its audience rows, once these are read."""
    rows = page.audiences.all()
    for relation in ("publics", "levels") if rows else ():
        terms = defaultdict(list)
        for link in _audience_terms(relation)(page.pk):
            terms[link.targetaudience_id].append(link.term)
        for row in rows:
            _keep(row, relation, TargetAudience._meta.get_field(relation).related_model, terms[row.pk])


def read_versions(page):
    """The versions of all the reference documents that its rows name, once these are read."""
    named = [row.reference for row in page.document_links.all() if row.reference_id]
    versions = defaultdict(list)
    for version in _versions()(page.pk) if named else ():
        versions[version.document_id].append(version)
    for document in named:
        _keep(document, "versions", ReferenceVersion, versions[document.pk])


def _keep(record, relation, model, rows):
    vars(record).setdefault("_prefetched_objects_cache", {})[relation] = FakeQuerySet(model, rows)


@cache
def _rows_of(page_model, relation):
    field = page_model._meta.get_field(relation).field
    rows = field.model._default_manager.select_related(*getattr(field.model, "shown_with", ()))
    return Statement(lambda key: rows.filter(**{field.attname: key}))


@cache
def _audience_terms(relation):
    links = getattr(TargetAudience, relation).through._default_manager.select_related("term__vocabulary")
    order = [f"term__{name}" for name in TargetAudience._meta.get_field(relation).related_model._meta.ordering]
    return Statement(lambda key: links.filter(targetaudience__page_id=key).order_by(*order))


@cache
def _versions():
    links = DocumentLink.objects.order_by()
    return Statement(
        lambda key: ReferenceVersion.objects.filter(document__in=links.filter(page=key).values("reference"))
    )
