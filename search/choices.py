"""What a listing offers to choose from: kinds, terms, properties and orders as they are at this moment."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.kinds import type_choices
from directory.models import SheetProperty
from directory.properties import load_properties
from search.taxonomy import AGE, TYPE, Facet, load_taxonomy

Type = SheetProperty.Type
COMPARED = {Type.NUMBER, Type.DATE}
ANSWERED = {Type.YES_NO}

ORDERS = [("titre", gettext_lazy("Titre")), ("date", gettext_lazy("Vérifiée récemment"))]


def kind_choices():
    return type_choices()


def term_choices():
    """Terms by vocabulary, each stored as « vocabulary:term ». Ages have fields of their own."""
    properties = {prop.code for prop in load_properties()}
    offered = [each for each in load_taxonomy().offered if each.code not in {TYPE, AGE, *properties}]
    return [(facet.label, [_choice(facet, term) for term in facet.terms]) for facet in offered if facet.terms]


def _choice(facet: Facet, term):
    return f"{facet.code}:{term.code}", f"— {term.label}" if term.parent else term.label


def filterable_properties():
    """Those the public filters by: a choice is a vocabulary, and stands among the terms."""
    wanted = COMPARED | ANSWERED
    return [prop for prop in load_properties() if prop.facet and prop.is_public and prop.type in wanted]


def property_choices():
    return [(prop.code, f"{prop.label} ({prop.unit})" if prop.unit else prop.label) for prop in filterable_properties()]


def order_choices():
    sortable = [prop for prop in load_properties() if prop.sort and prop.is_public and prop.type in COMPARED]
    rising = [(prop.code, _("%(label)s, croissant") % {"label": prop.label}) for prop in sortable]
    falling = [(f"-{prop.code}", _("%(label)s, décroissant") % {"label": prop.label}) for prop in sortable]
    pairs = [each for both in zip(rising, falling, strict=True) for each in both]
    return [*ORDERS, *pairs]
