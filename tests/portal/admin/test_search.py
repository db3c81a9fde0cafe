"""Whatever is typed in a search of the admin is words to look for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import GlossaryEntry
from portal.admin.search import plain_words
from tests import factories

SCREENS = [
    ("wagtailsnippets_directory_glossaryentry:list", []), ("wagtailsnippets_directory_glossaryentry:list_results", []),
    ("wagtailadmin_choose_page_search", []), ("organization_chooser:choose", []),
    ("organization_chooser:choose_results", []), ("contact_chooser:choose_results", []),
    ("wagtailimages_chooser:choose_results", []), ("wagtaildocs_chooser:choose_results", []),
    ("wagtailsnippetchoosers_directory_glossaryentry:choose_results", []), ("wagtailadmin_explore", [1]),
    ("wagtailadmin_explore_root", []), ("wagtailadmin_pages:search", []), ("wagtailimages:index", []),
    ("wagtaildocs:index", []), ("wagtailusers_users:index", []), ("wagtailusers_groups:index", []),
    ("wagtailredirects:index", []), ("wagtailsearchpromotions:index", []), ("sheet_report", []),
    ("sheet_report_results", []), ("directory_organization_modeladmin_index", []),
    ("directory_contact_modeladmin_index", []), ("vocabulaires:index", []), ("termes:index", []),
    ("proprietes:index", []), ("types-de-fiche:index", []), ("groupes-de-proprietes:index", []),
]  # fmt: skip
HOSTILE = [
    '"', 'a "b" c"', "CAF*", "NEAR(a b, 2)", "a OR", "NOT", "(a)", "title:x", "^a - b", "& | ! : ' \\", "a:*", "%s",
    "a\0b", "😀", "é" * 4000, "a " * 2000,
]  # fmt: skip


@pytest.mark.parametrize(("name", "args"), SCREENS)
def test_no_words_bring_a_screen_down(sample_site, admin_client, name, args):
    address = reverse(name, args=args)
    answers = {text: admin_client.get(address, {"q": text}).status_code for text in HOSTILE}
    assert answers == dict.fromkeys(HOSTILE, 200)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(screen=st.sampled_from(SCREENS), text=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_nor_do_any(sample_site, admin_client, screen, text):
    assert admin_client.get(reverse(screen[0], args=screen[1]), {"q": text}).status_code == 200


@pytest.mark.parametrize("text", ["Zorglub", 'Zorglub"', "zorglub", "Zorglub ()", "zorg", "développé"])
def test_a_word_is_found_by_its_letters(sample_site, admin_client, text):
    GlossaryEntry.objects.create(term="Zorglub", expansion="Un sigle développé")
    html = admin_client.get(reverse("wagtailsnippets_directory_glossaryentry:list_results"), {"q": text}).content
    assert "Zorglub" in html.decode()


def test_a_search_may_be_sorted_and_filtered(sample_site, admin_client):
    GlossaryEntry.objects.create(term="Zorglub", origin="public")
    address = reverse("wagtailsnippets_directory_glossaryentry:list_results")
    for asked in ({"ordering": "-expansion"}, {"origin": "public"}, {"origin": "public", "ordering": "origin"}):
        assert "Zorglub" in admin_client.get(address, {"q": "Zorglub", **asked}).content.decode()


def test_all_the_sheets_are_searched(sample_site, admin_client):
    factories.action("Atelier des zorglubs")
    html = admin_client.get(reverse("sheet_report_results"), {"q": "zorglubs"}).content.decode()
    assert "Atelier des zorglubs" in html
    assert "Aide à la maison" not in html


def test_signs_alone_find_nothing(sample_site, admin_client):
    factories.action("Atelier")
    html = admin_client.get(reverse("sheet_report_results"), {"q": "&"}).content.decode()
    assert "Atelier" not in html


def test_spellings_are_one():
    assert plain_words("E\u0301cole") == "École"


def test_a_new_page_has_its_weight_at_once(sample_site):
    pages = [factories.action(f"Atelier {word} au titre bien plus long que tous les autres") for word in ("un", "deux")]
    weights = [entry.title_norm for page in pages for entry in page.index_entries.all()]
    assert [0 < weight < 1 for weight in weights] == [True, True]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL marks what is saved again as new")
def test_a_page_saved_again_has_no_title_read_but_its_own(sample_site, django_capture_on_commit_callbacks):
    page = factories.action("Atelier")
    with CaptureQueriesContext(connection) as asked, django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    written = [query["sql"] for query in asked if "wagtailsearch_indexentry" in query["sql"]]
    assert any(sql.startswith("UPDATE") for sql in written)
    assert not any("AVG" in sql for sql in written)
