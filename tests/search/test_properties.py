"""Properties in the search: what is indexed, filtered, sorted, shown, and what never is."""

from datetime import date
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from portal.page_cache import kept
from search.engine import get_engine
from search.entries import document_of
from search.indexing import sync
from search.listing import Listing
from search.models import Entry
from search.taxonomy import load_taxonomy
from tests import factories

ATELIER, BAL, CONCERT = "Atelier du port", "Bal du port", "Concert du port"


def number(value):
    return {"t": "number", "v": value}


@pytest.fixture
def site(sample_site):
    """Three action sheets with values, and the definitions of these values."""
    factories.prop("Durée", unit="min", facet=True, sort=True, listing=True, order=1)
    factories.prop("Gratuit", "yesno", facet=True, order=2)
    factories.prop("Début", "date", facet=True, sort=True, order=3)
    factories.prop("Coût réel", unit="€", facet=True, sort=True, listing=True, visibility="editors")
    own = {
        ATELIER: {
            "duree": number(45.5),
            "debut": {"t": "date", "v": "2027-01-05"},
            "gratuit": {"t": "yesno", "v": True},
        },
        BAL: {"duree": number(120), "gratuit": {"t": "yesno", "v": False}, "cout-reel": number(900)},
        CONCERT: {"duree": number(30), "debut": {"t": "date", "v": "2027-03-01"}},
    }
    for title, values in own.items():
        factories.action(title, property_values=values)
    sync()
    return sample_site


@pytest.fixture
def listing(site):
    def listing(address="", fixed=None, path="/recherche/"):
        return Listing.from_request(RequestFactory(SERVER_NAME="localhost").get(f"{path}?{address}"), fixed, path)

    return listing


def titles(listing):
    return [result.title for result in listing.results]


def view(listing, code):
    return next((each for each in listing.filters if each.code == code), None)


# What is indexed.


def test_a_page_has_numbers_boxes_and_nothing_of_the_editors(site):
    page = factories.reload(Entry.objects.get(title=BAL).page)
    document = document_of(page, load_taxonomy(), site)
    assert document.numbers == {"duree": 120.0}
    assert document.facets["gratuit"] == ("non",)
    assert "cout-reel" not in Entry.objects.get(title=BAL).card["properties"]


def test_a_day_is_its_number(site):
    page = factories.reload(Entry.objects.get(title=ATELIER).page)
    assert document_of(page, load_taxonomy(), site).numbers["debut"] == date(2027, 1, 5).toordinal()


def test_the_index_of_another_release_is_whole_again_after_a_rebuild(site, listing):
    get_engine().rebuild([])
    call_command("reindex", verbosity=0)
    assert titles(listing("duree-min=40")) == [ATELIER, BAL]


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
def test_filters(listing, address, found):
    assert titles(listing(address)) == found


def test_a_range_is_a_chip_that_can_be_removed(listing):
    made = listing("q=port&duree-min=30&duree-max=60&gratuit=oui&debut-max=2027-02-01")
    assert [(chip.label, chip.url) for chip in made.chips] == [
        ("Gratuit\u00a0: oui", "/recherche/?q=port&duree-min=30&duree-max=60&debut-max=2027-02-01"),
        ("Durée\u00a0: 30 à 60\u00a0min", "/recherche/?q=port&gratuit=oui&debut-max=2027-02-01"),
        ("Début\u00a0: jusqu’au 1er\u00a0février 2027", "/recherche/?q=port&gratuit=oui&duree-min=30&duree-max=60"),
    ]
    assert made.selected_count == 3


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
def test_ranges_in_words(listing, address, label):
    assert [chip.label for chip in listing(address).chips] == [label]


def test_the_fields_of_a_range_say_what_there_is(listing):
    least, greatest = view(listing("duree-max=60&gratuit=oui"), "duree").fields
    assert (least.name, least.value, least.hint, least.least, least.greatest) == (
        "duree-min",
        "",
        "45.5",
        "45.5",
        "45.5",
    )
    assert (greatest.name, greatest.value) == ("duree-max", "60")


def test_vocabularies_then_properties_in_their_order_then_types(listing):
    codes = [each.code for each in listing().filters]
    assert codes[-4:] == ["duree", "gratuit", "debut", "type"]


def test_a_list_that_has_no_value_does_not_offer_the_filter_unless_it_was_chosen(listing):
    codes = {each.code for each in listing("", {"type": ("centre",)}, "/centres/").filters}
    assert not codes & {"duree", "debut", "gratuit"}
    chosen = {each.code for each in listing("duree-min=1&gratuit=non", {"type": ("centre",)}, "/centres/").filters}
    assert chosen >= {"duree", "gratuit"}


def test_a_filter_of_the_editors_is_unknown(listing):
    made = listing("cout-reel-min=1&tri=cout-reel")
    assert view(made, "cout-reel") is None
    assert "« cout-reel-min »" in made.notices[0] and "« tri=cout-reel »" in made.notices[0]


def test_what_found_nothing_says_which_range_to_drop(listing):
    made = listing("duree-min=500&gratuit=oui")
    drops = {drop.label: drop for drop in made.drops}
    assert drops["Sans « Durée\u00a0: à partir de 500\u00a0min »"].count == 1
    assert drops["Sans « Gratuit\u00a0: oui »"].context == "Durée\u00a0: à partir de 500\u00a0min"


def test_pages_and_the_form_keep_ranges(listing, client):
    made = listing("duree-min=1&tri=-duree&age=7&gratuit=oui")
    assert made.hidden == [("tri", "-duree")]
    assert made.carried == [("gratuit", "oui"), ("duree-min", "1")]
    html = client.get("/recherche/?duree-min=30&tri=-duree").content.decode()
    assert 'name="duree-min" type="number"' in html and 'value="30"' in html
    assert '<input type="hidden" name="tri" value="-duree">' in html


# Orders.


def test_orders(listing):
    assert titles(listing("tri=duree"))[:3] == [CONCERT, ATELIER, BAL]
    assert titles(listing("tri=-duree"))[:3] == [BAL, ATELIER, CONCERT]
    assert titles(listing("tri=debut"))[:2] == [ATELIER, CONCERT]


def test_an_order_is_offered_both_ways_once_it_is_chosen(listing):
    assert [link.label for link in listing().sorts] == ["Titre", "Vérifiée récemment", "Durée", "Début"]
    links = [(link.label, link.url, link.current) for link in listing("tri=duree").sorts][2:4]
    assert links == [
        ("Durée, ordre croissant", "/recherche/?tri=duree", True),
        ("Durée, ordre décroissant", "/recherche/?tri=-duree", False),
    ]
    assert "Durée" not in [link.label for link in listing("", {"type": ("centre",)}, "/centres/").sorts]


def test_an_order_named_as_one_of_ours_is_another(site, listing):
    factories.prop("Date", "date", sort=True)
    factories.action("Zumba", property_values={"date": {"t": "date", "v": "2020-01-01"}})
    sync()
    assert titles(listing("tri=par-date"))[0] == "Zumba"


# What results show.


def test_a_result_shows_what_editors_chose_to_list(listing, client):
    results = {result.title: result for result in listing("q=port").results}
    assert results[ATELIER].facts == (("Durée", "45,5\u00a0min"),)
    assert results[BAL].facts == (("Durée", "120\u00a0min"),)
    html = unescape(client.get("/recherche/?q=port").content.decode()).replace("\u00a0", " ")
    assert "Durée : 45,5 min" in html


def test_a_rename_and_another_unit_show_at_once(site, listing):
    prop = factories.SheetProperty.objects.get(code="duree")
    prop.label, prop.unit = "Temps", "minutes"
    prop.save()
    (facts,) = [result.facts for result in listing("q=port").results if result.title == ATELIER]
    assert facts == (("Temps", "45,5\u00a0minutes"),)


def test_a_choice_is_listed_by_its_terms(sample_site, listing):
    rhythm = factories.vocabulary("rythme", "Rythme", page_types=[])
    evening = factories.term(rhythm, "Le soir")
    factories.prop("Rythme", "choice", kinds=(), vocabulary=rhythm, listing=True)
    factories.action("Danse du port", terms=[evening])
    sync()
    (result,) = listing("q=danse port").results
    assert result.facts == (("Rythme", "Le soir"),)


def test_a_retired_property_is_nowhere(site, listing):
    factories.SheetProperty.objects.update(retired=True)
    made = listing("q=port&duree-min=1")
    assert view(made, "duree") is None and made.notices
    assert {result.facts for result in made.results} == {()}


def test_the_api_gives_values_and_ranges(site, client):
    answer = client.get("/api/v1/search?q=atelier port&duree-max=60").json()
    (result,) = answer["results"]
    assert result["properties"]["duree"] == {"label": "Durée", "type": "number", "unit": "min", "value": 45.5}
    assert result["properties"]["debut"]["value"] == "2027-01-05"
    assert list(answer["ranges"]) == ["duree", "debut"]
    assert answer["ranges"]["duree"] == {
        "label": "Durée", "unit": "min", "type": "number", "min": 45.5, "max": 45.5, "selected": [None, 60.0],
    }  # fmt: skip
    assert answer["ranges"]["debut"]["min"] == "2027-01-05"
    assert answer["query"]["duree-max"] == "60"
    assert "cout-reel" not in client.get("/api/v1/search?q=bal port").content.decode()


# Few queries.


def test_a_search_with_properties_takes_few_queries(site, client):
    factories.prop("Surface", unit="m²", facet=True, sort=True, kinds=())
    factories.prop("En ligne", "yesno", facet=True, kinds=())
    client.get("/recherche/")
    kept.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get("/recherche/?gratuit=oui&duree-min=1&duree-max=500")
    assert answer.status_code == 200
    assert len(captured) <= 5


def test_properties_are_read_once_for_all_pages_of_a_moment(site, client):
    client.get("/recherche/")
    kept.clear()
    factories.prop("Autre")
    with CaptureQueriesContext(connection) as captured:
        client.get("/recherche/?gratuit=oui&duree-min=1&duree-max=500")
    assert len([query for query in captured if "directory_sheetproperty" in query["sql"]]) == 1
    assert len(captured) <= 15, "what all pages share is read with it"
