"""The records that a stored search names by their codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.db.models import Model, Q

from catalog.models import SheetKind, SheetProperty, Term
from search.live_lists.listing import codes_of, conditions_of


def named_records(value: Mapping) -> Iterator[tuple[Model, str]]:
    """``(record, field)``: terms, kinds and properties that exist."""
    for model, wanted, field in (
        (Term, _terms(value), "terms"),
        (SheetKind, _coded(codes_of(value.get("kinds"))), "kinds"),
        (SheetProperty, _coded([code for code, _end, _bound in conditions_of(value)]), "conditions"),
        (SheetProperty, _coded(_sorted_by(value)), "order"),
    ):
        if wanted:
            yield from ((record, field) for record in model.objects.filter(wanted))


def _sorted_by(value: Mapping) -> list[str]:
    """« par- » stands before the codes that are also names of other orders."""
    name = str(value.get("order") or "").removeprefix("-")
    return list({name, name.removeprefix("par-")})


def _coded(codes: list[str]) -> Q:
    return Q(code__in=codes) if any(codes) else Q()


def _terms(value: Mapping) -> Q:
    by_vocabulary = defaultdict(list)
    for term in codes_of(value.get("terms")):
        vocabulary, _colon, code = term.partition(":")
        by_vocabulary[vocabulary].append(code)
    wanted = Q()
    for vocabulary, codes in by_vocabulary.items():
        wanted |= Q(vocabulary__code=vocabulary, code__in=codes)
    return wanted
