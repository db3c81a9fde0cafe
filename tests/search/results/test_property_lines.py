"""What results show of properties, to people and to programs, and how few queries that takes."""

from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.cache.middleware import kept
from search.indexing.sync import sync
from tests import factories
from tests.search.conftest import ATELIER, BAL


def test_a_result_shows_what_editors_chose_to_list(property_listing, client):
    results = {result.title: result for result in property_listing("q=port").results}
    assert results[ATELIER].facts == (("Durée", "45,5\u00a0min"),)
    assert results[BAL].facts == (("Durée", "120\u00a0min"),)
    html = unescape(client.get("/recherche/?q=port").content.decode()).replace("\u00a0", " ")
    assert "Durée : 45,5 min" in html


def test_a_rename_and_another_unit_show_at_once(property_site, property_listing):
    prop = factories.SheetProperty.objects.get(code="duree")
    prop.label, prop.unit = "Temps", "minutes"
    prop.save()
    (facts,) = [result.facts for result in property_listing("q=port").results if result.title == ATELIER]
    assert facts == (("Temps", "45,5\u00a0minutes"),)


def test_a_choice_is_listed_by_its_terms(sample_site, property_listing):
    rhythm = factories.vocabulary("rythme", "Rythme", page_types=[])
    evening = factories.term(rhythm, "Le soir")
    factories.prop("Rythme", "choice", kinds=(), vocabulary=rhythm, listing=True)
    factories.action("Danse du port", terms=[evening])
    sync()
    result, *_others = property_listing("q=danse port").results
    assert result.facts == (("Rythme", "Le soir"),)


def test_a_retired_property_is_nowhere(property_site, property_listing):
    factories.SheetProperty.objects.update(retired=True)
    made = property_listing("q=port&duree-min=1")
    assert "duree" not in [each.code for each in made.filtering.filters] and made.notices
    assert {result.facts for result in made.results} == {()}


def test_the_api_gives_values_and_ranges(property_site, client):
    answer = client.get("/api/v1/search?q=atelier port&duree-max=60&exact=1").json()
    result, *_others = answer["results"]
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


def test_a_search_with_properties_takes_few_queries(property_site, client):
    factories.prop("Surface", unit="m²", facet=True, sort=True, kinds=())
    factories.prop("En ligne", "yesno", facet=True, kinds=())
    client.get("/recherche/")
    kept.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get("/recherche/?gratuit=oui&duree-min=1&duree-max=500")
    assert answer.status_code == 200
    assert len(captured) <= 5


def test_properties_are_read_once_for_all_pages_of_a_moment(property_site, client):
    client.get("/recherche/")
    kept.clear()
    factories.prop("Autre")
    with CaptureQueriesContext(connection) as first:
        client.get("/recherche/?gratuit=oui&duree-min=1&duree-max=500")
    with CaptureQueriesContext(connection) as second:
        client.get("/recherche/?gratuit=oui")
    asked = [len([query for query in each if "catalog_sheetproperty" in query["sql"]]) for each in (first, second)]
    assert asked == [2, 0], "whether they are the same, and then what they are"
    assert len(first) <= 20, "what all pages share is asked, and what has changed of it is read"
