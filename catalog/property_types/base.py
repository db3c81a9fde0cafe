"""What a row of the table says, and what is asked of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django import forms
from django.db.models import Model
from wagtail.models import Page

from portal.text.typography import NBSP

Cell = dict[str, Any]  # {"t": type, "v": value}


class Reach(Enum):
    """How far the values of a type go, when their property is public."""

    EDITORS = "editors"
    ITS_PAGE = "page"
    EVERYWHERE = "everywhere"  # lists, exports and the API too


@dataclass(frozen=True)
class PublicRecord:
    """A record as visitors read of it: lists its title and its address, its page what its template takes."""

    title: str
    url: str = ""
    record: Any = None

    def __str__(self) -> str:
        return self.title


def same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class PropertyType:
    """What may be put in words, in a file or in JSON is a value read back; of a reference, the record that it names,
    which visitors get as a ``PublicRecord``. What the row does not say of a type is the careful answer.
    """

    field: Callable[..., forms.Field]
    store: Callable[[Any], Any] = same  # a clean value as JSON
    load: Callable[[Any], Any] = same  # and back; of a reference, the primary key
    reach: Reach = Reach.EDITORS
    text: Callable[[Any], str] = str  # for people, without unit
    has_unit: bool = False
    counted: Callable[[Any], Any] | None = None  # what a spreadsheet counts with, where words are not enough
    target: Callable[[], type[Model]] | None = None  # the model it refers to
    search: Callable[[Any], Any] | None = None  # a float, date or bool to filter and sort by
    is_indexed: bool = False  # its words find the page
    is_address: bool = False  # it leads where it says
    icon: str = "info"
    is_long: bool = False  # it takes the whole width

    @property
    def is_public(self) -> bool:
        return self.reach is not Reach.EDITORS

    @property
    def is_listed(self) -> bool:
        return self.reach is Reach.EVERYWHERE

    @property
    def names_pages(self) -> bool:
        return self.target is not None and issubclass(self.target(), Page)

    def words(self, value: Any, unit: str = "") -> str:
        return self.with_unit(self.text(value), unit)

    def with_unit(self, text: str, unit: str) -> str:
        return f"{text}{NBSP}{unit}" if unit and self.has_unit else text

    def address(self, value: Any) -> str:
        """Where a public value leads, if anywhere."""
        if self.is_address:
            return str(value)
        return str(value.url) if self.target else ""

    def cell_for_file(self, value: Any) -> Any:
        """Numbers and dates as themselves, the unit being in the heading."""
        return self.counted(value) if self.counted else self.words(value)

    def for_programs(self, value: Any) -> Any:
        """A public value as JSON."""
        return {"title": value.title, "url": value.url} if self.target else self.store(value)

    def public_value(self, value: Any, records: Mapping[int, Any]) -> Any:
        """What visitors may see of a value as it is stored, or None; ``records`` are those anyone may see, by key."""
        if not self.is_public:
            return None
        return _public_record(records.get(value)) if self.target else value


def _public_record(record: Any) -> PublicRecord | None:
    return record and PublicRecord(record.title, getattr(record, "url", "") or "", record)
