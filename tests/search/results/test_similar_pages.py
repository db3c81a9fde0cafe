"""« Fiches proches »: what an engine finds alike, but not what the sheet shows already nor what is not public."""

import pytest
from wagtail.models import Page

from search.engines.contract import EngineError
from search.engines.registry import get_engine
from search.models import Entry
from search.results.similar_pages import MOST_SIMILAR, similar_to

CODES = ["fiche-13", "alma", "fiche-18", "fiche-19", "clas", "fiche-05", "fiche-17", "seminaire-2022"]


@pytest.fixture
def alike(monkeypatch, sample_site):
    """An engine that finds the pages of these codes alike."""

    def alike(*codes):
        keys = dict(Entry.objects.values_list("code", "key"))
        asked = []

        def similar(document, limit=6):
            asked.append(document.key)
            return [keys[code] for code in codes][:limit]

        monkeypatch.setattr(get_engine(), "similar", similar, raising=False)
        return asked

    return alike


def page_of(code):
    return Entry.objects.get(code=code).page.specific


def codes(entries):
    return [entry.code for entry in entries]


def test_the_best_first_and_not_too_many(alike, sample_site):
    asked = alike(*CODES)
    assert codes(similar_to(page_of("fiche-12"), sample_site)) == CODES[:MOST_SIMILAR]
    assert asked == [Entry.objects.get(code="fiche-12").key]


def test_what_is_shown_already_is_left_out(alike, sample_site):
    alike(*CODES)
    shown = {page_of("fiche-13").pk, page_of("alma").pk}
    assert codes(similar_to(page_of("fiche-12"), sample_site, shown)) == CODES[2 : 2 + MOST_SIMILAR]


def test_only_sheets_of_the_types_asked_for(alike, sample_site):
    alike(*CODES)
    found = similar_to(page_of("fiche-12"), sample_site, types={"action"})
    assert {entry.type for entry in found} == {"action"}


def test_what_the_public_may_not_read_is_left_out(alike, sample_site):
    alike(*CODES)
    Page.objects.filter(search_entry__code="fiche-13").update(live=False)
    assert codes(similar_to(page_of("fiche-12"), sample_site))[0] == "alma"


def test_a_page_without_an_entry_has_none(alike, sample_site):
    alike(*CODES)
    page = page_of("fiche-12")
    Entry.objects.filter(code="fiche-12").delete()
    assert similar_to(page, sample_site) == []


def test_no_engine_no_section(monkeypatch, sample_site, client):
    def fail(document, limit=6):
        raise EngineError("index illisible")

    monkeypatch.setattr(get_engine(), "similar", fail, raising=False)
    assert similar_to(page_of("fiche-12"), sample_site) == []
    answer = client.get("/actions/fiche-12/")
    assert answer.status_code == 200
    assert "Fiches proches" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/actions/fiche-12/", "/livret/clas/", "/evenements/seminaire-2022/"])
def test_the_section_stands_on_sheets(alike, client, address):
    alike("fiche-21", "fiche-22")
    html = client.get(address).content.decode()
    assert "Fiches proches" in html
    assert "/actions/fiche-21/" in html.split('id="proches"')[1]


def test_the_section_leaves_out_the_twin_and_the_related_sheets(alike, client):
    alike("fiche-13", "fiche-21")
    html = client.get("/actions/fiche-12/").content.decode().split('id="proches"')[1]
    assert "/actions/fiche-21/" in html
    assert "/actions/fiche-13/" not in html


def test_an_empty_section_is_not_shown(alike, client):
    alike()
    assert "Fiches proches" not in client.get("/actions/fiche-12/").content.decode()
