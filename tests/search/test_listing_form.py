"""The form of a live list: boxes by vocabulary, the count while one chooses, conditions on properties."""

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse

from catalog.models import SheetKind, SheetProperty, Vocabulary
from catalog.property_usage import property_usages
from home.models import HomePage, StandardPage
from search.live_lists.blocks import ListingBlock, listing_of
from search.live_lists.choices import order_choices, property_choices, term_choices
from search.live_lists.conditions import ConditionBlock
from search.results.table import ResultTable
from tests import factories

EMPTY = {"listing-conditions-count": "0", "listing-title": "", "listing-words": "", "listing-number": "10"}


@pytest.fixture
def validator(sample_site, client):
    user = get_user_model().objects.create_user("validateur", "v@passerelles.example", "passerelles-tests")
    user.groups.add(Group.objects.get(name="Validateurs"))
    client.force_login(user)
    return client


def counted(client, **chosen):
    return client.get(reverse("listing_count"), {**EMPTY, **chosen}).json()


def test_the_count_names_the_first_sheets(validator):
    answer = counted(validator, **{"listing-terms": ["theme:sport", "secteur:cite-nord"]})
    assert answer["text"].startswith("2 fiches : ")
    assert "Le sport comme levier d’ouverture au cycle 3 (Secteur Nord)" in answer["text"]
    assert answer["warning"] == ""


def test_the_count_says_that_there_are_more(validator):
    assert counted(validator)["text"].endswith("…")


def test_one_sheet_and_none_are_said_in_correct_french(validator):
    assert counted(validator, **{"listing-words": "bons baisers de roubaix"})["text"].startswith("1 fiche : Bons")
    assert counted(validator, **{"listing-words": "zzzzzz"})["text"] == "Aucune fiche pour le moment."


def test_the_count_names_what_no_longer_exists(validator):
    answer = counted(validator, **{"listing-terms": "theme:disparu", "listing-kinds": "disparu"})
    assert answer["text"] == "Aucune fiche pour le moment."
    assert answer["warning"] == "N’existe plus, et ne trouve rien : Type : « disparu », Thème : « disparu »."


@pytest.mark.parametrize("ages", ["6", "006", "abc", "-3", "9" * 50, "٣"])
def test_ages_typed_anyhow_answer(validator, ages):
    assert counted(validator, **{"listing-age_min": ages, "listing-age_max": "8"})["text"]


@pytest.mark.parametrize(
    "parameters", [{}, {"listing-conditions-count": "beaucoup"}, {"listing-conditions-count": "2"}]
)
def test_what_is_no_form_is_a_bad_request(validator, parameters):
    assert validator.get(reverse("listing_count"), parameters).status_code == 400


def test_the_public_does_not_count(sample_site, client):
    answer = client.get(reverse("listing_count"), EMPTY)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("wagtailadmin_login"))


def test_without_an_engine_the_count_says_so(validator, monkeypatch):
    monkeypatch.setattr("search.results.service.first_answer", lambda *args, **kwargs: None)
    assert "ne répond pas" in counted(validator)["text"]


def test_terms_are_offered_by_public_vocabulary(sample_site):
    factories.vocabulary("langue", "Langue parlée", ["Turc"])
    factories.vocabulary("suivi", "Suivi interne", ["Urgent"], internal=True)
    factories.vocabulary("hors", "Hors facette", ["Rien"], is_facet=False)
    offered = dict(term_choices())
    assert ("langue:turc", "Turc") in offered["Langue parlée"]
    assert ("secteur:cite-nord", "— Cité éducative – Secteur Nord") in offered["Secteur"]
    assert not {"Suivi interne", "Hors facette", "Type", "Âge"} & set(offered)


def test_what_was_made_after_the_start_is_offered_at_once(validator):
    SheetKind.objects.create(name="Stage", plural="Stages")
    factories.term(Vocabulary.objects.get(code="theme"), "Jardinage")
    html = validator.get(reverse("wagtailadmin_pages:add", args=["sheets", "collectionpage", 3])).content.decode()
    assert "Stages" in html
    assert "theme:jardinage" in html
    assert re.search(r"<script src=[^>]*search/listing_block", html)


# Conditions.


@pytest.fixture
def properties(sample_site):
    common = {"facet": True, "sort": True, "every_kind": True}
    return [
        SheetProperty.objects.create(label="Durée", type="number", unit="min", **common),
        SheetProperty.objects.create(label="Début", type="date", **common),
        SheetProperty.objects.create(label="Gratuit", type="yesno", **common),
        SheetProperty.objects.create(label="Coût interne", type="number", visibility="editors", **common),
    ]


def condition(**chosen):
    return ConditionBlock().clean(ConditionBlock().normalize({"minimum": "", "maximum": "", "answer": "", **chosen}))


def test_public_numbers_and_dates_may_order_the_list(properties):
    assert [code for code, _label in order_choices()] == [
        "ordre",
        "titre",
        "date",
        "duree",
        "-duree",
        "debut",
        "-debut",
    ]
    assert [code for code, _label in property_choices()] == ["duree", "debut", "gratuit"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"property": "duree", "minimum": "45,5"}, ("45.5", "", "")),
        ({"property": "duree", "minimum": "30", "maximum": "60", "answer": "oui"}, ("30", "60", "")),
        ({"property": "duree", "minimum": "60", "maximum": "30"}, ("30", "60", "")),
        ({"property": "debut", "maximum": "31/12/2026"}, ("", "2026-12-31", "")),
        ({"property": "gratuit", "answer": "non", "minimum": "4"}, ("", "", "non")),
    ],
)
def test_bounds_are_kept_as_the_address_writes_them(properties, typed, kept):
    value = condition(**typed)
    assert (value["minimum"], value["maximum"], value["answer"]) == kept


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"property": "duree"}, "minimum"),
        ({"property": "duree", "minimum": "longtemps"}, "minimum"),
        ({"property": "debut", "maximum": "31/02/2026"}, "maximum"),
        ({"property": "gratuit"}, "answer"),
        ({"property": "cout-interne", "minimum": "3"}, "property"),
        ({"property": "disparue", "minimum": "3"}, "property"),
    ],
)
def test_a_condition_that_says_nothing_clear_is_refused_beside_its_field(properties, typed, field):
    with pytest.raises(ValidationError) as refused:
        condition(**typed)
    assert list(refused.value.block_errors) == [field]


@pytest.fixture
def measured(properties, django_capture_on_commit_callbacks):
    """Three sheets that say how long they last, and one that is free."""
    with django_capture_on_commit_callbacks(execute=True):
        for minutes in (20, 45, 90):
            cells = {"duree": {"t": "number", "v": minutes}, "gratuit": {"t": "yesno", "v": minutes == 20}}
            factories.action(title=f"Zumba {minutes}", property_values=cells)


def titles(**chosen):
    return [each.title for each in listing_of(ListingBlock().to_python({"words": "zumba", **chosen})).results]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"property": "duree", "minimum": "30"}, ["Zumba 45", "Zumba 90"]),
        ({"property": "duree", "minimum": "30", "maximum": "60"}, ["Zumba 45"]),
        ({"property": "gratuit", "answer": "oui"}, ["Zumba 20"]),
        ({"property": "duree", "minimum": "longtemps"}, []),
        ({"property": "cout-interne", "minimum": "0"}, []),
        ({"property": "duree"}, []),
    ],
)
def test_conditions_are_those_of_the_search_page(measured, chosen, found):
    assert titles(conditions=[chosen]) == found


def test_a_list_in_the_order_of_a_property(measured):
    assert titles(order="-duree") == ["Zumba 90", "Zumba 45", "Zumba 20"]


def test_a_condition_leads_to_the_search_with_the_same_one(measured, client):
    listing = listing_of(ListingBlock().to_python({"conditions": [{"property": "duree", "minimum": "30"}]}))
    assert listing.all_url == "/recherche/?duree-min=30&tri=titre"
    assert client.get(listing.all_url).context["listing"].total == listing.total == 2


def test_a_retired_property_finds_nothing_and_is_named(measured):
    SheetProperty.objects.filter(code="duree").update(retired=True)
    listing = listing_of(ListingBlock().to_python({"conditions": [{"property": "duree", "minimum": "30"}]}))
    assert listing.total == 0
    assert listing.unknown == ("duree-min : « 30 »",)


def test_properties_of_lists_are_columns_of_the_table(measured):
    SheetProperty.objects.filter(code="duree").update(listing=True)
    table = ResultTable(listing_of(ListingBlock().to_python({"words": "zumba"})))
    assert "Durée" in table.headings
    assert "45\u00a0min" in table.rows[1].cells


def test_a_property_that_a_list_names_is_used(properties):
    page = StandardPage(title="Les longues", body=json.dumps([{"type": "listing", "value": {"order": "-duree"}}]))
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    assert [usage.title for usage in property_usages(properties[0])] == ["Les longues"]


def test_the_block_is_described_for_the_picker(sample_site):
    assert ListingBlock().get_description()
