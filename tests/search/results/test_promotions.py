"""Results that editors put first: for the words as the search reads them, and for pages anyone may read."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import Page

from search.admin.promotions import PagesFormSet
from search.models import Entry
from search.results.promotions import load_promotions, pinned_for


@pytest.fixture
def promote(sample_site):
    def promote(words, code="", description="", **fields):
        page = Entry.objects.get(code=code).page if code else None
        query = Query.get(words)
        place = query.editors_picks.count()
        return SearchPromotion.objects.create(
            query=query, page=page, description=description, sort_order=place, **fields
        )

    return promote


def titles(texts, site):
    return [each.title for each in pinned_for([texts] if isinstance(texts, str) else texts, site)]


@pytest.mark.parametrize(
    ("wanted", "typed"),
    [
        ("cantine", "Cantines"),
        ("réussite éducative", "REUSSITE EDUCATIVE"),
        ("aide aux devoirs", "l’aide au devoir"),
        ("aide aux devoirs", "devoirs, aide"),
        ("soutien scolaire", "CLAS"),
        ("PRE", "programme de réussite éducative"),
        ("P.R.E.", "PRE"),
    ],
)
def test_words_are_compared_as_the_search_reads_them(promote, sample_site, wanted, typed):
    promote(wanted, "fiche-25")
    assert len(titles(typed, sample_site)) == 1


@pytest.mark.parametrize(
    ("wanted", "typed"),
    [
        ("aide aux devoirs", "aide"),
        ("aide", "aide aux devoirs"),
        ("aide aux devoirs", "devoirs du soir"),
        ("cantine", ""),
        ("le", "la"),
    ],
)
def test_other_words_are_not_those(promote, sample_site, wanted, typed):
    promote(wanted, "fiche-25")
    assert titles(typed, sample_site) == []


def test_pages_come_in_the_editors_order(promote, sample_site):
    promote("sport", "fiche-26")
    promote("sport", "fiche-25")
    promote("sport", external_link_url="https://www.example.org/", external_link_text="Un autre site")
    assert titles("sport", sample_site) == [
        "Bons baisers de Roubaix",
        "Le sport comme levier d’ouverture au cycle 3 (Secteur Nord)",
        "Un autre site",
    ]


def test_a_page_the_public_may_not_read_is_not_shown(promote, sample_site):
    promote("sport", "fiche-25")
    Page.objects.filter(search_entry__code="fiche-25").update(live=False)
    assert titles("sport", sample_site) == []


def test_the_first_text_that_editors_thought_of_counts(promote, sample_site):
    promote("parentalité", "fiche-26")
    assert titles(["parantalité", "parentalité"], sample_site) == ["Bons baisers de Roubaix"]


def test_without_a_promotion_one_query_is_made(sample_site):
    with CaptureQueriesContext(connection) as captured:
        assert pinned_for(["sport"], sample_site) == []
    assert len(captured) == 1
    assert load_promotions() == ()


def test_the_selection_stands_first_and_is_not_repeated(promote, client):
    promote("sport", "fiche-25", "Pour les <b>9</b> à 11 ans.")
    html = client.get("/recherche/?q=sports").content.decode()
    assert html.index("Sélection de la ville") < html.index('class="results')
    assert html.count("/actions/fiche-25/") == 1
    assert "Pour les &lt;b&gt;9&lt;/b&gt;" in html
    answer = client.get("/api/v1/search?q=sports").json()
    assert [each["url"] for each in answer["pinned"]] == ["/actions/fiche-25/"]
    assert "/actions/fiche-25/" not in [each["url"] for each in answer["results"]]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/recherche/?q=aide", True),
        ("/recherche/?q=aide&age=9", True),
        ("/recherche/?q=aide&page=2", False),
        ("/recherche/?q=aide&theme=sport", False),
        ("/actions/?q=aide", False),
        ("/recherche/?q=zorglub", True),
    ],
)
def test_where_the_selection_stands(promote, client, address, shown):
    promote("aide", "fiche-26")
    promote("zorglub", "fiche-26")
    assert ("Sélection de la ville" in client.get(address).content.decode()) is shown


def test_no_search_is_written_down(promote, client):
    promote("sport", "fiche-25")
    before = Query.objects.count()
    client.get("/recherche/?q=sport")
    client.get("/recherche/?q=natation")
    assert (Query.objects.count(), QueryDailyHits.objects.count()) == (before, 0)


def test_rows_that_are_too_many_are_not_made():
    data = {f"editors_picks-{row}-ORDER": row for row in range(2_000)}
    data |= {"editors_picks-TOTAL_FORMS": 2_000, "editors_picks-INITIAL_FORMS": 0}
    formset = PagesFormSet(data, instance=Query(query_string="sport"))
    assert len(formset.forms) == 100
    assert not formset.is_valid()


@pytest.fixture
def editor(sample_site, client):
    user = get_user_model().objects.create_user("redaction", "redaction@passerelles.example", "passerelles-tests")
    user.groups.add(Group.objects.get(name="Éditeurs"))
    client.force_login(user)
    return client


def test_editors_choose_words_and_pages(editor):
    page = Entry.objects.get(code="fiche-25").page_id
    form = {
        "query_string": "Natation",
        "editors_picks-TOTAL_FORMS": 1,
        "editors_picks-INITIAL_FORMS": 0,
        "editors_picks-MIN_NUM_FORMS": 0,
        "editors_picks-MAX_NUM_FORMS": 1000,
        "editors_picks-0-page": page,
        "editors_picks-0-description": "Avec un club.",
        "editors_picks-0-ORDER": 1,
    }
    assert editor.post("/admin/searchpicks/add/", form).status_code == 302
    html = editor.get("/admin/searchpicks/").content.decode()
    assert "Résultats mis en avant" in html
    assert "natation" in html
    assert "/admin/recherches-sans-resultat/" in html
    assert "search-terms" not in html
    query = Query.objects.get(query_string="natation")
    html = editor.get(f"/admin/searchpicks/{query.pk}/").content.decode()
    assert "Majuscules, accents, pluriels" in html
    assert "chooser" not in html.split("id_query_string")[1].split("Pages mises en avant")[0]


def row(number, **values):
    return {f"editors_picks-{number}-{name}": value for name, value in {"ORDER": number + 1, **values}.items()}


def promotion(*rows):
    data = {"query_string": "Natation", "editors_picks-TOTAL_FORMS": len(rows), "editors_picks-INITIAL_FORMS": 0}
    for number, values in enumerate(rows):
        data |= row(number, **values)
    return data


def test_a_page_is_promoted_once_for_the_same_words(editor):
    page = Entry.objects.get(code="fiche-25").page_id
    sent = promotion({"page": page})
    assert [editor.post("/admin/searchpicks/add/", sent).status_code for _press in range(2)] == [302, 200]
    assert SearchPromotion.objects.filter(page=page, query__query_string="natation").count() == 1


def test_so_is_an_address(editor):
    link = {"external_link_url": "https://ville.example/", "external_link_text": "La ville"}
    answer = editor.post("/admin/searchpicks/add/", promotion(link, link))
    assert "Déjà mis en avant pour ces mots" in answer.content.decode()
    assert not SearchPromotion.objects.filter(query__query_string="natation").exists()


def test_other_words_may_promote_it_and_it_may_be_saved_again(editor):
    page = Entry.objects.get(code="fiche-25").page_id
    assert editor.post("/admin/searchpicks/add/", promotion({"page": page})).status_code == 302
    assert (
        editor.post("/admin/searchpicks/add/", promotion({"page": page}) | {"query_string": "nage"}).status_code == 302
    )
    pick = SearchPromotion.objects.get(query__query_string="natation")
    again = promotion({"page": page, "id": pick.pk}) | {"editors_picks-INITIAL_FORMS": 1}
    assert editor.post(f"/admin/searchpicks/{pick.query_id}/", again).status_code == 302


def test_words_changed_to_others_are_asked_about_those(editor):
    page = Entry.objects.get(code="fiche-25").page_id
    editor.post("/admin/searchpicks/add/", promotion({"page": page}))
    editor.post("/admin/searchpicks/add/", promotion({"page": page}) | {"query_string": "nage"})
    pick = SearchPromotion.objects.get(query__query_string="nage")
    moved = promotion({"page": page, "id": pick.pk}) | {"editors_picks-INITIAL_FORMS": 1}
    assert editor.post(f"/admin/searchpicks/{pick.query_id}/", moved).status_code == 200
