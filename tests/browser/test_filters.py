"""The filters beside the results: their height, the keyboard, a tick that reloads nothing, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.tools import assert_accessible, dom_size, visit

SCREENS = 1.5 * 900
MOST_STOPS = 12


def tick(page, name, group):
    box = page.get_by_role("group", name=group, exact=True).get_by_role("checkbox", name=name)
    box.check()
    return box


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")


def focused(page):
    return page.evaluate("[document.activeElement.name, document.activeElement.value]")


def mark(page):
    """A page that is loaded anew has lost it."""
    page.evaluate("window.stayed = true")


def test_never_taller_than_a_screen_and_a_half(open_page, site):
    for address in ("", "?plus=acteur", "?reseau=rosa-parks&theme=parentalite&type=action&plus=theme"):
        page = open_page(f"{site.url}/recherche/{address}")
        page.set_viewport_size({"width": 1280, "height": 900})
        assert page.locator("form.facets").bounding_box()["height"] <= SCREENS
        unfold(page)
        assert page.locator("form.facets").bounding_box()["height"] <= SCREENS


def test_all_groups_open_the_page_is_small(open_page, site):
    page = open_page(f"{site.url}/recherche/")
    unfold(page)
    assert page.locator("details.group:not([open])").count() == 0
    assert dom_size(page) <= 450
    assert visit(page.context.browser, f"{site.url}/recherche/").weight <= 100_000


def test_every_group_open_is_accessible(open_page, site):
    page = open_page(f"{site.url}/recherche/?plus=acteur&secteur=cite-nord", for_axe=True)
    unfold(page)
    assert_accessible(page)


@pytest.mark.parametrize(
    "address",
    ["/recherche/", "/recherche/?q=parents&theme=parentalite&age=7&secteur=cite-nord&public=parents", "/livret/"],
)
def test_the_first_result_is_near_by_keyboard(open_page, site, address):
    page = open_page(site.url + address)
    stops = 0
    while stops < MOST_STOPS and not page.evaluate("document.activeElement.matches('.res a')"):
        page.keyboard.press("Tab")
        stops += 1
        if page.evaluate("document.activeElement.textContent") == "Aller aux résultats":
            page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.res:first-child h3 a')")


def test_a_tick_keeps_focus_place_and_page(open_page, site):
    page = open_page(f"{site.url}/recherche/")
    mark(page)
    page.get_by_role("group", name="Thème", exact=True).locator("summary").click()
    box = page.locator("#f-theme input").nth(2)
    box.scroll_into_view_if_needed()
    top, value = box.bounding_box()["y"], box.get_attribute("value")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url(f"**theme={value}")
    expect(page.locator(".chip")).to_have_count(1)
    assert focused(page) == ["theme", value]
    assert box.is_checked()
    assert abs(box.bounding_box()["y"] - top) < 2
    assert page.evaluate("window.stayed")
    heading = page.locator("#n").inner_text()
    assert page.locator("body > [role=status]").inner_text() == heading == page.title().partition(" –")[0]


def test_a_tick_changes_the_other_counts_and_leaves_groups_as_they_were(open_page, site):
    page = open_page(f"{site.url}/recherche/")
    page.get_by_role("group", name="Pour qui", exact=True).locator("summary").click()
    before = page.locator("label.f", has_text="Ouest").get_attribute("data-n")
    tick(page, "Sud", "Secteurs de la Cité éducative")
    page.wait_for_url("**secteur=cite-sud")
    expect(page.locator("label.f", has_text="Ouest")).not_to_have_attribute("data-n", before)
    assert page.locator("#f-public").get_attribute("open") is None


def test_back_and_words_after_a_tick(open_page, site):
    page = open_page(f"{site.url}/recherche/?q=parents")
    whole = page.locator("#n").inner_text()
    tick(page, "Sud", "Secteurs de la Cité éducative")
    expect(page.locator(".chip")).to_have_count(1)
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    assert page.locator("#n").inner_text() == whole
    page.go_forward()
    expect(page.locator(".chip")).to_have_count(1)
    page.get_by_label("Que cherchez-vous ?").fill("aide")
    page.get_by_role("button", name="Chercher").click()
    page.wait_for_url(re.compile("q=aide.*secteur=cite-sud"))


def test_two_quick_ticks_are_both_asked_for(open_page, site):
    page = open_page(f"{site.url}/recherche/")
    page.evaluate(
        """for (const value of ["cite-nord", "cite-sud"]) document.querySelector(`[value=${value}]`).click()"""
    )
    page.wait_for_url(re.compile("secteur=cite-nord&secteur=cite-sud"))
    expect(page.locator(".chip")).to_have_count(2)


def test_a_server_that_does_not_answer_is_asked_as_by_a_link(open_page, site):
    page = open_page(f"{site.url}/recherche/")
    mark(page)
    page.route(
        "**/recherche/?*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    tick(page, "Sud", "Secteurs de la Cité éducative")
    page.wait_for_url("**secteur=cite-sud")
    assert not page.evaluate("window.stayed")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_others_of_a_group_without_javascript(open_page, site, width):
    page = open_page(f"{site.url}/recherche/?q=parents&secteur=cite-nord", width=width, javascript=False)
    if width == 320:
        page.locator("details.filters > summary").click()
    theme = page.get_by_role("group", name="Thème", exact=True)
    theme.locator("summary").click()
    before = theme.get_by_role("checkbox").count()
    theme.get_by_role("link", name=re.compile("^Voir les")).click()
    page.wait_for_url("**/recherche/?q=parents&secteur=cite-nord&plus=theme#f-theme")
    assert page.locator("#f-theme input").count() > before
    assert page.locator("#f-theme").get_attribute("open") is not None
    if width == 1280:
        page.locator("#f-theme").get_by_role("checkbox", name="Numérique").check()
        page.get_by_role("button", name=re.compile("^Voir l")).click()
        asked = {"q=parents", "secteur=cite-nord", "theme=numerique", "plus=theme"}
        page.wait_for_url(lambda url: asked <= set(re.split("[?&]", url)))


def test_what_is_ticked_on_a_phone_is_not_lost_when_others_are_asked_for(open_page, site):
    page = open_page(f"{site.url}/recherche/", width=320)
    page.locator("details.filters > summary").click()
    tick(page, "Sud", "Secteurs de la Cité éducative")
    page.get_by_role("link", name="Voir les 3 autres : Pour qui").click()
    page.wait_for_url("**/recherche/?secteur=cite-sud&plus=public#f-public")
    assert page.get_by_role("checkbox", name="Tous publics").is_visible()
    assert page.locator("[type=checkbox][value=cite-sud]").is_checked()
