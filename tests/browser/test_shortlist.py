"""« Garder »: a teacher keeps three sheets and prints them; without JavaScript the address is the list."""

import re

from playwright.sync_api import expect


def keep(page, title):
    page.locator(".res", has=page.get_by_role("link", name=title)).get_by_role("link", name="Garder").click()


def test_a_teacher_keeps_three_sheets_and_prints_them(open_page, site):
    page = open_page(f"{site.url}/recherche/?q=lecture")
    titles = [link.inner_text() for link in page.locator(".res h3 a").all()[:2]]
    for title in titles:
        keep(page, title)
    assert page.url.endswith("/recherche/?q=lecture")
    page.goto(f"{site.url}/livret/clas/")
    page.locator(".tools").get_by_role("link", name="Garder").click()
    page.locator(".tools").get_by_role("link", name="Dans ma liste (3)").wait_for()
    assert page.get_by_role("status").last.inner_text() == "Ma liste (3)"
    page.get_by_role("link", name="Ma liste (3)", exact=True).click()
    expect(page.locator(".kept-sheet h2")).to_have_text([*titles, "Accompagnement à la scolarité (CLAS)"])
    page.emulate_media(media="print")
    assert page.locator(".kept-sheet .qr svg").count() == 3
    assert not page.get_by_role("link", name=re.compile("^Retirer")).first.is_visible()
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 4  # a cover, then one a sheet
    assert not page.context.cookies()


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_what_is_kept_outlasts_the_page_and_leaves_when_asked(open_page, site):
    page = open_page(f"{site.url}/livret/clas/")
    page.locator(".tools").get_by_role("link", name="Garder").click()
    page.goto(f"{site.url}/ma-liste/")
    page.wait_for_url("**/ma-liste/?f=clas")
    page.get_by_role("link", name=re.compile("^Retirer")).click()
    page.wait_for_url("**/ma-liste/")
    assert page.locator(".kept-sheet").count() == 0
    assert page.get_by_role("link", name=re.compile("^Ma liste")).count() == 1  # that of the foot


def test_a_list_received_is_kept_only_when_asked(open_page, site):
    page = open_page(f"{site.url}/ma-liste/?f=clas,echo")
    page.get_by_role("button", name="Garder cette liste ici").click()
    page.get_by_role("link", name="Ma liste (2)", exact=True).wait_for()


def test_thirty_are_kept_at_most(open_page, site):
    page = open_page(f"{site.url}/livret/clas/")
    page.evaluate("localStorage.setItem('garder', JSON.stringify([...Array(30).keys()].map(n => `fiche-${n}`)))")
    page.reload()
    page.locator(".tools").get_by_role("link", name="Garder").click()
    page.wait_for_url("**/ma-liste/?f=clas")


def test_without_javascript_the_address_is_the_list(open_page, site):
    page = open_page(f"{site.url}/livret/clas/", width=320, javascript=False)
    page.locator(".tools").get_by_role("link", name="Garder").click()
    page.get_by_label("Ajouter une fiche").fill(f"{site.url}/centres/echo/")
    page.get_by_role("button", name="Ajouter").click()
    expect(page.locator(".kept-sheet")).to_have_count(2)
    page.get_by_role("link", name="Retirer : Centre social ECHO").click()
    page.wait_for_url("**/ma-liste/?f=clas")
