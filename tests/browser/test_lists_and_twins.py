"""A validator, no administrator, makes a live list, and copies a sheet to the other sector."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editors import log_in, make_editors, open_sheet, publish
from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll

PUBLISH = """
from django.utils.text import slugify
from actions.models import ActionIndexPage, ActionPage
from catalog.models import PageTerm, Term
page = ActionPage(title="{title}", slug=slugify("{title}"), summary="On y bouge.")
page.page_terms = [PageTerm(term=Term.objects.get(code=code)) for code in ("cite-nord", "sport")]
ActionIndexPage.objects.get().add_child(instance=page)
page.save_revision().publish()
"""
NORTH, SOUTH = "Cité éducative – Secteur Nord", "Cité éducative – Secteur Sud"


@pytest.fixture(scope="module")
def site_of_editors(editable_site):
    return make_editors(editable_site)


def test_the_list_of_sport_in_the_north_grows_when_a_sheet_is_published(open_page, site_of_editors):
    site = site_of_editors
    publish_sport_in_the_north(site, "Natation au Nord")
    page = log_in(open_page, site, "validateur")
    page.goto(f"{site.url}/admin/pages/")
    page.get_by_role("link", name="Accueil").first.click()
    page.get_by_role("link", name=re.compile("Ajouter une sous-page|Ajouter une page enfant")).first.click()
    page.get_by_role("link", name=re.compile("^Collection")).click()
    page.locator("#id_title").fill("Le sport au Nord")
    page.locator("summary", has_text="Secteur").click()
    page.get_by_role("checkbox", name=NORTH).check()
    page.locator("summary", has_text="Thème").click()
    page.get_by_role("checkbox", name="Sport", exact=True).check()
    page.get_by_text("3 fiches : ").wait_for()
    assert "Le sport comme levier" in page.locator(".listing-count").inner_text()
    publish(page)

    visitor = open_page(f"{site.url}/le-sport-au-nord/", for_axe=True)
    assert visitor.get_by_role("heading", level=2).first.inner_text() == "3 fiches"
    assert_accessible(visitor)
    publish_sport_in_the_north(site, "Escalade au Nord")
    visitor.reload()
    assert visitor.get_by_role("link", name="Escalade au Nord").is_visible()
    visitor.get_by_role("link", name="Tout voir (4)").click()
    expect(visitor.get_by_role("heading", level=2).first).to_have_text(re.compile("^4"))
    north = visitor.get_by_role("group", name="Secteurs de la Cité éducative").get_by_role("checkbox", name="Nord")
    assert north.is_checked()


def publish_sport_in_the_north(site, title):
    site.manage("shell", "-c", PUBLISH.format(title=title))


@pytest.mark.parametrize("width", [320, 768])
def test_the_list_fits_small_screens(open_page, site_of_editors, width):
    page = open_page(f"{site_of_editors.url}/le-sport-au-nord/", width=width, javascript=False)
    assert_no_horizontal_scroll(page)


def test_the_south_twin_of_a_north_sheet(open_page, site_of_editors):
    site = site_of_editors
    page = log_in(open_page, site, "validateur")
    open_sheet(page, site, "Le sport comme levier")
    north = page.url
    copy_to_the_other_sector(page)
    page.get_by_role("button", name="Copier", exact=True).click()
    page.get_by_text("La fiche jumelle est un brouillon. À vérifier avant de la publier").wait_for()
    south = page.url
    assert south != north
    assert page.locator("#id_title").input_value() == "Le sport comme levier d’ouverture au cycle 3 (Secteur Sud)"
    page.get_by_role("tab", name="Public et classement").click()
    assert page.get_by_role("checkbox", name=SOUTH).is_checked()
    assert not page.get_by_role("checkbox", name=NORTH).is_checked()

    page.goto(north)
    page.locator("#id_summary").fill("Un résumé tout neuf.")
    publish(page)
    copy_to_the_other_sector(page, north)
    page.get_by_text("Cette fiche a déjà sa jumelle").wait_for()
    assert page.url == south
    assert "a changé depuis le" in page.locator(".messages").inner_text()
    assert "Résumé." in page.locator(".messages").inner_text()
    page.get_by_role("button", name="C’est vu").click()
    page.wait_for_load_state()
    page.goto(south)
    assert page.get_by_text("a changé depuis le").count() == 0
    publish(page)
    visitor = open_page(f"{site.url}/actions/fiche-25/")
    assert visitor.get_by_role("navigation", name="Fiches jumelles").get_by_role("link", name=SOUTH).is_visible()


def copy_to_the_other_sector(page, address=None):
    if address:
        page.goto(address)
    page.locator("header").get_by_role("button", name=re.compile("Actions")).first.click()
    page.get_by_role("link", name="Copier vers l’autre secteur").click()
    page.wait_for_load_state()
