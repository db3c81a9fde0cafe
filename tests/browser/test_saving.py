"""A form that saves by itself in the background is no second editor, whenever its button is pressed."""

import pytest

from tests.browser.editors import log_in, open_sheet, press_publish, publish, retitle


@pytest.fixture
def sheet(open_page, editable_site):
    page = log_in(open_page, editable_site, "demo")
    page.set_default_timeout(20_000)
    open_sheet(page, editable_site, "Interprétariat pour")
    page.wait_for_load_state("networkidle")
    return page


def assert_published(page, title):
    said = page.locator(".messages").get_by_text("a été publiée").first
    said.wait_for()
    assert title in said.inner_text()


def test_a_sheet_is_published_after_it_saved_by_itself(sheet):
    opened = sheet.locator("[name=loaded_revision_id]").input_value()
    retitle(sheet, "Interprétariat pour tous")
    known = "opened => document.querySelector('[name=loaded_revision_id]').value !== opened"
    sheet.wait_for_function(known, arg=opened)
    publish(sheet)
    assert_published(sheet, "Interprétariat pour tous")


def test_a_sheet_is_published_while_it_saves_by_itself(sheet):
    stored = []

    def hold(route):
        is_own = route.request.method == "POST" and "json" in route.request.headers.get("accept", "")
        # The server has it at once, the screen hears of it later.
        stored.append((route, route.fetch())) if is_own else route.continue_()

    sheet.route("**/edit/", hold)
    retitle(sheet, "Interprétariat pour chacun")
    while not stored:
        sheet.wait_for_timeout(100)
    press_publish(sheet)
    route, answer = stored[0]
    route.fulfill(response=answer)
    assert_published(sheet, "Interprétariat pour chacun")
