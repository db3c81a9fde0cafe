"""What every type of property owes: typed in, stored, read back, said, compared, imported, exported, shown to whom."""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.models import ReferenceIndex

from actions.models import ActionPage
from catalog.models import SheetProperty
from catalog.property_types import TYPES, clean_cell, load_cell
from search.queries.properties import numbers_of_page
from sheets.properties.panels import PropertyComparison
from sheets.properties.text import property_cell, property_text
from tests import factories
from tests.search.properties_found import FOUND_BY, SORTED, assert_search_knows

NBSP, NNBSP = "\u00a0", "\u202f"


@dataclass
class Case:
    typed: object  # what a form sends
    stored: object
    loaded: object
    shown: str
    imported: dict = field(default_factory=dict)  # {text of a spreadsheet: what is stored}
    refused: tuple = ()
    searched: object = None
    on_page: str = ""  # in the public page, when not what is shown
    in_file: object = None  # the cell of a spreadsheet, when not what is shown
    is_listed: bool = True  # leaves its page
    record: object = None  # that it names


def page_case():
    page = factories.action("Suite de l’action")
    texts = {str(page.pk): page.pk, page.code: page.pk}
    return Case(str(page.pk), page.pk, page.pk, page.title, texts, ("0", "inconnu", "9" * 30), record=page)


def document_case():
    document = factories.document("Règlement intérieur")
    texts = {str(document.pk): document.pk, "Règlement intérieur": document.pk}
    return Case(
        str(document.pk), document.pk, document.pk, "Règlement intérieur", texts, ("0", "inconnu"), record=document
    )


def contact_case():
    contact = factories.contact("Référente", public=True)
    texts = {str(contact.pk): contact.pk, contact.code: contact.pk}
    typed, shown = str(contact.pk), str(contact)
    return Case(typed, contact.pk, contact.pk, shown, texts, ("0", "inconnu"), on_page=contact.title, record=contact)


CASES = {
    "text": lambda: Case("Salle 2", "Salle 2", "Salle 2", "Salle 2", {" Salle 2 ": "Salle 2"}, ("x" * 256, "a\0b")),
    "longtext": lambda: Case(*["Un.\nDeux."] * 4, {}, ("x" * 5001,), on_page="Deux."),
    "number": lambda: Case(
        "45,5", 45.5, Decimal("45.5"), f"45,5{NBSP}min",
        {"45.5": 45.5, "1 200": 1200, "-3": -3, "0": 0},
        ("une heure", "1e400", "NaN", "Infinity", "9" * 400, "1,234", "12/03"), 45.5, in_file=45.5,
    ),
    "yesno": lambda: Case(
        "oui", True, True, "oui",
        {"Oui": True, "vrai": True, "1": True, "x": True, "non": False, "FAUX": False, "0": False},
        ("peut-être", "2"), True, on_page="\nOui\n",
    ),
    "date": lambda: Case(
        "2027-01-05", "2027-01-05", date(2027, 1, 5), f"5{NBSP}janvier 2027",
        {"05/01/2027": "2027-01-05", "2027-01-05 00:00:00": "2027-01-05"},
        ("31/02/2027", "demain", "05/01/0027"), date(2027, 1, 5), in_file=date(2027, 1, 5),
    ),
    "url": lambda: Case(
        "https://exemple.example/a", "https://exemple.example/a", "https://exemple.example/a",
        "https://exemple.example/a", {"exemple.example": "https://exemple.example"},
        ("javascript:alert(1)", "pas une adresse", "https://" + "x" * 600), on_page='href="https://exemple.example/a"',
    ),
    "email": lambda: Case(
        "service@ville.example", "service@ville.example", "service@ville.example", "service@ville.example", {},
        ("service", "a@b", "x\n@ville.example"), on_page="mailto:service@ville.example", is_listed=False,
    ),
    "page": page_case,
    "document": document_case,
    "contact": contact_case,
}  # fmt: skip


@pytest.fixture(params=CASES)
def kind(request):
    return request.param


@pytest.fixture
def case(sample_site, kind):
    return CASES[kind]()


@pytest.fixture
def prop(case, kind):
    unit = "min" if kind == "number" else ""
    return SheetProperty.objects.get(pk=factories.prop("Valeur", kind, unit=unit).pk)


@pytest.fixture
def sheet(prop, case):
    page = factories.action()
    page.property_values = {"valeur": clean_cell(prop, case.typed)}
    page.save_revision().publish()
    return ActionPage.objects.get(pk=page.pk)


def test_every_type_has_a_case():
    assert set(CASES) == {str(name) for name in TYPES} == set(SheetProperty.Type.values) - {"choice"}


def test_what_a_form_sends_is_stored_as_json_and_read_back(prop, case):
    cell = clean_cell(prop, case.typed)
    assert cell == {"t": prop.type, "v": case.stored}
    assert load_cell(json.loads(json.dumps(cell))) == case.loaded


@pytest.mark.parametrize("empty", ["", None])
def test_nothing_typed_is_nothing_stored(prop, empty):
    assert clean_cell(prop, empty) is None


def test_texts_of_a_spreadsheet_are_understood(prop, case):
    assert {text: clean_cell(prop, text)["v"] for text in case.imported} == case.imported


def test_what_cannot_be_understood_is_refused_with_a_sentence(prop, case):
    for text in case.refused:
        with pytest.raises(ValidationError) as refusal:
            clean_cell(prop, text)
        assert all(message.strip() for message in refusal.value.messages)


def test_a_value_survives_publication(sheet, prop, case):
    assert sheet.property_values == {"valeur": {"t": prop.type, "v": case.stored}}


def test_it_is_shown_on_the_public_page(sheet, case, client):
    html = client.get(sheet.url).content.decode()
    shown = case.on_page or case.shown
    assert shown in html or shown.replace("’", "&#x27;") in html


def test_history_compares_it_in_words(sheet, prop, case):
    before = ActionPage(title="Sans")
    comparison = PropertyComparison(prop, before, sheet)
    assert (comparison.val_a, comparison.val_b) == ("", case.shown)
    assert comparison.has_changed()
    assert property_text(sheet.property_values, prop) == case.shown


def test_it_has_words(prop, case):
    value = case.loaded if case.record is None else case.record
    assert TYPES[prop.type].words(value, prop.unit) == case.shown


def test_it_has_a_cell_in_a_file(sheet, prop, case):
    cell, expected = property_cell(sheet.property_values, prop), case.in_file or case.shown
    assert (type(cell), cell) == (type(expected), expected)


def test_it_has_a_public_value(prop, case):
    """Of a record, its title and its address: nothing where it is not among those that anyone may see."""
    kind = TYPES[prop.type]
    public = kind.public_value(case.loaded, {case.loaded: case.record})
    expected = case.loaded if case.record is None else case.record.title
    assert (public if case.record is None else str(public)) == expected
    assert kind.public_value(case.loaded, {}) == (case.loaded if case.record is None else None)
    assert kind.is_listed is case.is_listed


def test_programs_read_what_is_stored_or_a_record(prop, case):
    kind = TYPES[prop.type]
    public = kind.for_programs(kind.public_value(case.loaded, {case.loaded: case.record}))
    record = case.record and {"title": case.record.title, "url": getattr(case.record, "url", "")}
    assert json.loads(json.dumps(public)) == (record or case.stored)


def test_a_record_that_it_names_is_referred_to(sheet, prop):
    target = TYPES[prop.type].target
    references = ReferenceIndex.get_references_for_object(sheet).filter(model_path__startswith="property_values")
    found = [(each.to_content_type.model_class(), each.to_object_id, each.content_path) for each in references]
    expected = [(target(), str(sheet.property_values["valeur"]["v"]), "property_values.valeur")] if target else []
    assert found == expected


def test_its_search_value(sheet, case):
    assert sheet.search_values() == ({} if case.searched is None else {"valeur": case.searched})


@pytest.mark.parametrize("name", FOUND_BY)
def test_the_search_knows_it_at_once(sample_site, client, name, django_capture_on_commit_callbacks):
    """On the embedded engine; ``test_portal_on_elasticsearch`` asks the same of the other."""
    prop = factories.prop("Valeur", name, facet=name in (*SORTED, "yesno"), sort=name in SORTED)
    with django_capture_on_commit_callbacks(execute=True):
        pages = [factories.action(property_values={"valeur": clean_cell(prop, typed)}) for typed in FOUND_BY[name][:2]]
    assert_search_knows(client, name, *(page.url for page in pages))


def test_a_value_for_editors_never_leaves(sheet, prop, case, client):
    prop.visibility = "editors"
    prop.save()
    page = ActionPage.objects.get(pk=sheet.pk)
    assert page.search_values() == {} and page.search_card()["properties"] == {}
    assert case.shown not in page.search_text()
    html = client.get(page.url).content.decode()
    assert "Valeur</dt>" not in html


HALF_SURROGATE = "\ud800"
DAMAGES = [
    None, [], {}, "", "§", -1, 1e308, True, {"v": 1}, "9" * 500, "NaN", "sNaN", "Infinity", "1e400", "1e99999999",
    "javascript:alert(1)", HALF_SURROGATE,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_stored_value_can_break_a_page(sheet, prop, client, damage):
    if damage == HALF_SURROGATE and connection.vendor == "postgresql":
        pytest.skip("PostgreSQL n’en enregistre pas")
    ActionPage.objects.filter(pk=sheet.pk).update(property_values={"valeur": {"t": prop.type, "v": damage}})
    page = ActionPage.objects.get(pk=sheet.pk)
    answer = client.get(page.url)
    assert answer.status_code == 200 and 'href="javascript' not in answer.content.decode()
    json.dumps([numbers_of_page(page.search_values()), page.search_card()["properties"]], allow_nan=False)
    ReferenceIndex.create_or_update_for_object(page)


@pytest.mark.parametrize("kind", ["text", "longtext"])
def test_an_address_written_in_a_text_stays_on_its_page(sample_site, kind):
    prop = factories.prop("Inscription", kind)
    page = factories.action()
    page.property_values = {prop.code: clean_cell(prop, "Écrire à jean@ville.example")}
    page.save_revision().publish()
    assert "jean@" not in json.dumps(ActionPage.objects.get(pk=page.pk).search_card())
