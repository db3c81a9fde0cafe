"""Every page type and the states of search, as Chromium sees them: accessible, fitting, light, discreet."""

import pytest

from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll, visit

PAGES = {
    "accueil": "/",
    "recherche": "/recherche/",
    "résultats": "/recherche/?q=parentalite",
    "filtres": "/recherche/?secteur=cite-nord&age=7&tri=date",
    "rien": "/recherche/?q=zzzzzzzz",
    "livret": "/livret/",
    "actions": "/actions/",
    "centres": "/centres/",
    "événements": "/evenements/",
    "qui fait quoi": "/qui-fait-quoi/",
    "acteur": "/acteurs/ville-roubaix/",
    "réunions": "/reunions/",
    "réunion": "/reunions/commission-territoire-nord/",
    "ma liste": "/ma-liste/?f=programme-reussite-educative,fiche-06,echo,aide,nulle-part",
    "liste vide": "/ma-liste/",
    "jumelles": "/jumelles/fiche-06/",
    "sans contact": "/livret/clas/?quartier=alma",
    "aide": "/aide/",
    "mentions": "/mentions-legales/",
    "où": "/mon-quartier/",
    "un quartier": "/quartiers/fresnoy-mackellerie/?rue=rue-de-rome",
    "une école": "/ecoles/college-rosa-parks/",
    "couverture": "/couverture/",
    "introuvable": "/cette-page-n-existe-pas/",
}
SECTIONS = ["livret", "actions", "centres", "événements"]  # each leads to pages of a type of its own


@pytest.fixture(scope="session")
def addresses(site, browser):
    """The pages above, and the first page that each section lists."""
    context = browser.new_context()
    page = context.new_page()
    found = dict(PAGES)
    for name in SECTIONS:
        page.goto(site.url + PAGES[name])
        found[f"{name} : une page"] = page.locator(f"main a[href^='{PAGES[name]}']").first.get_attribute("href")
    context.close()
    return found


NAMES = [*PAGES, *(f"{name} : une page" for name in SECTIONS)]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_accessible_and_fitting(site, addresses, open_page, name, width):
    page = open_page(site.url + addresses[name], width=width, for_axe=True)
    assert_accessible(page)
    assert_no_horizontal_scroll(page)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_foreign_nothing_refused_nothing_kept(site, addresses, browser, name):
    seen = visit(browser, site.url + addresses[name])
    assert not seen.third_party
    assert not seen.cookies
    expected = 1 if name == "introuvable" else 0  # Chromium writes the 404 itself in its console
    assert len(seen.console) == expected, seen.console


@pytest.mark.parametrize(
    ("name", "weight", "requests"),
    [
        ("accueil", 200_000, 12),
        ("résultats", 100_000, 12),
        ("filtres", 100_000, 12),
        ("livret : une page", 100_000, 12),
        ("actions : une page", 100_000, 12),
        ("centres : une page", 100_000, 12),
        ("un quartier", 100_000, 12),
    ],
)
def test_weight_of_a_first_visit(site, addresses, browser, name, weight, requests):
    seen = visit(browser, site.url + addresses[name])
    assert seen.weight <= weight
    assert len(seen.requests) <= requests
    assert seen.script_weight <= 20_000
    assert seen.largest_image <= 25_000


def test_a_page_of_results_is_small(site, browser):
    assert visit(browser, f"{site.url}/recherche/").nodes <= 450
