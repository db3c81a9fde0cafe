"""The properties as pages, forms and the search read them."""

from portal.caching import per_generation

from .models import SheetProperty


def load_properties():
    """Every property that is not retired, with its kinds, group and vocabulary, those without a group first."""
    return _in_order(_defined().prefetch_related("kinds"))


def load_definitions():
    """The same without their kinds, in one query."""
    return _in_order(_defined())


def _defined():
    return SheetProperty.objects.filter(retired=False).select_related("group", "vocabulary")


def _in_order(rows):
    return tuple(sorted(rows, key=_place))


def _place(prop):
    group = prop.group
    return (group is not None, group.order if group else 0, group.label if group else "", prop.order, prop.label)


shared_properties = per_generation(load_properties)  # for pages


def properties_of(kind_code, properties=None):
    """Those of sheets of this kind."""
    return [prop for prop in (load_properties() if properties is None else properties) if prop.applies_to(kind_code)]
