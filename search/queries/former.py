"""Codes that an address still says of what was found to be something else: read only where one is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalog.models import FormerCode, Term
from directory.models import Organization
from search.engines.contract import ACTOR


def nothing_moved(facet: str, codes: Iterable[str]) -> Mapping[str, str]:
    """Of a taxonomy made without a database."""
    return {}


def current_codes(facet: str, codes: Iterable[str]) -> Mapping[str, str]:
    """``{code: the one that stays}`` of those of a facet that were merged."""
    model, scope = (Organization, "") if facet == ACTOR else (Term, facet)
    found = FormerCode.objects.filter(model=model._meta.label_lower, scope=scope, code__in=list(codes))
    return dict(found.values_list("code", "current"))
