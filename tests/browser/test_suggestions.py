"""Suggestions while typing: by keyboard, for screen readers, by touch, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll

ENDS_WITH_A_SEARCH = re.compile(r"/recherche/\?q=")


def field(page):
    return page.get_by_label("Que cherchez-vous ?")


def type_words(page, text):
    field(page).click()
    field(page).press_sequentially(text, delay=20)


def open_list(page, text="par"):
    type_words(page, text)
    page.get_by_role("listbox").wait_for()
    return page.get_by_role("option")


@pytest.fixture
def home(open_page, site):
    return open_page(f"{site.url}/")


def state(page):
    """What a screen reader is told: expanded, the option it stands on."""
    active = field(page).get_attribute("aria-activedescendant")
    return field(page).get_attribute("aria-expanded"), page.locator(f"#{active}").inner_text() if active else None


def test_arrows_walk_the_list_and_enter_searches(home):
    assert (field(home).get_attribute("role"), state(home)) == ("combobox", ("false", None))
    texts = open_list(home).all_inner_texts()
    assert len(texts) > 2
    assert state(home) == ("true", None)
    for key, expected in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None), ("ArrowUp", -1)):
        home.keyboard.press(key)
        assert state(home)[1] == (None if expected is None else texts[expected])
    home.keyboard.press("ArrowDown")
    assert state(home) == ("true", None)
    assert field(home).input_value() == "par"
    home.keyboard.press("ArrowDown")
    assert home.locator('[aria-selected="true"]').all_inner_texts() == texts[:1]
    home.keyboard.press("Enter")
    home.wait_for_url(ENDS_WITH_A_SEARCH)
    assert field(home).input_value() == texts[0]


def test_enter_alone_searches_what_was_typed(home):
    open_list(home)
    home.keyboard.press("Enter")
    home.wait_for_url("**/recherche/?q=par&age=")


def test_escape_closes_and_an_arrow_opens_again(home):
    open_list(home)
    home.keyboard.press("Escape")
    assert state(home) == ("false", None)
    assert not home.get_by_role("listbox").is_visible()
    assert field(home).input_value() == "par"
    home.keyboard.press("ArrowDown")
    home.get_by_role("listbox").wait_for()


def test_tab_closes_and_goes_on(home):
    open_list(home)
    home.keyboard.press("Tab")
    assert not home.get_by_role("listbox").is_visible()
    assert home.evaluate("document.activeElement.id") == "age"


def test_the_number_is_announced(home):
    count = open_list(home).count()
    status = home.locator(".search-box [role=status]")
    assert status.inner_text() == f"{count} suggestions"
    field(home).fill("zzzzzz")
    status.get_by_text("Aucune suggestion").wait_for()
    assert not home.get_by_role("listbox").is_visible()


def test_a_suggestion_is_chosen_by_pointer(home):
    text = open_list(home).nth(1).inner_text()
    home.get_by_role("option").nth(1).click()
    home.wait_for_url(ENDS_WITH_A_SEARCH)
    assert field(home).input_value() == text


def test_little_is_asked_of_the_server(open_page, site):
    page, asked = open_page(f"{site.url}/recherche/"), []
    page.on("request", lambda request: "suggest" in request.url and "api" in request.url and asked.append(request.url))
    type_words(page, "p")
    page.wait_for_timeout(400)
    assert asked == []
    open_list(page, "arent")
    assert len(asked) == 1, "one request once the typing pauses"
    assert asked[0] == f"{site.url}/api/v1/suggest?q=parent"


def test_an_older_answer_never_replaces_a_newer_one(open_page, site):
    page = open_page(f"{site.url}/recherche/")
    page.route(
        "**/suggest?q=par",
        lambda route: (page.wait_for_timeout(600), route.fulfill(json={"suggestions": ["vieille réponse"]})),
    )
    type_words(page, "par")
    page.wait_for_timeout(250)
    open_list(page, "en")
    page.wait_for_timeout(700)
    assert "vieille réponse" not in page.get_by_role("option").all_inner_texts()


def test_a_word_under_composition_is_not_asked_for(home):
    """An input method writes letters that are not the visitor's yet."""
    asked = []
    home.on("request", lambda request: "/suggest?" in request.url and asked.append(request.url))
    field(home).click()
    home.evaluate(
        """() => { const q = document.getElementById("q"); q.value = "par";
        q.dispatchEvent(new InputEvent("input", {isComposing: true})); }"""
    )
    home.wait_for_timeout(400)
    assert asked == []
    home.evaluate("document.getElementById('q').dispatchEvent(new CompositionEvent('compositionend'))")
    home.get_by_role("listbox").wait_for()


def test_a_failing_server_leaves_the_form_as_it_is(open_page, site):
    page = open_page(f"{site.url}/recherche/")
    page.route("**/api/v1/suggest*", lambda route: route.fulfill(status=500, body="panne"))
    type_words(page, "parent")
    page.wait_for_timeout(400)
    assert state(page) == ("false", None)
    page.keyboard.press("Enter")
    page.wait_for_url(ENDS_WITH_A_SEARCH)


@pytest.mark.parametrize("address", ["/", "/recherche/?q=sport"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_open_list_is_accessible_and_fits(open_page, site, address, width):
    page = open_page(f"{site.url}{address}", width=width, for_axe=True, reduced_motion="reduce")
    field(page).fill("")
    open_list(page, "medi")
    page.keyboard.press("ArrowDown")
    assert_accessible(page)
    assert_no_horizontal_scroll(page)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert_no_horizontal_scroll(page)


def test_lists_of_one_type_do_not_suggest_words_of_the_whole_site(open_page, site):
    page = open_page(f"{site.url}/livret/")
    assert field(page).get_attribute("role") is None


def test_without_javascript_the_form_searches_and_close_searches_are_links(open_page, site):
    page = open_page(f"{site.url}/recherche/?q=laicite&type=centre", width=320, javascript=False)
    assert field(page).get_attribute("type") == "search"
    close = page.get_by_role("navigation", name="Recherches proches")
    close.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile("^\\s*[0-9]"))
    assert_no_horizontal_scroll(page)
