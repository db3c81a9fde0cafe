"""The types: one row each."""

from collections.abc import Callable
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

from catalog.models import SheetProperty
from catalog.property_fields import NumberField, ReferenceField, SpreadsheetDayField, YesNoField
from catalog.property_types import from_json
from catalog.property_types.base import PropertyType, Reach, same
from portal.inputs.addresses import AddressField, MailField
from portal.templatetags.portal_tags import french_date

Type = SheetProperty.Type


def reference(
    get_model: Callable[[], type[Model]], widget: Callable[[], forms.Widget], keys: tuple[str, ...], icon: str
) -> PropertyType:
    """``keys``: fields by which a spreadsheet may name the record, beside its primary key."""
    return PropertyType(
        lambda **kwargs: ReferenceField(get_model(), keys, widget=widget(), **kwargs),
        store=lambda record: record.pk,
        load=from_json.key,
        reach=Reach.EVERYWHERE,
        target=get_model,
        icon=icon,
    )


def _number_text(value: Any) -> str:
    return number_format(Decimal(str(value)), use_l10n=True, force_grouping=True)


TYPES: dict[str, PropertyType] = {
    Type.TEXT: PropertyType(
        partial(forms.CharField, max_length=255), load=from_json.text, reach=Reach.EVERYWHERE, is_indexed=True
    ),
    Type.LONG_TEXT: PropertyType(
        partial(forms.CharField, max_length=5000, widget=AdminAutoHeightTextInput),
        load=from_json.text,
        reach=Reach.EVERYWHERE,
        is_indexed=True,
        is_long=True,
    ),
    Type.NUMBER: PropertyType(
        NumberField,
        store=lambda number: int(number) if number == number.to_integral() else float(number),
        load=from_json.number,
        reach=Reach.EVERYWHERE,
        text=_number_text,
        has_unit=True,
        counted=float,
        search=float,
        icon="tag",
    ),
    Type.YES_NO: PropertyType(
        YesNoField,
        load=from_json.only(bool),
        reach=Reach.EVERYWHERE,
        text=lambda value: str(_("oui") if value else _("non")),
        search=bool,
        icon="check",
    ),
    Type.DATE: PropertyType(
        SpreadsheetDayField,
        store=date.isoformat,
        load=date.fromisoformat,
        reach=Reach.EVERYWHERE,
        text=french_date,
        counted=same,
        search=same,
        icon="date",
    ),
    Type.URL: PropertyType(
        partial(AddressField, max_length=500),
        load=from_json.address,
        reach=Reach.EVERYWHERE,
        is_address=True,
        icon="out",
    ),
    Type.EMAIL: PropertyType(MailField, load=from_json.text, reach=Reach.ITS_PAGE, icon="mail"),
    Type.PAGE: reference(lambda: Page, AdminPageChooser, (), "file"),
    Type.DOCUMENT: reference(get_document_model, AdminDocumentChooser, ("title",), "download"),
}


def add_type(name: str, kind: PropertyType) -> None:
    """For the app that holds the records a type refers to, in its ``AppConfig.ready``."""
    TYPES[name] = kind
