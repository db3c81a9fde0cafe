"""What a paste brings along unseen is no part of an address, in any form of the admin."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.forms.choosers import PhoneLinkChooserForm
from wagtail.admin.forms.models import formfield_for_dbfield

from actions.models import ActionPage
from catalog.models import SheetKind, SheetProperty, Term
from catalog.property_types import TYPES
from directory.models import Contact, Organization
from portal.blocks import DocumentItemBlock
from portal.inputs.addresses import AddressField, MailField, NameField
from sheets.models import DocumentLink

ADDRESS = "https://passerelles.example/livret"


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\ufeff", "\u2060", "\u00ad", "\x0b", "\n", "\u200b \u200b"])
def test_an_address_is_what_is_seen(mark):
    assert AddressField().clean(f"{ADDRESS}{mark}") == ADDRESS
    assert AddressField().clean(f"{mark}{ADDRESS}") == ADDRESS
    assert MailField().clean(f"accueil@passerelles.example{mark}") == "accueil@passerelles.example"


@pytest.mark.parametrize("typed", ["appelez-moi", "voir le site", "-"])
def test_a_link_to_call_names_a_number(typed):
    assert "phone_number" in PhoneLinkChooserForm({"phone_number": typed}).errors
    assert PhoneLinkChooserForm({"phone_number": "03 20 12 34 56"}).is_valid()


def test_an_address_without_a_scheme_is_https():
    assert AddressField().clean("passerelles.example") == "https://passerelles.example"


@pytest.mark.parametrize(
    ("model", "name", "field"),
    [
        (Organization, "website", AddressField), (DocumentLink, "url", AddressField),
        (Organization, "email", MailField), (Contact, "email", MailField),
    ],
)  # fmt: skip
def test_records_and_rows_use_them(model, name, field):
    assert type(formfield_for_dbfield(model._meta.get_field(name))) is field


def test_properties_and_blocks_use_them():
    assert isinstance(TYPES["url"].field(), AddressField)
    assert isinstance(TYPES["email"].field(), MailField)
    assert DocumentItemBlock().child_blocks["url"].clean(f"{ADDRESS}\u200b") == ADDRESS


@pytest.mark.parametrize(
    ("model", "name"),
    [(SheetProperty, "label"), (SheetKind, "name"), (Organization, "name"), (Term, "label"), (ActionPage, "title")],
)
@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u00ad \u2060"])
def test_a_name_that_shows_nothing_is_none(model, name, unseen):
    field = formfield_for_dbfield(model._meta.get_field(name))
    with pytest.raises(ValidationError):
        field.clean(unseen)
    assert field.clean(" ☎\ufe0f ") == "☎\ufe0f"


def test_a_name_that_was_not_sent_is_none():
    assert NameField(required=False, empty_value=None).clean(None) is None
