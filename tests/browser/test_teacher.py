"""A teacher of a named collège: one page says the center, whom to call, the network and the actions; three are kept and
printed. What is printed is whole.
"""

import re

from playwright.sync_api import expect

COLLEGE = "Collège Jean-Baptiste Lebas"


def pages_of(page):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_a_teacher_sees_who_is_around_the_college_keeps_three_actions_and_prints_them(open_page, site):
    page = open_page(f"{site.url}/mon-quartier/")
    page.get_by_label("Votre école, votre quartier ou votre rue").fill(COLLEGE)
    page.get_by_role("button", name="Trouver mon centre").click()
    page.wait_for_url("**/ecoles/college-jean-baptiste-lebas/")
    assert page.get_by_role("region", name="Le centre social").get_by_role("link", name="Centre social").is_visible()
    assert (
        page.get_by_role("region", name="Qui appeler").get_by_text("Programme de réussite éducative").first.is_visible()
    )
    assert page.get_by_text("REP+ Jean-Baptiste Lebas").is_visible()
    here = page.get_by_role("region", name=re.compile("^Ce qui se passe ici"))
    titles = here.locator(".res h3 a").all_inner_texts()[:3]
    for title in titles:
        here.locator(".res", has=page.get_by_role("link", name=title)).get_by_role("link", name="Garder").click()
    page.get_by_role("link", name="Ma liste (3)", exact=True).click()
    expect(page.locator(".kept-sheet h2")).to_have_text(titles)
    page.emulate_media(media="print")
    assert pages_of(page) == 4  # a cover, then one a sheet


def test_the_procedure_of_the_pre_begins_in_the_first_third_of_its_page(open_page, site):
    page = open_page(f"{site.url}/livret/programme-reussite-educative/")
    top = page.locator("#demarche").bounding_box()["y"]
    assert top < page.evaluate("document.documentElement.scrollHeight") / 3


def test_the_procedure_of_the_pre_prints_on_two_sides_for_each_reader(open_page, site):
    for reader in ("", "?role=parent", "?role=partenaire", "?role=enseignant&degre=second-degre"):
        page = open_page(f"{site.url}/livret/programme-reussite-educative/{reader}")
        assert pages_of(page) == 2, reader


def test_a_printed_page_says_the_site_and_the_day(open_page, site):
    page = open_page(f"{site.url}/actions/fiche-04/")
    page.pdf()
    foot = page.evaluate("[...document.adoptedStyleSheets].map((sheet) => sheet.cssRules[0].cssText).join()")
    assert "Passerelles" in foot and "page du" in foot and "imprimée le" in foot


def test_without_javascript_the_foot_stands_at_the_end(open_page, site):
    page = open_page(f"{site.url}/actions/fiche-04/", javascript=False)
    page.emulate_media(media="print")
    assert page.locator(".paper-foot").is_visible()
