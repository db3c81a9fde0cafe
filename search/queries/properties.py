"""The public properties as the search reads them: what their values mean in addresses, in words, and as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalog.models import SheetProperty
from catalog.property_types import TYPES, PropertyType
from search.engines.contract import NO, YES
from search.queries.wording import NBSP

CHOICE, DATE, NUMBER, YES_NO = (
    str(name.value)
    for name in (
        SheetProperty.Type.CHOICE, SheetProperty.Type.DATE, SheetProperty.Type.NUMBER, SheetProperty.Type.YES_NO,
    )
)  # fmt: skip

# As many digits as a value may have, so that whatever is read can be written back.
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,4})?")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Property:
    code: str
    label: str
    type: str
    unit: str = ""
    is_filter: bool = False  # boxes for yes or no, from … to … for a number and a date
    is_sortable: bool = False
    is_listed: bool = False
    is_exported: bool = False
    vocabulary: str = ""  # of a choice

    @property
    def is_choice(self) -> bool:
        return self.type == CHOICE

    @property
    def kind(self) -> PropertyType:
        """Of any but a choice, whose values are terms."""
        return TYPES[self.type]

    @property
    def heading(self) -> str:
        """Above values without their unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    @property
    def is_column(self) -> bool:
        """Whether its values are numbers to the engines: a day is one too."""
        return self.type in (NUMBER, DATE)

    @property
    def is_date(self) -> bool:
        return self.type == DATE

    def read(self, text: str) -> float | None:
        """What an address or a form says: « 45,5 », « 45.5 », « 2027-01-05 », « 05/01/2027 »."""
        text = _SPACES.sub("", text)
        if not self.is_date:
            return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
        for style in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return float(datetime.strptime(text, style).date().toordinal())  # noqa: DTZ007 - a day has no hour
            except ValueError:
                continue
        return None

    def write(self, number: float) -> str:
        """One way to write each value in an address: « 45.5 », « 2027-01-05 »."""
        if self.is_date:
            return date.fromordinal(int(number)).isoformat()
        return f"{Decimal(repr(number + 0.0)).normalize():f}"

    def in_words(self, number: float) -> str:
        """Without its unit: « 45,5 », « 5 janvier 2027 »."""
        value = date.fromordinal(int(number)) if self.is_date else Decimal(self.write(number))
        return self.kind.words(value)

    def with_unit(self, text: str) -> str:
        return self.kind.with_unit(text, self.unit)

    def describe(self, least: float | None, greatest: float | None) -> str:
        """« Durée : 30 à 60 min », « Début : jusqu’au 5 janvier 2027 »."""
        return f"{self.label}{NBSP}: {self._between(least, greatest)}"

    def _between(self, least: float | None, greatest: float | None) -> str:
        first, last = ("" if end is None else self.in_words(end) for end in (least, greatest))
        if first == last:
            return self.with_unit(first)
        if not last:
            since = _("à partir du %(value)s") if self.is_date else _("à partir de %(value)s")
            return self.with_unit(since % {"value": first})
        if not first:
            until = _("jusqu’au %(value)s") if self.is_date else _("jusqu’à %(value)s")
            return self.with_unit(until % {"value": last})
        between = _("du %(first)s au %(last)s") if self.is_date else _("%(first)s à %(last)s")
        return self.with_unit(between % {"first": first, "last": last})


def property_of(row: SheetProperty) -> Property:
    return Property(
        code=row.code,
        label=row.label,
        type=row.type,
        unit=row.unit,
        is_filter=row.facet,
        is_sortable=row.sort,
        is_listed=row.listing,
        is_exported=row.export,
        vocabulary=row.vocabulary.code if row.vocabulary else "",
    )


def public_properties(rows: tuple[SheetProperty, ...]) -> tuple[Property, ...]:
    """Those whose values may leave their page; an e-mail address stays on it."""
    public = [property_of(row) for row in rows if row.is_public]
    return tuple(each for each in public if each.is_choice or each.kind.is_listed)


def numbers_of_page(values: Mapping[str, Any]) -> dict[str, float]:
    """The columns among a page's values."""
    numbers: dict[str, float] = {}
    for code, value in values.items():
        if isinstance(value, date):
            numbers[code] = float(value.toordinal())
        elif not isinstance(value, bool):
            numbers[code] = float(value)
    return numbers


def facets_of_page(values: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """The yes or no among a page's values."""
    return {code: (YES if value else NO,) for code, value in values.items() if isinstance(value, bool)}
