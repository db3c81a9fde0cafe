"""Two people and their own words: a parent who needs somebody to call, an editor who makes findable what was not."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editors import log_in, make_editors, save_record
from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll

AFRAID = "mon fils a peur d'aller a l'ecole"
SOUGHT = "trampoline"
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"  # robots are not counted
# Words are read from the third day on: days are what a test cannot wait for.
THREE_DAYS = """
from search.models import MissedSearch
MissedSearch.objects.filter(words="").update(words="{words}", days=3)
"""


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("javascript", [True, False])
def test_a_parent_finds_help_then_whom_to_call_in_two_taps(open_page, site, width, javascript):
    page = open_page(f"{site.url}/", width=width, javascript=javascript)
    page.get_by_label("Que cherchez-vous ?").fill(AFRAID)
    page.get_by_role("button", name="Chercher").click()
    page.wait_for_url("**/recherche/**")
    titles = page.locator(".results > li h3").all_inner_texts()[:5]
    assert any("Programme de réussite éducative" in title for title in titles)

    page.goto(f"{site.url}/")
    page.get_by_label("Votre école, votre quartier ou votre rue").fill("rue de rome")
    page.get_by_role("button", name="Trouver mon centre").click()  # the first tap
    page.wait_for_url("**/quartiers/**")
    assert "rome" not in page.url.partition("?")[0]
    assert_no_horizontal_scroll(page)
    person = page.locator("article", has_text="Liaison familles-écoles-quartier").first
    call = person.locator('a[href^="tel:"]')  # the second
    assert call.is_visible()
    assert "Centre social Fresnoy-Mackellerie" in person.inner_text()


@pytest.mark.parametrize("address", ["/changements/", "/nulle-part/", "/recherche/?q=laïcité&type=centre"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_few_words_are_accessible_and_fit(open_page, site, address, width):
    page = open_page(f"{site.url}{address}", width=width, for_axe=True)
    assert_accessible(page)
    assert_no_horizontal_scroll(page)


@pytest.fixture(scope="module")
def editors(editable_site):
    return make_editors(editable_site)


def test_an_editor_makes_found_what_was_looked_for_in_vain(open_page, editors):
    visitor = open_page(f"{editors.url}/recherche/?q={SOUGHT}", user_agent=PERSON)
    assert visitor.get_by_role("heading", name=re.compile(f"Rien ici sur.*{SOUGHT}")).is_visible()
    editors.manage("shell", "-c", THREE_DAYS.replace("{words}", SOUGHT))

    editor = log_in(open_page, editors, "redactrice")
    editor.goto(f"{editors.url}/admin/recherches-sans-resultat/")
    row = editor.get_by_role("row", name=re.compile(SOUGHT))
    assert "Rien trouvé" in row.inner_text()
    row.get_by_role("link", name="Dire où ces mots mènent").click()
    expect(editor.get_by_role("textbox", name="Ce que les gens disent")).to_have_value(SOUGHT)
    choose_page(editor, "levier d’ouverture au cycle 3 (Secteur Nord)")
    save_record(editor, "mots-des-gens")

    visitor.reload()
    assert visitor.get_by_role("link", name=re.compile("Le sport comme levier")).first.is_visible()


def choose_page(page, title):
    page.get_by_role("button", name="Ajouter : Page").click()
    page.get_by_role("button", name=re.compile("^Choisissez une page")).last.click()
    page.locator(".modal input[name=q]").fill("sport")
    page.locator(".modal a", has_text=title).first.click()
    page.locator(".modal").wait_for(state="detached")
