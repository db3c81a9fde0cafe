"""What the database holds of one record, reduced to words, numbers and the codes of what it refers to."""

import json
import re
from html import unescape

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import strip_tags
from wagtail.models import Page, ReferenceIndex

from catalog.models import Term

TAG_ENDS = re.compile(r"</?(?:p|li|ul|h2|h3|br)\s*/?>")


def plain(text):
    return " ".join(unescape(strip_tags(TAG_ENDS.sub(" ", str(text)))).split())


def scalars(value, path=""):
    """``(path, value)`` of every leaf; positions in lists are left out of the path."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from scalars(each, f"{path}.{key}".strip("."))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from scalars(each, path)
    else:
        yield path, value


class Stored:
    def __init__(self, *instances):
        self.text, self.numbers, self.codes = "", set(), set()
        for instance in instances:
            self._read(instance)

    def holds(self, value):
        """A text is held when each of its lines is; a number when it stands as such; a code when it is referred to."""
        if isinstance(value, bool):
            raise TypeError("a yes or no cannot be found in a text")
        if isinstance(value, int | float):
            alone = rf"(?<!\d){re.escape(str(value))}(?!\d)"
            return value in self.numbers or str(value) in self.codes or bool(re.search(alone, self.text))
        return str(value) in self.codes or all(line in self.text for line in _lines(value))

    def _read(self, instance):
        data = instance.serializable_data() if isinstance(instance, Page) else _fields(instance)
        data = json.loads(json.dumps(data, cls=DjangoJSONEncoder, default=str))
        for _path, value in scalars(_with_streams(data)):
            if isinstance(value, str):
                self.text += f" {plain(value)}"
            elif value is not None:
                self.numbers.add(value)
        self.codes |= set(_codes(instance))


def _fields(record):
    return {field.name: field.value_from_object(record) for field in record._meta.concrete_fields}


def _lines(text):
    return [plain(line.strip().removeprefix("- ").removeprefix("## ")) for line in str(text).splitlines()]


def _with_streams(value):
    """Stream fields are stored as JSON in a text."""
    if isinstance(value, dict):
        return {key: _with_streams(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_streams(each) for each in value]
    if isinstance(value, str) and value.startswith("[{"):
        return json.loads(value)
    return value


def _codes(instance):
    yield instance.code if hasattr(instance, "code") else ""
    for reference in ReferenceIndex.get_references_for_object(instance):
        target = reference.to_content_type.get_object_for_this_type(pk=reference.to_object_id)
        target = target.specific if isinstance(target, Page) else target
        yield getattr(target, "code", "")
        yield str(getattr(target, "number", ""))
    for row in instance.audiences.all() if hasattr(instance, "audiences") else []:
        yield from (term.code for term in [*row.publics.all(), *row.levels.all()])
    if hasattr(instance, "sectors"):
        yield from (term.code for term in instance.sectors.all())
    if isinstance(instance, Term):
        yield from (each.code for each in (instance.parent, instance.counterpart) if each)
