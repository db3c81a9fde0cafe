"""What each type of property is: how it is typed in, stored as JSON, read back, written out and searched.

``clean_cell`` is the only way in, whether the value comes from a form, a spreadsheet or an API. A new type is one row
of ``TYPES`` and one line of ``SheetProperty.Type``; its contract is ``tests/sheets/test_property_types.py``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminPageChooser
from wagtail.documents import get_document_model
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.models import Page

from directory.choosers import contact_chooser
from directory.models import Contact, SheetProperty
from directory.property_fields import NumberField, ReferenceField, SpreadsheetDayField, YesNoField
from portal.inputs.addresses import AddressField, MailField
from portal.templatetags.portal_tags import french_date

Type = SheetProperty.Type
Cell = dict[str, Any]  # {"t": type, "v": value}


LARGEST_KEY = 2**31 - 1  # of the primary keys of Wagtail's tables
TOO_LARGE = 10**12  # more digits than any form or address takes
SCHEMES = ("http://", "https://", "ftp://", "ftps://")


def same(value: Any) -> Any:
    return value


def _only(wanted: type) -> Callable[[Any], Any]:
    """Stored JSON as it is, provided that it is of the type that was stored."""

    def load(value: Any) -> Any:
        if not isinstance(value, wanted):
            raise TypeError(value)
        return value

    return load


def _text(value: Any) -> str:
    """Half a surrogate is JSON, and no page can be made of it."""
    text: str = _only(str)(value)
    text.encode()
    return text


def _address(value: Any) -> str:
    """It becomes a link: of what forms accept, and never a script."""
    address = _text(value)
    if not address.lower().startswith(SCHEMES):
        raise ValueError(value)
    return address


def _number(value: Any) -> Decimal:
    number = Decimal(str(value))
    if isinstance(value, bool) or not number.is_finite() or abs(number) >= TOO_LARGE:
        raise ValueError(value)
    return number


def _key(value: Any) -> int:
    if isinstance(value, bool) or not 0 < int(value) <= LARGEST_KEY:
        raise ValueError(value)
    return int(value)


@dataclass(frozen=True)
class PropertyType:
    field: Callable[..., forms.Field]
    store: Callable[[Any], Any] = same  # a clean value as JSON
    load: Callable[[Any], Any] = same  # and back; of a reference, the primary key
    text: Callable[[Any], str] = str  # for people, without unit
    target: Callable[[], type[Model]] | None = None  # the model it refers to
    search: Callable[[Any], Any] | None = None  # a float, date or bool to filter and sort by
    is_indexed: bool = False  # its words find the page
    is_listed: bool = True  # leaves the page for lists, exports and the API: an e-mail address never does


def _reference(
    get_model: Callable[[], type[Model]], widget: Callable[[], forms.Widget], keys: tuple[str, ...]
) -> PropertyType:
    """``keys``: fields by which a spreadsheet may name the record, beside its primary key."""
    return PropertyType(
        lambda **kwargs: ReferenceField(get_model(), keys, widget=widget(), **kwargs),
        store=lambda record: record.pk,
        load=_key,
        target=get_model,
    )


def _number_text(value: Any) -> str:
    return number_format(Decimal(str(value)), use_l10n=True, force_grouping=True)


TYPES: dict[str, PropertyType] = {
    Type.TEXT: PropertyType(partial(forms.CharField, max_length=255), load=_text, is_indexed=True),
    Type.LONG_TEXT: PropertyType(
        partial(forms.CharField, max_length=5000, widget=AdminAutoHeightTextInput), load=_text, is_indexed=True
    ),
    Type.NUMBER: PropertyType(
        NumberField,
        store=lambda number: int(number) if number == number.to_integral() else float(number),
        load=_number,
        text=_number_text,
        search=float,
    ),
    Type.YES_NO: PropertyType(
        YesNoField, load=_only(bool), text=lambda value: str(_("oui") if value else _("non")), search=bool
    ),
    Type.DATE: PropertyType(
        SpreadsheetDayField,
        store=date.isoformat,
        load=date.fromisoformat,
        text=french_date,
        search=same,
    ),
    Type.URL: PropertyType(partial(AddressField, max_length=500), load=_address),
    Type.EMAIL: PropertyType(MailField, load=_text, is_listed=False),
    Type.PAGE: _reference(lambda: Page, AdminPageChooser, ()),
    Type.DOCUMENT: _reference(get_document_model, AdminDocumentChooser, ("title",)),
    Type.CONTACT: _reference(lambda: Contact, contact_chooser.widget_class, ("code",)),
}


def form_field(prop: SheetProperty) -> forms.Field:
    """The form field of a property, a choice apart: that one is its vocabulary's."""
    return TYPES[prop.type].field(label=prop.heading, help_text=prop.help, required=prop.required)


def to_cell(prop: SheetProperty, value: Any) -> Cell | None:
    """A clean value as it is stored, or None when there is nothing."""
    return None if value in (None, "") else {"t": prop.type, "v": TYPES[prop.type].store(value)}


def clean_cell(prop: SheetProperty, raw: Any) -> Cell | None:
    """Any input as a stored cell, None when it is empty, or ``ValidationError`` in plain French."""
    return to_cell(prop, form_field(prop).clean(raw))


def load_cell(cell: Mapping[str, Any]) -> Any:
    """The value of a stored cell, or None when it cannot be read (an old revision, another tool)."""
    try:
        return TYPES[cell["t"]].load(cell["v"])
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return None
