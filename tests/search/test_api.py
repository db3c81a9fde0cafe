"""The JSON twin: exactly the shape that was promised, the parameters of the page, and no address of anyone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.models import ActionPage
from search.indexing.entries import EMAIL
from tests import factories

KEYS = [
    "query", "total", "page", "pages", "corrected", "suggested", "understood", "missing", "nothing_fits", "pinned",
    "answers", "results", "facets", "ranges", "engine",
]  # fmt: skip


def search(client, **params):
    answer = client.get("/api/v1/search", params)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    return answer.json()


def test_the_shape(sample_site, client):
    answer = search(client, q="sport", theme="sport", age=["college", "9"], secteur="cite-nord", tri="date")
    assert list(answer) == KEYS
    assert answer["query"] == {
        "q": "sport",
        "secteur": ["cite-nord"],
        "age": ["college", "9"],
        "theme": ["sport"],
        "tri": "date",
    }
    assert (answer["page"], answer["pages"], answer["corrected"], answer["engine"]) == (1, 1, None, "tantivy")
    (result,) = [each for each in answer["results"] if each["title"].startswith("Le sport")]
    assert list(result) == ["type", "title", "url", "summary", "highlight", "terms", "ages", "properties"]
    assert result["type"] == "action"
    assert result["url"] == "/actions/fiche-25/"
    assert result["terms"]["axe"] == ["ambition"]
    years = ActionPage.objects.get(code="fiche-25").ages.years
    assert result["ages"] == [min(years), max(years)]
    assert "<mark>" in result["highlight"]


def test_facets_are_lists_of_values(sample_site, client):
    facets = search(client, secteur="ville-nord")["facets"]
    assert list(facets) == [
        "secteur",
        "age",
        "public",
        "theme",
        "type-ressource",
        "axe",
        "suite",
        "reseau",
        "ici",
        "acteur",
        "type",
    ]
    value = next(each for each in facets["secteur"] if each["value"] == "ville-nord")
    assert list(value) == ["value", "label", "count", "selected", "parent"]
    assert (value["label"], value["selected"], value["parent"]) == ("Ville – Nord", True, "ville")
    assert all(each["selected"] is False for each in facets["theme"])


def test_values_without_a_page_are_given_at_zero(sample_site, client):
    facets = search(client, type="centre")["facets"]
    assert {each["count"] for each in facets["axe"]} == {0}


def test_every_age_has_no_interval(sample_site, client):
    results = search(client, q="Bons baisers de Roubaix")["results"]
    assert results[0]["ages"] is None


def test_an_age_without_an_end_has_none(sample_site, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        factories.action(title="Chantier trottinette", audiences=[{"label": "Jeunes", "age_min": 16}])
    (result,) = search(client, q="trottinette")["results"]
    assert result["ages"] == [16, None]
    assert "À partir de 16" in client.get(result["url"]).content.decode()
    assert "À partir de 16" in client.get("/recherche/", {"q": "trottinette"}).content.decode()
    assert "À partir de 16" in client.get("/recherche/export/", {"q": "trottinette", "format": "csv"}).content.decode()


def test_pages(sample_site, client):
    first, last = search(client), search(client, page=4)
    assert (first["total"], first["pages"], len(first["results"]), len(last["results"])) == (67, 4, 20, 7)
    urls = [result["url"] for number in range(1, 5) for result in search(client, page=number)["results"]]
    assert len(set(urls)) == 67


def test_a_page_too_far_is_the_last_one(sample_site, client):
    answer = search(client, page=99)
    assert (answer["page"], len(answer["results"])) == (4, 7)


def test_a_correction_is_given(sample_site, client):
    assert search(client, q="parrainnage")["corrected"] == "parrainage"


def test_unknown_parameters_are_ignored(sample_site, client):
    assert search(client, couleur="bleu", theme="inconnu")["total"] == 67


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(sample_site, client, method):
    assert getattr(client, method)("/api/v1/search").status_code == 405


def test_no_mail_address_is_ever_in_a_result(sample_site, client):
    for number in range(1, 5):
        assert not EMAIL.search(client.get("/api/v1/search", {"page": number}).content.decode())
    assert search(client, q="cite-educative@passerelles.example")["corrected"] != "cite-educative@passerelles.example"


def test_suggestions_are_real_words(sample_site, client):
    suggestions = client.get("/api/v1/suggest", {"q": "parental"}).json()["suggestions"]
    assert "parentalité" in suggestions
    assert 1 <= len(suggestions) <= 8


@pytest.mark.parametrize(
    "change", [{"live": False}, {"expire_at": timezone.now() - timedelta(days=1)}], ids=["unpublished", "expired"]
)
def test_words_of_a_page_that_is_not_public_are_not_suggested(
    sample_site, client, django_capture_on_commit_callbacks, change
):
    assert suggestions(client, "baise") == ["baisers", "Bons baisers de Roubaix"]
    with django_capture_on_commit_callbacks(execute=True):
        page = ActionPage.objects.get(code="fiche-26")
        for name, value in change.items():
            setattr(page, name, value)
        page.save()
    assert suggestions(client, "baise") == []


def test_words_of_a_draft_are_not_suggested(sample_site, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = ActionPage.objects.get(code="fiche-26")
        page.title = "Zanzibar en brouillon"
        page.save_revision()
    assert suggestions(client, "zanz") == []


@pytest.mark.parametrize(
    "text", ["<script>par", "par" * 9000, "par\x00par", "ＰＡＲ", "par\ud800", "'; --", "../par", "%00par"]
)
def test_hostile_texts_are_answered(sample_site, client, text):
    found = suggestions(client, text.encode("utf-8", "surrogatepass"))
    assert len(found) <= 8
    assert not any("<" in each or len(each) > 300 for each in found)


def suggestions(client, text):
    answer = client.get("/api/v1/suggest", {"q": text})
    assert answer.status_code == 200
    return answer.json()["suggestions"]


@pytest.mark.parametrize("text", ["", "   ", "zzzzzz", "\x00", '"'])
def test_nothing_to_suggest(sample_site, client, text):
    assert client.get("/api/v1/suggest", {"q": text}).json() == {"suggestions": []}
