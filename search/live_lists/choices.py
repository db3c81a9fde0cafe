"""What a listing offers to choose from: kinds, terms, properties and orders as they are at this moment."""

from __future__ import annotations

from django.utils.translation import gettext as _

from catalog.kinds import type_choices
from search.queries.query import sort_columns
from search.queries.taxonomy import AGE, TYPE, Facet, TermRow, load_taxonomy


def kind_choices():
    return type_choices()


def term_choices():
    """Terms by vocabulary, each stored as « vocabulary:term ». Ages and properties have fields of their own."""
    offered = [each for each in load_taxonomy().offered if each.code not in {TYPE, AGE} and not each.is_yes_no]
    return [(facet.label, [_choice(facet, term) for term in facet.terms]) for facet in offered if facet.terms]


def _choice(facet: Facet, term: TermRow) -> tuple[str, str]:
    return f"{facet.code}:{term.code}", f"— {term.label}" if term.parent else term.label


def property_choices():
    """Those the public filters by: a choice is a vocabulary, and stands among the terms."""
    taxonomy = load_taxonomy()
    compared = [(code, each.heading) for code, each in taxonomy.ranges.items()]
    return compared + [(facet.code, facet.label) for facet in taxonomy.offered if facet.is_yes_no]


def order_choices():
    orders = [("ordre", _("Dans l’ordre du site")), ("titre", _("Titre")), ("date", _("Vérifiée récemment"))]
    for name, column in sort_columns(load_taxonomy()).items():
        orders.append((name, _("%(label)s, croissant") % {"label": column.label}))
        orders.append((f"-{name}", _("%(label)s, décroissant") % {"label": column.label}))
    return orders
