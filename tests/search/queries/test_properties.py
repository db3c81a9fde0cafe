"""Properties in the search: what is indexed, filtered and sorted by, and what never is."""

from datetime import date

import pytest
from django.core.management import call_command

from search.engines.registry import get_engine
from search.indexing.entries import around, document_of
from search.indexing.needs import load_needs
from search.indexing.sync import sync
from search.models import Entry
from search.queries.taxonomy import load_taxonomy
from tests import factories
from tests.search.conftest import ATELIER, BAL, CONCERT


def titles(listing):
    return [result.title for result in listing.results]


def view(listing, code):
    return next((each for each in listing.filtering.filters if each.code == code), None)


# What is indexed.


def test_a_page_has_numbers_boxes_and_nothing_of_the_editors(property_site):
    page = factories.reload(Entry.objects.get(title=BAL).page)
    document = document_of(page, around(property_site, load_taxonomy(), load_needs()))
    assert document.numbers == {"duree": 120.0}
    assert document.facets["gratuit"] == ("non",)
    assert "cout-reel" not in Entry.objects.get(title=BAL).card["properties"]


def test_a_day_is_its_number(property_site):
    page = factories.reload(Entry.objects.get(title=ATELIER).page)
    assert (
        document_of(page, around(property_site, load_taxonomy(), load_needs())).numbers["debut"]
        == date(2027, 1, 5).toordinal()
    )


def test_the_index_of_another_release_is_whole_again_after_a_rebuild(property_site, property_listing):
    get_engine().rebuild([])
    call_command("reindex", verbosity=0)
    assert titles(property_listing("duree-min=40")) == [ATELIER, BAL]


# Filters.


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("duree-min=30&duree-max=60", [ATELIER, CONCERT]),
        ("duree-min=45,5", [ATELIER, BAL]),
        ("duree-max=45.5", [ATELIER, CONCERT]),
        ("duree-min=60&duree-max=30", [ATELIER, CONCERT]),
        ("debut-min=2027-02-01", [CONCERT]),
        ("debut-max=01/02/2027", [ATELIER]),
        ("gratuit=oui", [ATELIER]),
        ("gratuit=oui&gratuit=non", [ATELIER, BAL]),
        ("gratuit=oui&duree-min=60", []),
        ("q=bal&duree-min=60", [BAL]),
    ],
)
def test_filters(property_listing, address, found):
    assert titles(property_listing(address)) == found


def test_a_range_is_a_chip_that_can_be_removed(property_listing):
    made = property_listing("q=port&duree-min=30&duree-max=60&gratuit=oui&debut-max=2027-02-01")
    assert [(chip.label, chip.url) for chip in made.chips] == [
        ("Gratuit\u00a0: oui", "/recherche/?q=port&duree-min=30&duree-max=60&debut-max=2027-02-01"),
        ("Durée\u00a0: 30 à 60\u00a0min", "/recherche/?q=port&gratuit=oui&debut-max=2027-02-01"),
        ("Début\u00a0: jusqu’au 1er\u00a0février 2027", "/recherche/?q=port&gratuit=oui&duree-min=30&duree-max=60"),
    ]
    assert made.filtering.selected_count == 3


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("duree-min=45,5", "Durée\u00a0: à partir de 45,5\u00a0min"),
        ("duree-max=60", "Durée\u00a0: jusqu’à 60\u00a0min"),
        ("duree-min=30&duree-max=30", "Durée\u00a0: 30\u00a0min"),
        ("debut-min=2027-01-05", "Début\u00a0: à partir du 5\u00a0janvier 2027"),
        ("debut-min=2027-01-05&debut-max=2027-02-05", "Début\u00a0: du 5\u00a0janvier 2027 au 5\u00a0février 2027"),
    ],
)
def test_ranges_in_words(property_listing, address, label):
    assert [chip.label for chip in property_listing(address).chips] == [label]


def test_the_fields_of_a_range_say_what_there_is(property_listing):
    least, greatest = view(property_listing("duree-max=60&gratuit=oui"), "duree").fields
    assert (least.name, least.value, least.hint, least.least, least.greatest) == (
        "duree-min",
        "",
        "45.5",
        "45.5",
        "45.5",
    )
    assert (greatest.name, greatest.value) == ("duree-max", "60")


def test_vocabularies_then_properties_in_their_order_then_organizations_and_types(property_listing):
    codes = [each.code for each in property_listing().filtering.filters]
    assert codes[-5:] == ["duree", "gratuit", "debut", "acteur", "type"]


def test_a_list_that_has_no_value_does_not_offer_the_filter_unless_it_was_chosen(property_listing):
    codes = {each.code for each in property_listing("", {"type": ("centre",)}, "/centres/").filtering.filters}
    assert not codes & {"duree", "debut", "gratuit"}
    chosen = {
        each.code
        for each in property_listing("duree-min=1&gratuit=non", {"type": ("centre",)}, "/centres/").filtering.filters
    }
    assert chosen >= {"duree", "gratuit"}


def test_a_filter_of_the_editors_is_unknown(property_listing):
    made = property_listing("cout-reel-min=1&tri=cout-reel")
    assert view(made, "cout-reel") is None
    assert "« cout-reel-min »" in made.notices[0] and "« tri=cout-reel »" in made.notices[0]


def test_what_found_nothing_says_which_range_to_drop(property_listing):
    made = property_listing("duree-min=500&gratuit=oui")
    drops = {drop.label: drop for drop in made.ways_out.drops}
    assert drops["Sans « Durée\u00a0: à partir de 500\u00a0min »"].count == 1
    assert drops["Sans « Gratuit\u00a0: oui »"].context == "Durée\u00a0: à partir de 500\u00a0min"


def test_pages_and_the_form_keep_ranges(property_listing, client):
    made = property_listing("duree-min=1&tri=-duree&age=7&gratuit=oui")
    assert made.filtering.hidden == [("tri", "-duree")]
    assert made.filtering.carried == [("gratuit", "oui"), ("duree-min", "1")]
    html = client.get("/recherche/?duree-min=30&tri=-duree").content.decode()
    assert 'name="duree-min" type="number"' in html and 'value="30"' in html
    assert '<input type="hidden" name="tri" value="-duree">' in html


# Orders.


def test_orders(property_listing):
    assert titles(property_listing("tri=duree"))[:3] == [CONCERT, ATELIER, BAL]
    assert titles(property_listing("tri=-duree"))[:3] == [BAL, ATELIER, CONCERT]
    assert titles(property_listing("tri=debut"))[:2] == [ATELIER, CONCERT]


def test_an_order_is_offered_both_ways_once_it_is_chosen(property_listing):
    labels = [link.label for link in property_listing().sorts]
    assert labels == ["Dans l’ordre", "Titre", "Vérifiée récemment", "Durée", "Début"]
    links = [(link.label, link.url, link.current) for link in property_listing("tri=duree").sorts][3:5]
    assert links == [
        ("Durée, ordre croissant", "/recherche/?tri=duree", True),
        ("Durée, ordre décroissant", "/recherche/?tri=-duree", False),
    ]
    assert "Durée" not in [link.label for link in property_listing("", {"type": ("centre",)}, "/centres/").sorts]


def test_an_order_named_as_one_of_ours_is_another(property_site, property_listing):
    factories.prop("Date", "date", sort=True)
    factories.action("Zumba", property_values={"date": {"t": "date", "v": "2020-01-01"}})
    sync()
    assert titles(property_listing("tri=par-date"))[0] == "Zumba"
