"""A type of property, or a record, that does not say who may see it is shown to editors only."""

import json

import pytest
from django import forms
from django.urls import reverse

from catalog.models import SheetProperty
from catalog.property_fields import ReferenceField
from catalog.property_types import TYPES, PropertyType, Reach
from directory.choosers import contact_chooser
from directory.models import Contact, Organization
from search.models import Entry
from tests import factories

WORD = "zorglub"


@pytest.fixture
def invented(monkeypatch):
    """Call it with what a new type says, beside its field."""

    def invent(field=forms.CharField, **said):
        monkeypatch.setitem(TYPES, "invented", PropertyType(field, **said))

    return invent


@pytest.fixture
def seen(sample_site, client, admin_client, django_capture_on_commit_callbacks):
    """Call it with a stored value: where its word is read, of all the places that show properties."""

    def look(stored):
        SheetProperty.objects.bulk_create(
            [SheetProperty(code="valeur", label="Valeur", type="invented", every_kind=True, listing=True)]
        )
        with django_capture_on_commit_callbacks(execute=True):
            page = factories.action("Chorale", property_values={"valeur": {"t": "invented", "v": stored}})
        return {name for name, text in _outputs(page, client, admin_client).items() if WORD in text}

    return look


def _outputs(page, client, admin_client):
    entry = Entry.objects.get(page_id=page.pk)
    report = admin_client.get(reverse("sheet_report"), {"export": "csv"})
    return {
        "page": client.get(page.url).content.decode(),
        "card": json.dumps(entry.card),
        "index": json.dumps(entry.document),
        "values": WORD if page.search_values() else "",
        "list": client.get("/recherche/?q=chorale").content.decode(),
        "export": client.get("/recherche/export/?format=csv&q=chorale").content.decode(),
        "API": client.get("/api/v1/search?q=chorale").content.decode(),
        "editors' report": b"".join(report.streaming_content).decode(),
    }


def test_a_type_that_says_nothing(invented, seen):
    invented(is_indexed=True, search=len)
    assert seen(WORD) == {"editors' report"}


def test_a_type_whose_values_stay_on_their_page(invented, seen):
    invented(reach=Reach.ITS_PAGE, is_indexed=True, search=len)
    assert seen(WORD) == {"page", "editors' report"}


def test_a_type_that_says_everywhere(invented, seen):
    """The places above do show it to whom they may."""
    invented(reach=Reach.EVERYWHERE, is_indexed=True, search=len)
    assert seen(WORD) == {"page", "card", "index", "values", "list", "export", "API", "editors' report"}


@pytest.fixture
def organization_type(invented):
    invented(
        lambda **kwargs: ReferenceField(Organization, ("code",), widget=contact_chooser.widget_class(), **kwargs),
        reach=Reach.EVERYWHERE,
        target=lambda: Organization,
    )


def test_a_record_that_says_nothing(organization_type, seen):
    assert seen(factories.organization(WORD).pk) == {"editors' report"}


@pytest.mark.parametrize("says", [False, None, lambda self: True])
def test_a_record_that_does_not_say_yes(organization_type, seen, monkeypatch, says):
    """What is called where a yes is read says nothing."""
    monkeypatch.setattr(Organization, "is_public", says, raising=False)
    assert seen(factories.organization(WORD).pk) == {"editors' report"}


def test_a_record_that_says_yes(organization_type, seen, monkeypatch):
    monkeypatch.setattr(Organization, "is_public", True, raising=False)
    monkeypatch.setattr(Organization, "title", property(str), raising=False)
    assert seen(factories.organization(WORD).pk) == {"page", "list", "export", "API", "editors' report"}


def test_a_contact_that_does_not_say_yes(sample_site, client, monkeypatch):
    contact = factories.contact("Référente", public=True)
    prop = factories.prop("Valeur", "contact")
    page = factories.action(property_values={prop.code: {"t": "contact", "v": contact.pk}})
    monkeypatch.setattr(Contact, "is_public", None)
    assert contact.title not in client.get(page.url).content.decode()
