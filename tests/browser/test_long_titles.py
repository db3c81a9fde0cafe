"""Titles that differ at their end are told apart, on a telephone too."""

import pytest

from tests.browser.editors import log_in, make_editors

END = "Secteur Nord"
TITLE = f"Accueil périscolaire et accompagnement à la scolarité des enfants de l’école élémentaire — {END}"
MAKE_PAGE = f"""
from home.models import HomePage, StandardPage
home = HomePage.objects.get()
page = StandardPage(title="{TITLE}", slug="un-titre-long")
home.add_child(instance=page)
page.save_revision().publish()
"""


@pytest.fixture(scope="module")
def site(editable_site):
    make_editors(editable_site)
    return editable_site


CUT = """element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].some(box => {
        for (let up = element; up; up = up.parentElement) {
            const style = getComputedStyle(up), edge = up.getBoundingClientRect();
            const hides = style.overflowX !== "visible" && box.right > edge.right + 1;
            if (hides || box.right > innerWidth + 1) return true;
        }
        return false;
    });
}"""


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_long_title_is_cut_nowhere(open_page, site, width):
    editor = log_in(open_page, site, "validateur")
    if editor.request.get(f"{site.url}/un-titre-long/").status == 404:
        site.manage("shell", "-c", MAKE_PAGE)
    editor.set_viewport_size({"width": width, "height": 800})
    editor.goto(f"{site.url}/admin/pages/search/?q=périscolaire")
    link = editor.get_by_role("link", name=END).first
    assert not link.evaluate(CUT)
    editor.goto(site.url + link.get_attribute("href"))
    assert not editor.locator(".w-breadcrumbs li:last-child :is(a, div)").first.evaluate(CUT)
    editor.goto(f"{site.url}/un-titre-long/")
    assert not editor.get_by_role("heading", level=1).evaluate(CUT)
