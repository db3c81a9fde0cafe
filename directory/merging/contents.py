"""One record in place of another in the serialized content of a page: fields, rows, blocks, properties.

Pages are met through the fields of their models, never by class; a version and what is saved are read alike.
"""

import json
from copy import deepcopy
from dataclasses import dataclass

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField

from catalog.property_types import TYPES

OF_A_ROW = {"pk", "sort_order"}  # what two rows that say the same may differ in


@dataclass(frozen=True)
class Swap:
    """``words``: how codes name the record in blocks, before and after (« theme:sport »)."""

    model: type[models.Model]
    lost: int
    kept: int
    words: tuple[str, str] = ("", "")

    def key(self, value):
        return self.kept if str(value) == str(self.lost) else value

    def keys(self, values):
        return list(dict.fromkeys(map(self.key, values))) if isinstance(values, list) else values

    def word(self, value):
        lost, kept = self.words
        return kept if lost and value == lost else value

    def is_of(self, model):
        return model is self.model


def swapped(content, model, swap):
    """``content`` with one record for the other; itself when it does not name it, or cannot be read."""
    if not isinstance(content, dict):
        return content
    found = deepcopy(content)
    _fields(found, model, swap)
    return found if found != content else content


def changed_fields(before, after):
    """``{field: [before, after]}`` of two contents."""
    return {name: [before.get(name), after.get(name)] for name in after if before.get(name) != after.get(name)}


def _fields(content, model, swap):
    for field in model._meta.get_fields():
        if getattr(field, "concrete", False) and content.get(field.name) is not None:
            content[field.name] = _value(field, content[field.name], swap)
    for relation in get_all_child_relations(model) if issubclass(model, ClusterableModel) else ():
        name = relation.get_accessor_name()
        if isinstance(content.get(name), list):
            content[name] = _rows(content[name], relation.related_model, swap)


def _value(field, value, swap):
    if isinstance(field, StreamField):
        return _stream(field.stream_block, value, swap)
    if field.name == "property_values":
        return _properties(value, swap)
    if not field.is_relation or not swap.is_of(field.related_model):
        return value
    return swap.keys(value) if field.many_to_many else swap.key(value)


def _rows(rows, model, swap):
    return _each_once([(_row(row, model, swap), row) for row in rows], _say_the_same)


def _row(row, model, swap):
    new = deepcopy(row)
    if isinstance(new, dict):
        _fields(new, model, swap)
    return new


def _each_once(pairs, are_same):
    """``[(new, old)]``: of two that have become one another, one. What an editor wrote twice stays twice."""
    kept = []
    for new, old in pairs:
        twins = (other for other in kept if are_same(other[0], new) and (new != old or other[1]))
        twin = next(twins, None)
        if twin is None:
            kept.append((new, new != old))
        elif isinstance(new, dict):
            twin[0].update({name: value for name, value in new.items() if twin[0].get(name) == ""})
    return [new for new, _changed in kept]


def _say_the_same(one, other):
    """What one leaves empty and the other says is no difference, nor is a box."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    names = (one.keys() | other.keys()) - OF_A_ROW
    return all(_agree(one.get(name), other.get(name)) for name in names)


def _agree(one, other):
    return one == other or "" in (one, other) or isinstance(one, bool)


def _properties(values, swap):
    if not isinstance(values, dict):
        return values
    return {code: _cell(cell, swap) for code, cell in values.items()}


def _cell(cell, swap):
    kind = TYPES.get(cell.get("t")) if isinstance(cell, dict) else None
    if kind is None or not kind.target or not swap.is_of(kind.target()):
        return cell
    return {**cell, "v": swap.key(cell.get("v"))}


def _stream(block, value, swap):
    """A stream is JSON in a text, in a version as in what a page says of itself."""
    if not isinstance(value, str):
        return _block(block, value, swap)
    try:
        raw = json.loads(value)
    except ValueError:
        return value
    found = _block(block, raw, swap)
    return value if found == raw else json.dumps(found)


def _block(block, value, swap):
    """What blocks of each sort keep. One that holds another value than its own keeps it."""
    if isinstance(block, blocks.BaseStreamBlock) and isinstance(value, list):
        return _items(value, lambda item: block.child_blocks.get(item.get("type")), swap)
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return _items(value, lambda item: block.child_block, swap)
    if isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
        child = block.child_blocks
        return {name: _block(child[name], each, swap) if name in child else each for name, each in value.items()}
    if isinstance(block, blocks.ChooserBlock):
        return swap.key(value) if swap.is_of(block.model_class) else value
    if isinstance(block, blocks.MultipleChoiceBlock) and isinstance(value, list):
        return list(dict.fromkeys(map(swap.word, value)))
    return swap.word(value) if isinstance(block, blocks.ChoiceBlock) else value


def _items(items, block_of, swap):
    pairs = [(_item(item, block_of, swap), item) for item in items]
    return _each_once(pairs, lambda one, other: _said(one) == _said(other))


def _item(item, block_of, swap):
    if isinstance(item, dict) and "value" in item:
        return {**item, "value": _block(block_of(item), item["value"], swap)}
    return _block(block_of({}), item, swap)


def _said(item):
    return (item.get("type"), item["value"]) if isinstance(item, dict) and "value" in item else item


def swap_of(model, lost, kept, scope=""):
    """Of two records."""
    words = (f"{scope}:{lost.code}", f"{scope}:{kept.code}") if scope else ("", "")
    return Swap(model, lost.pk, kept.pk, words)
