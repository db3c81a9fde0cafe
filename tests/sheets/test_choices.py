"""A choice is a vocabulary that a property names and places: one name for it, wherever readers meet it."""

import pytest
from django.urls import reverse

from actions.models import ActionPage
from catalog.models import PropertyGroup, SheetKind
from search.queries.taxonomy import load_taxonomy
from sheets.properties.panels import PropertiesPanel
from tests import factories


@pytest.fixture
def rhythm(sample_site):
    vocabulary = factories.vocabulary("rythme", label="Vocabulaire des rythmes", terms=["Mensuel"])
    prop = factories.prop("Rythme", "choice", vocabulary=vocabulary, facet=True)
    sheet = factories.action(terms=vocabulary.terms.all())
    return prop, sheet


def html_of(client, sheet):
    return client.get(sheet.url).content.decode()


def test_the_property_gives_the_choice_its_name(rhythm, client):
    prop, sheet = rhythm
    html = html_of(client, sheet)
    assert ">Rythme</dt>" in html and html.count("?rythme=mensuel") == 1
    assert "Vocabulaire des rythmes" not in html
    assert load_taxonomy().by_code["rythme"].label == "Rythme"


def test_renaming_the_property_renames_it_everywhere(rhythm, client, admin_client):
    prop, sheet = rhythm
    prop.label = "Fréquence"
    prop.save()
    assert ">Fréquence</dt>" in html_of(client, sheet)
    assert load_taxonomy().by_code["rythme"].label == "Fréquence"
    report = admin_client.get(reverse("sheet_report"), {"export": "csv"})
    headings = b"".join(report.streaming_content).decode().splitlines()[0]
    assert "Fréquence" in headings and "Vocabulaire des rythmes" not in headings


def test_a_choice_placed_in_a_group_stands_there_only(rhythm, client):
    prop, sheet = rhythm
    prop.glance, prop.group = False, PropertyGroup.objects.create(label="Organisation pratique")
    prop.save()
    html = html_of(client, sheet)
    assert html.count("?rythme=mensuel") == 1
    assert html.index("Organisation pratique") < html.index("?rythme=mensuel")


def test_on_sheets_of_another_kind_the_vocabulary_keeps_its_own_name(rhythm, client):
    prop, sheet = rhythm
    prop.kinds.set(SheetKind.objects.filter(code="ressource"))
    assert ">Vocabulaire des rythmes</dt>" in html_of(client, sheet)


def test_the_history_names_it_as_its_property(rhythm):
    prop, sheet = rhythm
    panel = PropertiesPanel().bind_to_model(ActionPage).get_bound_panel(instance=sheet)
    (comparison,) = [make(ActionPage(), sheet) for make in panel.get_comparison()]
    assert (comparison.field_label(), comparison.val_b) == ("Rythme", "Mensuel")
