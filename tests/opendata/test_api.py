"""The API of the content: one shape of lists, what a visitor may see, the search page's own filters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Term
from catalog.models.former_codes import FormerCode
from directory.models import Contact, Organization
from opendata.api import router as addresses
from opendata.api.cursors import write
from opendata.models import OpenDataSettings
from portal.cache.middleware import kept
from portal.visibility import public_pages
from search.engines.contract import EngineUnavailable
from search.engines.registry import get_engine
from sheets.models import SheetPage
from tests import factories

LISTS = ["sheets", "centers", "organizations", "schools", "contacts", "vocabularies", "kinds", "properties"]


def ask(client, path, **params):
    answer = client.get(f"/api/v1/{path}", params)
    assert answer.status_code == 200, answer.content
    return answer.json()


def walk(client, path, **params):
    """Every item, by following « next » to the end."""
    answer = ask(client, path, **params)
    items = answer["items"]
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        items += answer["items"]
    return items


def codes(items):
    return [each["code"] for each in items]


@pytest.fixture
def prop(sample_site):
    return factories.prop("Durée", "number", unit="min")


# Lists and items.


@pytest.mark.parametrize("path", LISTS)
def test_a_list_has_one_shape_and_says_its_licence(sample_site, prop, client, path):
    answer = ask(client, path)
    assert list(answer) == ["items", "next", "license"]
    assert answer["license"]["name"] == "Licence Ouverte 2.0"
    assert answer["items"]


@pytest.mark.parametrize("path", LISTS)
def test_an_item_has_an_address_by_its_code(sample_site, prop, client, path):
    item = ask(client, path)["items"][0]
    assert ask(client, f"{path}/{item['code']}")["item"] == item


@pytest.mark.parametrize("path", LISTS)
def test_following_next_gives_each_item_once(sample_site, prop, client, path):
    whole = codes(walk(client, path, limit=100))
    assert codes(walk(client, path, limit=3)) == whole
    assert len(set(whole)) == len(whole)


def test_all_public_sheets_are_given(sample_site, client):
    models = addresses.classes(SheetPage)
    expected = {page.code for page in public_pages(sample_site).exact_type(*models).specific()}
    assert set(codes(walk(client, "sheets", limit=7))) == expected


def test_a_new_sheet_comes_after_those_that_were_given(sample_site, client, django_capture_on_commit_callbacks):
    first = ask(client, "sheets", limit=40)
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.action()
    assert codes(client.get(first["next"]).json()["items"]).count(page.code) == 1


def test_a_former_code_gives_the_record_that_it_was_merged_into(sample_site, client):
    FormerCode.objects.create(model="directory.organization", code="ancien-nom", current="caf")
    code = Organization.objects.filter(active=True, code="caf").values_list("code", flat=True).first()
    assert code == "caf"
    assert ask(client, "organizations/ancien-nom")["item"]["code"] == "caf"


def test_a_sheet_says_what_its_page_shows(sample_site, client, prop, django_capture_on_commit_callbacks):
    organization = Organization.objects.get(code="cs-alma")
    contact = factories.contact("Accueil", organization=organization, public=True, phone="03 53 01 00 00")
    with django_capture_on_commit_callbacks(execute=True):
        audience = {"label": "Jeunes", "age_min": 16, "note": "Sur inscription."}
        page = factories.action("Chantier", terms=[Term.objects.get(code="sport")], audiences=[audience])
        page.organization_links = [factories.operator(organization, detail="Porte l’action")]
        page.contact_links = [page.contact_links.model(contact=contact)]
        page.document_links = [factories.link("Le guide")]
        page.property_values = {prop.code: {"t": "number", "v": "45"}}
        page.save_revision().publish()
    item = ask(client, f"sheets/{page.code}")["item"]
    assert (item["kind"], item["title"], item["summary"]) == ("action", "Chantier", "Ce que l’on y fait.")
    assert item["url"] == sample_site.root_url + page.url
    assert item["ages"] == {"min": 16, "max": None, "every": False}
    assert item["audiences"][0]["note"] == "Sur inscription."
    assert item["terms"]["theme"] == ["sport"]
    part = {"code": "cs-alma", "name": "Centre social Alma", "role": "operator", "detail": "Porte l’action"}
    assert item["organizations"] == [part]
    assert [(each["code"], each["phone"]) for each in item["contacts"]] == [(contact.code, "03 53 01 00 00")]
    assert item["documents"] == [{"label": "Le guide", "url": "https://passerelles.example/", "year": None}]
    assert item["properties"][prop.code]["unit"] == "min"


def test_a_center_says_its_organization_and_its_hours(sample_site, client):
    item = ask(client, "centers/alma")["item"]
    assert item["organization"]["code"] == "cs-alma"
    assert item["organization"]["position"]["precision"] in Organization.Precision.values


# What is not for everybody.


def test_an_organization_that_no_public_page_names_is_not_given(sample_site, client):
    unknown = factories.organization()
    assert unknown.code not in codes(walk(client, "organizations", limit=100))
    assert client.get(f"/api/v1/organizations/{unknown.code}").status_code == 404


def test_an_organization_that_is_no_more_is_not_given(sample_site, client):
    Organization.objects.filter(code="caf").update(active=False)
    assert "caf" not in codes(walk(client, "organizations", limit=100))


def test_a_list_may_be_short_and_still_go_on(sample_site, client):
    for _number in range(5):
        factories.organization("AAA")
    answer = ask(client, "organizations", limit=3)
    assert len(answer["items"]) < 3
    assert answer["next"]


def test_functions_are_given_without_who_holds_them(sample_site, client):
    contact = factories.contact(public=True, holder="Zorglub", holder_public=True, email="zorglub@passerelles.example")
    assert "orglub" not in str(ask(client, f"contacts/{contact.code}"))


def test_an_internal_contact_is_not_given(sample_site, client):
    contact = factories.contact(public=False)
    assert client.get(f"/api/v1/contacts/{contact.code}").status_code == 404


def test_an_internal_vocabulary_is_not_given(sample_site, client):
    factories.vocabulary("secrets", "Secrets", ["Un"], internal=True)
    assert client.get("/api/v1/vocabularies/secrets").status_code == 404
    assert "secrets" not in codes(walk(client, "vocabularies"))


def test_a_property_that_only_editors_see_is_not_given(sample_site, client):
    hidden = factories.prop("Note", "text", visibility="editors")
    assert client.get(f"/api/v1/properties/{hidden.code}").status_code == 404


def test_a_mail_address_in_a_text_stays_on_its_page(sample_site, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.action(summary="Écrire à accueil@passerelles.example.")
    assert "@" not in str(ask(client, f"sheets/{page.code}")["item"]["summary"])


# Filters.


def test_filters_are_those_of_the_search_page(sample_site, client):
    found = ask(client, "search", theme="sport", type=["action", "ressource", "evenement"])
    assert len(walk(client, "sheets", theme="sport", limit=2)) == found["total"]


def test_words_are_understood_as_in_the_search(sample_site, client):
    assert codes(ask(client, "sheets", q="parrainage")["items"])[0] in codes(ask(client, "sheets", limit=100)["items"])


def test_a_kind_filters_sheets(sample_site, client):
    assert {each["kind"] for each in walk(client, "sheets", type="ressource")} == {"ressource"}


def test_after_the_last_page_of_a_search_there_is_nothing(sample_site, client):
    answer = ask(client, "sheets", theme="sport", cursor=write("s", 99))
    assert (answer["items"], answer["next"]) == ([], None)


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"couleur": "bleu"}, "« couleur »"),
        ({"theme": "inconnu"}, "« theme=inconnu »"),
        ({"type": "centre"}, "« type=centre »"),
        ({"page": "2"}, "« page »"),
        ({"limit": "0"}, "de 1 à 100"),
        ({"limit": "101"}, "de 1 à 100"),
        ({"limit": "dix"}, "de 1 à 100"),
        ({"cursor": "zz"}, "« cursor »"),
        ({"cursor": "azpub24"}, "« cursor »"),
        ({"cursor": "é" * 300}, "« cursor »"),
        ({"q": "sport", "cursor": "azox"}, "« cursor »"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(sample_site, client, params, said):
    """A search ignores what it does not know; a program would take everything for what it asked."""
    answer = client.get("/api/v1/sheets", params)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_without_an_engine_filters_are_refused_and_lists_go_on(sample_site, client, monkeypatch):
    def away(*args, **kwargs):
        raise EngineUnavailable

    monkeypatch.setattr(type(get_engine("tantivy")), "search", away)
    answer = client.get("/api/v1/sheets", {"theme": "sport"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "panne" in answer.json()["detail"]
    assert ask(client, "sheets")["items"]


# Answers.


@pytest.mark.parametrize("path", ["sheets?type=action", "centers", "organizations", "schools", "vocabularies"])
def test_queries_do_not_grow_with_the_items(sample_site, client, path):
    """Of one class of pages: each class has its tables."""
    ask(client, path, limit=100)  # what processes read once
    counts = []
    for limit in (4, 8):
        kept.clear()
        with CaptureQueriesContext(connection) as queries:
            ask(client, path, limit=limit)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def test_what_did_not_change_is_not_made_again(sample_site, client, monkeypatch):
    tag = client.get("/api/v1/sheets")["ETag"]

    def never(*args):
        raise AssertionError("made again")

    monkeypatch.setattr("opendata.api.router.pages_of", never)
    assert client.get("/api/v1/sheets", HTTP_IF_NONE_MATCH=tag).status_code == 304


def test_what_changed_is_given_at_once(sample_site, client, django_capture_on_commit_callbacks):
    tag = client.get("/api/v1/sheets", {"limit": 100})["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.action()
    answer = client.get("/api/v1/sheets", {"limit": 100}, HTTP_IF_NONE_MATCH=tag)
    assert page.code in codes(answer.json()["items"])


def test_the_licence_is_that_of_the_settings(sample_site, client):
    ask(client, "kinds")
    OpenDataSettings.objects.create(site=sample_site, licence="ODbL-1.0")
    answer = client.get("/api/v1/kinds")
    assert answer.json()["license"]["name"] == "Open Database License 1.0"
    assert 'rel="license"' in answer["Link"]
    assert "opendatacommons" in client.get("/api/v1/search")["Link"]


def test_too_many_answers_are_refused_with_the_time_to_wait(sample_site, client, settings):
    settings.API_ANSWERS_A_MINUTE = 1
    answers = [client.get("/api/v1/sheets", {"limit": limit}) for limit in range(1, 25)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert all(int(answer["Retry-After"]) > 0 and answer.json()["detail"] for answer in refused)
    assert all(answer["Access-Control-Allow-Origin"] == "*" for answer in answers)


@pytest.mark.parametrize("path", ["sheets", "sheets/aucune", "nulle-part", "search", "openapi.json", ""])
def test_any_site_may_read_it(sample_site, client, path):
    assert client.get(f"/api/v1/{path}")["Access-Control-Allow-Origin"] == "*"


def test_a_browser_may_ask_beforehand(sample_site, client):
    answer = client.options("/api/v1/sheets", HTTP_ORIGIN="https://ecole.example")
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["sheets", "sheets/fiche-01"])
def test_it_is_read_only(sample_site, client, method, path):
    answer = getattr(client, method)(f"/api/v1/{path}")
    assert (answer.status_code, "GET" in answer.json()["detail"]) == (405, True)


def test_head_is_answered_as_get(sample_site, client):
    assert client.head("/api/v1/sheets")["ETag"] == client.get("/api/v1/sheets")["ETag"]


@pytest.mark.parametrize("path", ["nulle-part", "sheets/", "sheets/aucune", "sheets/é", "sheets/a%00b", "x/y/z"])
def test_an_address_that_is_none_is_said_in_french(sample_site, client, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (404, "application/json")
    assert answer.json()["detail"].startswith("Rien")


# For people.


def test_the_first_address_names_the_lists(sample_site, client):
    lists = client.get("/api/v1/").json()["lists"]
    assert {*LISTS, "search", "suggest"} <= lists.keys()
    assert client.get(lists["sheets"]).status_code == 200


def test_the_page_explains_every_address_of_the_document(sample_site, client):
    html = client.get("/donnees-ouvertes/api/").content.decode()
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert len(paths) >= 18
    assert [path for path in paths if f"GET {path}" not in html] == []


def test_functions_of_organizations_that_are_no_more_are_not_given(sample_site, client):
    contact = Contact.objects.public().filter(organization__active=True).first()
    Organization.objects.filter(pk=contact.organization_id).update(active=False)
    assert client.get(f"/api/v1/contacts/{contact.code}").status_code == 404
