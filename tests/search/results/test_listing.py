"""The faceted listing: chips, sorts, pages, what to drop, and as few queries as hits allow."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.models import ActionPage
from catalog.models import Term
from portal.cache.middleware import kept
from resources.models import ResourcePage
from search.results.listing import Listing
from search.text.french import fold
from tests import factories


@pytest.fixture
def listing(sample_site):
    def listing(address="", fixed=None, path="/recherche/"):
        return Listing.from_request(RequestFactory(SERVER_NAME="localhost").get(f"{path}?{address}"), fixed, path)

    return listing


def test_chips_remove_one_filter_each(listing):
    made = listing("q=aide&theme=sport&age=7&page=2&tri=date")
    assert [(chip.label, chip.url) for chip in made.chips] == [
        ("7 ans", "/recherche/?q=aide&theme=sport&tri=date"),
        (Term.objects.get(code="sport").label, "/recherche/?q=aide&age=7&tri=date"),
    ]
    assert made.filtering.selected_count == 2


def test_fixed_filters_have_no_chip_and_no_facet(listing):
    made = listing("theme=sport&type=centre", {"type": ("action",)}, "/actions/")
    assert len(made.chips) == 1
    assert "type" not in [facet.code for facet in made.filtering.facets]
    assert {result.type for result in made.results} == {"action"}
    assert made.alternate_json_url == "/api/v1/search?type=action&theme=sport"


def test_titles_are_in_french_order(listing):
    titles = [result.title for number in range(1, 5) for result in listing(f"tri=titre&page={number}").results]
    assert len(titles) == 67
    assert sorted(titles, key=fold) == titles


def test_dates_are_of_the_review_or_else_of_the_publication(listing, django_capture_on_commit_callbacks):
    today = timezone.localdate()
    with django_capture_on_commit_callbacks(execute=True):
        for days, code in ((1, "fiche-05"), (3, "fiche-06"), (2, "fiche-07")):
            page = ActionPage.objects.get(code=code)
            page.reviewed_on = today + timedelta(days=days)
            page.save_revision().publish()
    urls = [result.url for result in listing("tri=date").results]
    assert urls[:3] == ["/actions/fiche-06/", "/actions/fiche-07/", "/actions/fiche-05/"]


def test_sorts_are_offered_with_the_current_one(listing):
    assert [(sort.label, sort.current) for sort in listing("").sorts] == [
        ("Dans l’ordre", True),
        ("Titre", False),
        ("Vérifiée récemment", False),
    ]
    assert [(sort.label, sort.current) for sort in listing("q=sport").sorts] == [
        ("Pertinence", True),
        ("Dans l’ordre", False),
        ("Titre", False),
        ("Vérifiée récemment", False),
    ]
    assert listing("q=sport&page=2").sorts[2].url == "/recherche/?q=sport&tri=titre"


def test_pages(listing):
    links = listing("page=2").pages
    assert [(link.label, link.current, link.rel) for link in links] == [
        ("Précédent", False, "prev"),
        ("1", False, ""),
        ("2", True, ""),
        ("3", False, ""),
        ("4", False, ""),
        ("Suivant", False, "next"),
    ]
    assert links[0].url == "/recherche/"
    assert links[-1].url == "/recherche/?page=3"
    assert listing("q=laïcité&theme=citoyennete").pages == []


def test_values_without_a_page_are_greyed_but_a_chosen_one_never(listing):
    facets = {facet.code: facet for facet in listing("type=centre&axe=cooperation").filtering.facets}
    axes = facets["axe"].values
    assert (axes["cooperation"].count, axes["cooperation"].selected, axes["cooperation"].disabled) == (0, True, False)
    assert {value.disabled for code, value in axes.items() if code != "cooperation"} == {True}


def test_sectors_are_grouped_by_branch(listing):
    groups = {facet.code: facet for facet in listing("").filtering.facets}["secteur"].groups
    assert [label for label, _values in groups] == ["", "Secteurs de la Ville", "Secteurs de la Cité éducative"]
    assert [value.value for value in groups[0][1]] == ["toute-la-ville"]


def test_a_chosen_branch_has_its_box(listing):
    groups = {facet.code: facet for facet in listing("secteur=ville").filtering.facets}["secteur"].groups
    assert [value.value for value in groups[1][1] if value.selected] == ["ville"]


def test_one_year_fills_the_field_and_more_are_carried_along(listing):
    assert {facet.code: facet for facet in listing("age=7").filtering.facets}["age"].exact_age == "7"
    two = listing("age=7&age=9&q=aide&tri=date")
    assert {facet.code: facet for facet in two.filtering.facets}["age"].exact_age == ""
    assert two.filtering.hidden == [("q", "aide"), ("age", "7"), ("age", "9"), ("tri", "date")]


def test_age_bands_and_years_are_united(listing):
    together = listing("age=college&age=7").total
    alone = {url for age in ("college", "7") for page in (1, 2, 3)
             for url in [result.url for result in listing(f"age={age}&page={page}").results]}  # fmt: skip
    assert together == len(alone)


def test_nothing_found_says_what_to_drop_with_counts(listing):
    made = listing("q=laïcité&type=centre&theme=sport")
    assert made.total == 0
    drops = {drop.label: drop for drop in made.ways_out.drops}
    assert len(drops) == 3
    for drop in drops.values():
        assert drop.count == listing(drop.url.partition("?")[2]).total
    assert [drop.count for drop in made.ways_out.drops] == sorted(
        (drop.count for drop in made.ways_out.drops), reverse=True
    )
    assert "Sans les mots « laïcité »" in drops


def test_whom_to_call_is_of_the_sectors_asked_for(listing):
    contacts = listing("q=zzzzzzzz&secteur=ville-ouest").ways_out.help_contacts
    assert contacts
    assert all(contact.public for contact in contacts)
    assert all("ville-ouest" in contact.organization.sectors.values_list("code", flat=True) for contact in contacts)
    assert listing("q=zzzzzzzz").ways_out.help_contacts == []


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("", "67\u00a0résultats"),
        ("q=zzzzzz", "Rien ici sur «\u00a0zzzzzz\u00a0»"),
        ("theme=sport&type=evenement", "Aucun résultat"),
    ],
)
def test_headings(listing, address, heading):
    assert listing(address).heading == heading


def test_results_say_what_the_page_is(listing):
    (result,) = [each for each in listing("q=bons baisers").results if each.url == "/actions/fiche-26/"]
    assert result.number == "26"
    assert result.meta[0] == "Fiche action n° 26"
    assert result.age_label == "Tous les âges"
    center = listing("q=alma&type=centre").results[0]
    assert (center.age_label, center.age_class) == ("", "")


# As few queries as hits allow.


def queries(client, address):
    """Of a page made anew, once a process knows what all pages share."""
    client.get(address)
    kept.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_search_page_queries_are_few_and_constant(sample_site, client):
    full = queries(client, "/recherche/")
    assert full <= 5
    assert queries(client, "/recherche/?q=laïcité") <= 5
    assert full == queries(client, "/recherche/?page=4")


def test_home_page_queries(sample_site, client):
    assert queries(client, "/") <= 10


@pytest.mark.parametrize("model", [ActionPage, ResourcePage])
def test_sheet_queries(sample_site, client, model):
    counts = {page.url: queries(client, page.url) for page in model.objects.all()}
    assert max(counts.values()) <= 20, max(counts, key=counts.get)


@pytest.mark.parametrize("address", ["/actions/", "/livret/", "/centres/", "/evenements/"])
def test_index_pages_do_not_pay_by_the_sheet(sample_site, client, address):
    before = queries(client, address)
    for _number in range(3):
        factories.action()
        factories.resource()
    assert queries(client, address) == before


@pytest.mark.parametrize("parameters", ["", "?q=sport", "?theme=sport&age=7&page=2"])
def test_api_queries(sample_site, client, parameters):
    assert queries(client, f"/api/v1/search{parameters}") <= 5


def test_what_was_corrected_is_said_in_the_heading_and_below_it(listing, client):
    made = listing("q=parantalité")
    assert made.corrected == "parentalité"
    assert made.heading.endswith("résultats pour «\u00a0parentalité\u00a0»")
    html = client.get("/recherche/", {"q": "parantalité"}).content.decode().replace("\u00a0", " ")
    assert "Aucun résultat pour « parantalité ». Résultats pour <b>« parentalité »</b>." in html


def test_a_correction_that_filters_leave_empty_promises_no_results(sample_site, client):
    html = client.get("/recherche/?q=parantalité&type=centre").content.decode().replace("\u00a0", " ")
    assert "« parantalité » ne se trouve nulle part : nous avons cherché <b>« parentalité »</b>." in html
    assert "Résultats pour" not in html


def test_what_was_typed_is_escaped_where_the_correction_is_said(sample_site, client):
    html = client.get("/recherche/", {"q": "parantalité <i>x</i>"}).content.decode()
    assert "<i>x" not in html
    assert "&lt;i&gt;x" in html


def test_close_searches_are_plain_links_when_little_is_found(listing, client):
    assert listing("q=sport").ways_out.close_searches == listing("").ways_out.close_searches == []
    few = listing("q=laicite&type=centre", path="/livret/")
    assert few.total == 0
    assert few.ways_out.close_searches[0].url.startswith("/recherche/?q=")
    assert "Recherches proches" in client.get("/recherche/?q=laicite&type=centre").content.decode()


@pytest.fixture
def long_vocabulary(sample_site, django_capture_on_commit_callbacks):
    """Two hundred terms, of which one is carried by a page."""
    with django_capture_on_commit_callbacks(execute=True):
        made = factories.vocabulary("rue", "Rue", [f"Rue {number:03}" for number in range(200)])
        factories.action(terms=[made.terms.get(code="rue-150")])
    return made


def test_a_long_vocabulary_offers_what_answers_and_what_is_chosen(long_vocabulary, rf):
    listing = Listing.from_request(rf.get("/recherche/", {"rue": "rue-007"}))
    (view,) = [view for view in listing.filtering.facets if view.code == "rue"]
    assert list(view.values) == ["rue-007", "rue-150"]
    assert view.unlisted == 198


def test_a_long_vocabulary_weighs_no_more_than_a_short_one(long_vocabulary, client):
    page = client.get("/recherche/").content.decode()
    assert page.count('name="rue"') == 1
    assert "Autres termes (199)" in page
    assert len(client.get("/api/v1/search").json()["facets"]["rue"]) == 1


def test_a_term_that_is_not_offered_is_found_by_its_name(long_vocabulary, client):
    assert client.get("/api/v1/search", {"q": "rue 150"}).json()["total"] == 1


def test_no_robot_lists_a_search_made_or_kept(sample_site, client):
    for _time in range(2):
        assert client.get("/recherche/?q=parents")["X-Robots-Tag"] == "noindex, follow"
