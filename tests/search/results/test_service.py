"""One search for everybody: titles answer when the engine cannot, and what is not public is never shown."""

from pathlib import Path

import pytest
from wagtail.models import Page

from search.engines.contract import EngineError
from search.engines.registry import forget_engines, get_engine
from search.indexing.upkeep import rebuild
from search.models import Entry


@pytest.fixture
def broken(monkeypatch, sample_site):
    def fail(*args, **kwargs):
        raise EngineError("index illisible")

    for name in ("search", "suggest"):
        monkeypatch.setattr(get_engine(), name, fail)


def search(client, **params):
    return client.get("/api/v1/search", params).json()


def test_without_an_engine_titles_answer(broken, client):
    answer = search(client, q="baisers roubaix")
    assert [result["title"] for result in answer["results"]] == ["Bons baisers de Roubaix"]
    assert answer["engine"] == "titres"


def test_without_an_engine_the_page_says_so_and_answers(broken, client):
    answer = client.get("/recherche/", {"q": "sport", "theme": "sport"})
    assert answer.status_code == 200
    assert "en panne" in answer.content.decode()


@pytest.mark.parametrize("address", ["/actions/", "/livret/", "/centres/", "/api/v1/suggest?q=par"])
def test_without_an_engine_other_pages_answer(broken, client, address):
    assert client.get(address).status_code == 200


def test_without_an_engine_pages_are_counted(broken, client):
    first, last = search(client), search(client, page=99)
    assert (first["total"], first["pages"], last["page"], len(last["results"])) == (67, 4, 4, 7)


def test_without_an_engine_the_type_still_counts(broken, client):
    assert search(client, type="centre")["total"] == 10


def test_a_damaged_index_does_not_break_the_page(sample_site, client, settings):
    for path in Path(settings.SEARCH_ENGINES["tantivy"]["PATH"]).rglob("*"):
        if path.is_file():
            path.write_bytes(b"x")
    forget_engines()
    assert client.get("/recherche/", {"q": "sport"}).status_code == 200
    assert search(client, q="baisers")["engine"] == "titres"


def test_an_entry_whose_page_is_no_longer_public_is_not_shown(sample_site, client):
    entry = Entry.objects.get(code="fiche-26")
    Page.objects.filter(pk=entry.page_id).update(live=False)
    assert "Bons baisers" not in str(search(client, q="bons baisers")["results"])


def test_another_site_s_pages_are_not_found(sample_site, client):
    Entry.objects.update(site=99)
    rebuild(fresh=False)
    assert search(client)["total"] == 0
