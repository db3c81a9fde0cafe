"""Loads records by code: each is added, updated or, when an editor changed or deleted it since it was loaded, kept.

Knows nothing of where they come from: ``Item`` says how to find, fill and link one.
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field

from django.core.serializers.json import DjangoJSONEncoder
from django.forms.models import model_to_dict
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update, update_reference_index_on_save

from install.models import LoadedRecord
from portal.pages import page_models

# Fields that change without anybody changing the content.
VOLATILE = {
    "pk",
    "content_type",
    "path",
    "depth",
    "numchild",
    "url_path",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
    "latest_revision",
    "latest_revision_created_at",
    "draft_title",
    "owner",
    "locked",
    "locked_at",
    "locked_by",
    "translation_key",
    "comments",
}


def digest(value):
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def state_of(instance):
    """What an editor could have changed: the latest draft of a page, the fields of a record."""
    if isinstance(instance, Page):
        data = instance.get_latest_revision_as_object().serializable_data()
        return digest(_without(data))
    data = model_to_dict(type(instance).objects.get(pk=instance.pk))
    many = {
        name: sorted(each.pk for each in value)
        for name, value in data.items()
        if isinstance(value, list) and value and hasattr(value[0], "pk")
    }
    return digest(_without({**data, **many}))


def _without(value):
    if isinstance(value, dict):
        return {key: _without(each) for key, each in value.items() if key not in VOLATILE}
    if isinstance(value, list):
        return [_without(each) for each in value]
    return _read_stream(value) if isinstance(value, str) and value.startswith("[{") else value


def _read_stream(text):
    """A stream field is JSON in a text, and PostgreSQL puts the keys of JSON in an order of its own."""
    try:
        return json.loads(text)
    except ValueError:
        return text


@dataclass
class Item:
    """One record to load: how to find it, fill it and, once everything exists, link it."""

    key: str
    data: dict
    find: object
    fill: object
    link: object = None
    parent: object = None
    note: str = ""
    instance: object = None
    outcome: str = ""


@dataclass
class Loader:
    read: object
    report: Counter = field(default_factory=Counter)
    pages: dict = field(default_factory=dict)
    known: dict = field(default_factory=dict)

    def load(self, items):
        self.pages = {page.code: page for model in page_models() for page in model.objects.all()}
        self.known = LoadedRecord.objects.in_bulk(field_name="key")
        # Wagtail would index the references of each row of a page, several times over: once a record is enough.
        with disable_reference_index_auto_update():
            for item in items:
                self._place(item)
            for item in items:
                if item.outcome != "kept":
                    self._finish(item)
                self.report[item.outcome] += 1
        for item in items:
            if item.outcome != "kept":
                update_reference_index_on_save(item.instance)

    def _place(self, item):
        """Finds or creates the record and fills it, unless an editor changed or removed it."""
        item.instance = item.find(item.data)
        item.outcome = self._decide(item)
        if item.outcome != "kept":
            item.fill(item.instance, item.data, self.read)
            self._store_page(item)
        if isinstance(item.instance, Page) and item.instance.pk:
            self.pages[item.instance.code] = item.instance

    def _decide(self, item):
        record = self.known.get(item.key)
        exists = item.instance.pk is not None
        if record is None:
            return "updated" if exists else "added"
        if not exists or record.loaded == digest(item.data) or record.stored != state_of(item.instance):
            return "kept"
        return "updated"

    def _store_page(self, item):
        if not isinstance(item.instance, Page):
            return
        if item.instance.pk is None:
            parent = item.parent()
            item.instance.locale = parent.locale
            parent.add_child(instance=item.instance)

    def _finish(self, item):
        instance = item.instance
        if item.link:
            item.link(instance, item.data, self.read, self.pages)
        if isinstance(instance, Page):
            instance.change_note = item.note
            instance.save_revision(changed=True).publish()
        LoadedRecord.objects.update_or_create(
            key=item.key, defaults={"loaded": digest(item.data), "stored": state_of(instance)}
        )
