"""The fields of one kind: in the order of its form, moved in it, and those that go when it goes."""

from itertools import groupby

from django.db import transaction

from catalog.models import SheetProperty
from catalog.properties import properties_of

UP, DOWN = "up", "down"
STEP = 10


def fields_by_group(kind):
    """``[(group or None, [property])]`` as the form draws them."""
    return [(group, list(found)) for group, found in groupby(properties_of(kind.code), key=lambda prop: prop.group)]


@transaction.atomic
def move(kind, key, direction):
    """One place up or down among the fields of its group on this kind; those of other kinds keep their order."""
    prop = next((prop for prop in properties_of(kind.code) if str(prop.pk) == key), None)
    neighbour = prop and _neighbour(kind, prop, direction)
    if not neighbour:
        return
    ranked = list(SheetProperty.objects.select_for_update().filter(group=prop.group).order_by("order", "label"))
    ranked.remove(prop)
    ranked.insert(ranked.index(neighbour) + (direction == DOWN), prop)
    for place, each in enumerate(ranked, start=1):
        SheetProperty.objects.filter(pk=each.pk).update(order=place * STEP)


def _neighbour(kind, prop, direction):
    group = next(found for group, found in fields_by_group(kind) if group == prop.group)
    place = group.index(prop) + (1 if direction == DOWN else -1)
    return group[place] if 0 <= place < len(group) else None


def own_fields(kind):
    """``(empty, filled)``: fields of this kind alone, retired ones too."""
    alone = [prop for prop in kind.properties.filter(every_kind=False) if prop.kinds.count() == 1]
    filled = [prop for prop in alone if prop.is_filled()]
    return [prop for prop in alone if prop not in filled], filled
