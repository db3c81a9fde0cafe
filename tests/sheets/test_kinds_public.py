"""What visitors see of the kinds made in the browser."""

import pytest
from django.urls import reverse

from home.context import sections_of
from sheets.models import SheetIndexPage
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.fixture
def fiches(sample_site):
    return SheetIndexPage.objects.get(code="fiches")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def stage(sample_site):
    return factories.kind("Stage", tint="fiche")


@pytest.fixture
def page(stage, committed):
    with committed():
        return factories.sheet(stage, title="Une semaine au garage")


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def types(client, **parameters):
    rows = client.get("/api/v1/search", parameters).json()["facets"]["type"]
    return {row["value"]: row["count"] for row in rows}


def found(client, **parameters):
    return [row["title"] for row in client.get("/api/v1/search", parameters).json()["results"]]


def test_a_sheet_says_its_kind(page, client):
    html = read(client, page.url)
    assert "#compass" in html and "Stage</p>" in html
    assert 'class="page-head fiche autre"' in html


def test_a_kind_is_a_value_of_the_type_filter(page, client):
    assert types(client)["stage"] == 1
    assert "Stages" in read(client, reverse("search"))
    assert client.get("/api/v1/search?type=stage").json()["total"] == 1


def test_a_retired_kind_is_a_filter_as_long_as_it_has_sheets(page, stage, client, committed):
    factories.kind("Sortie", retired=True)
    stage.retired = True
    stage.save()
    assert types(client)["stage"] == 1
    assert "sortie" not in types(client)


def test_a_card_begins_with_the_kind(page, client):
    html = read(client, "/recherche/?type=stage")
    assert 'class="res fiche autre" data-n="S"' in html
    assert '<p class="meta">Stage' in html


def test_a_kind_renamed_is_renamed_everywhere(page, stage, client, committed):
    with committed():
        stage.name, stage.plural = "Immersion", "Immersions"
        stage.save()
    assert "Immersion</p>" in read(client, page.url)
    html = read(client, "/recherche/?type=stage")
    assert '<p class="meta">Immersion' in html and "Immersions" in html


def test_a_list_without_a_kind_lists_all_of_them(page, fiches, client, committed):
    with committed():
        factories.sheet(factories.kind("Sortie"), title="Une journée au musée")
    html = read(client, fiches.url)
    assert "Une semaine au garage" in html and "Une journée au musée" in html
    assert "Fiches action" not in html.split("<main")[1].split("<footer")[0]


def test_a_list_lists_the_sheets_of_its_kind(page, stage, client, committed):
    with committed():
        stages = factories.sheet_list(stage)
        factories.sheet(factories.kind("Sortie"), title="Une journée au musée")
    html = read(client, stages.url)
    assert "Une semaine au garage" in html and "Une journée au musée" not in html


def test_a_list_of_nothing_lists_nothing(fiches, client):
    assert "res fiche" not in read(client, fiches.url)


def test_nobody_is_led_to_a_list_of_nothing(fiches, client):
    site = fiches.get_site()
    assert fiches.pk not in [each.pk for each in sections_of(site)]
    for name in ("site_map", "sitemap", "search"):
        assert "/fiches/" not in read(client, reverse(name))
    assert "Fiches" not in found(client, q="fiches")


def test_a_list_is_shown_once_it_has_a_sheet(page, fiches, client):
    assert fiches.pk in [each.pk for each in sections_of(fiches.get_site())]
    for name in ("site_map", "sitemap", "search"):
        assert "/fiches/" in read(client, reverse(name))
    assert "Fiches" in found(client, q="fiches", type="page")


def test_a_list_is_hidden_again_with_its_last_sheet(page, fiches, client, committed):
    with committed():
        page.unpublish()
    assert "/fiches/" not in read(client, reverse("site_map"))
    assert "Fiches" not in found(client, q="fiches")


def test_a_list_of_another_kind_stays_hidden(page, client):
    others = factories.sheet_list(factories.kind("Sortie"), title="Les sorties")
    assert others.url not in read(client, reverse("site_map"))


def everything(**values):
    return {
        "title": "Une semaine au garage",
        "body": [("text", "<p>Mot du texte</p>")],
        "objectives": ["Mot des objectifs"],
        "easy_french": "Mot facile.",
        "perimeter_note": "Mot du périmètre",
        "audiences": [{"label": "Mot des publics", "age_min": 14, "age_max": 15}],
        **values,
    }


SECTION_WORDS = {
    "texte": "Mot du texte",
    "objectifs": "Mot des objectifs",
    "facile": "Mot facile",
    "publics": "14–15",
}


@pytest.mark.parametrize("section", SECTION_WORDS)
def test_a_section_left_out_is_not_shown(section, client):
    kept = [each for each in ("texte", "objectifs", "facile", "publics") if each != section]
    page = factories.sheet(factories.kind("Stage", sections=kept), **everything())
    shown = read(client, page.url).split("<h1>")[1].split("<footer")[0]
    assert [word in shown for word in SECTION_WORDS.values()] == [each != section for each in SECTION_WORDS]


def test_a_section_left_out_is_not_searched(client, committed):
    with committed():
        stage = factories.kind("Stage")
        factories.sheet(stage, **everything(body=[("text", "<p>hippopotame</p>")]))
    assert client.get("/api/v1/search?q=hippopotame").json()["total"] == 1
    with committed():
        stage.sections = ["publics"]
        stage.save()
    assert client.get("/api/v1/search?q=hippopotame").json()["total"] == 0


def test_rows_of_a_section_left_out_are_neither_shown_nor_searched(client, committed):
    center = factories.organization("Le garage solidaire")
    with committed():
        stage = factories.kind("Stage", sections=["texte"])
        page = factories.sheet(stage, live=False, **everything())
        page.organization_links = [factories.operator(center)]
        page.document_links = [factories.link("Convention")]
        page.save_revision().publish()
    html = read(client, page.url)
    assert "Le garage solidaire" not in html and "Convention" not in html
    assert page.title not in found(client, q="solidaire")
    assert factories.reload(page).ages is None


def test_a_sheet_of_any_kind_may_be_a_close_one(page, stage, client, committed):
    with committed():
        factories.sheet(stage, title="Une semaine au garage solidaire")
    assert "Une semaine au garage solidaire" in read(client, page.url).split("Fiches proches")[1]


def test_a_sheet_is_described_to_machines(page, client):
    html = read(client, page.url)
    assert '"genre": "Stage"' in html


def test_a_draft_shows_nowhere(stage, client, committed):
    with committed():
        page = factories.sheet(stage, live=False)
    assert client.get(page.url).status_code == 404
    assert types(client)["stage"] == 0
