"""In which tab of its edit screen a field stands: a refusal says where to look."""

from django.utils.translation import gettext as _
from wagtail.admin.panels import TabbedInterface


def tabs_by_field(panel):
    """``{field or relation: heading}`` of a panel, bound to a form or not."""
    handler = getattr(panel, "panel", panel)
    if not isinstance(handler, TabbedInterface):
        return {}
    return {name: str(tab.heading) for tab in panel.children for name in _names(tab)}


def _names(panel):
    handler = getattr(panel, "panel", panel)
    own = (getattr(handler, name, None) for name in ("field_name", "relation_name"))
    yield from (name for name in own if name)
    for child in getattr(panel, "children", ()):
        yield from _names(child)


def in_tab(tab):
    return _("Onglet « %(tab)s ».") % {"tab": tab} if tab else ""


def errors_with_places(form, panel):
    """One sentence per refusal of a form, fields and rows alike."""
    tabs = tabs_by_field(panel)
    refused = [(name, form.fields[name].label, errors) for name, errors in form.errors.items() if name in form.fields]
    rows = [(name, formset) for name, formset in form.formsets.items() if not formset.is_valid()]
    refused += [
        (name, formset.model._meta.verbose_name_plural, [_("une ligne est à corriger.")]) for name, formset in rows
    ]
    return [f"{_place(tabs.get(name), label)} : {' '.join(errors)}" for name, label, errors in refused]


def _place(tab, label):
    field = _("champ « %(label)s »") % {"label": str(label)[:1].upper() + str(label)[1:]}
    return _("Onglet « %(tab)s », %(field)s") % {"tab": tab, "field": field} if tab else field.capitalize()
