"""On a telephone and a tablet, nothing of the admin lies where one cannot go: what is wider than the screen scrolls."""

import pytest

from tests.browser.editors import log_in

LISTS = "pages/4/", "documents/", "toutes-les-fiches/", "a-verifier/", "directory/contact/", "directory/organization/"
IMPORTS = "importer/livrets/", "importer/livrets/nouveau/", "importer/descriptions/", "importer/descriptions/new/"
FORMS = "directory/contact/create/", "directory/organization/create/", "images/multiple/add/", "documents/multiple/add/"
SCHEMA = "termes/new/", "vocabulaires/new/", "types-de-fiche/new/", "proprietes/new/"
# What is cut: wider than the screen, and in nothing that scrolls.
CUT = """() => {
  const scrolls = (each) =>
    each && (/auto|scroll/.test(getComputedStyle(each).overflowX) || scrolls(each.parentElement));
  const isOut = (each) => each.getBoundingClientRect().right > innerWidth + 2;
  return [...document.querySelectorAll("main :is(td, th, input, select, textarea, button)")]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && isOut(each) && !scrolls(each.parentElement))
    .filter((each) => !each.closest(".w-minimap, .w-dropdown__content"))
    .map((each) => each.outerHTML.slice(0, 100));
}"""


@pytest.mark.parametrize("width", [320, 768])
def test_nothing_is_cut(open_page, editable_site, width):
    page = log_in(open_page, editable_site, "demo", width=width)
    cut = {}
    for path in LISTS + FORMS + SCHEMA + IMPORTS:
        page.goto(f"{editable_site.url}/admin/{path}")
        page.wait_for_timeout(300)  # Wagtail sizes its own fields
        cut[path] = page.evaluate(CUT)
    assert {path: found for path, found in cut.items() if found} == {}
