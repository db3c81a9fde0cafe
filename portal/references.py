"""Which pages refer to a record, by rows or inside blocks: Wagtail's reference index, asked the right way."""

from collections import defaultdict
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page, ReferenceIndex, get_page_models


def _page_types():
    """In one order: what a process has read already comes first otherwise, and one statement is noted as two."""
    return sorted(each.pk for each in ContentType.objects.get_for_models(*get_page_models()).values())


def page_references(instance):
    """``{(primary key, path)}``: where in their saved content pages refer to ``instance``.

    Other models have numbers of their own.
    """
    references = ReferenceIndex.get_references_to(instance).filter(base_content_type__in=_page_types())
    return {(int(pk), path) for pk, path in references.values_list("object_id", "model_path").distinct()}


def references_from_pages(model, keys=None):
    """``{key of a record: {key of a page: {path}}}`` of the records of ``model``, or of these, in saved content."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type__in=_page_types(),
    )
    if keys is not None:
        references = references.filter(to_object_id__in=[str(key) for key in keys])
    found = defaultdict(lambda: defaultdict(set))
    for key, page, path in references.values_list("to_object_id", "object_id", "model_path").distinct():
        found[int(key)][int(page)].add(path)
    return found


def referring_page_ids(instance):
    return {pk for pk, _path in page_references(instance)}


def draft_page_ids(instance):
    """Pages whose latest draft refers to ``instance``: the index knows what is saved on the page only."""
    content_type = ContentType.objects.get_for_model(instance).pk
    found = set()
    for page in Page.objects.filter(has_unpublished_changes=True).specific().iterator():
        references = ReferenceIndex._extract_references_from_object(page.get_latest_revision_as_object())
        if any(reference[:2] == (content_type, str(instance.pk)) for reference in references):
            found.add(page.pk)
    return found


@contextmanager
def indexed_once(instance):
    """Reads the references of ``instance`` once at the end, and not again for each of its rows that is stored.

    Wagtail reads the whole record at each row: the square of two thousand terms is four minutes.
    """
    from wagtail import signal_handlers  # which asks for models that are not all there while this one is read

    if getattr(signal_handlers.reference_index_auto_update_disabled, "value", False):
        yield
        return
    with signal_handlers.disable_reference_index_auto_update():
        yield
    signal_handlers.update_reference_index_on_save(instance)


class IndexedOnce(models.Model):
    """A record with rows of its own, stored with them by ``save()``."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with indexed_once(self):
            super().save(*args, **kwargs)
