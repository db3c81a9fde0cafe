"""A validator makes a kind of sheets in the browser, publishes the first one, and visitors find it."""

import re

import pytest

from tests.browser.editors import log_in, make_editors
from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll

SAVE = re.compile("^(Créer|Enregistrer)")


@pytest.fixture(scope="module")
def editors(editable_site):
    make_editors(editable_site)
    return editable_site


def test_a_kind_made_in_the_browser_is_found_under_type(open_page, editors):
    page = log_in(open_page, editors, "validateur")
    make_kind(page, editors, "Stage", "Boussole")
    make_property(page, editors, "Durée", "Nombre", "Stage")
    make_property(page, editors, "Convention", "Oui ou non", "Stage")
    write_model(page, editors, "Stage", "Une semaine pour découvrir un métier.", "Élèves de 3e")
    publish_one(page, editors, "Stage", "Une semaine au garage")

    visitor = open_page(f"{editors.url}/recherche/", for_axe=True)
    visitor.get_by_role("group", name="Type", exact=True).locator("summary").click()
    visitor.get_by_role("checkbox", name="Stages").check()
    visitor.wait_for_url("**type=stage**")
    assert visitor.get_by_role("heading", level=2).first.inner_text().startswith("1")
    check(visitor)
    visitor.get_by_role("link", name="Une semaine au garage").click()
    visitor.wait_for_load_state()
    shown = visitor.locator("main").inner_text()
    for words in ("Stage", "Une semaine pour découvrir un métier.", "14–15", "Durée"):
        assert words in shown
    assert "Modèle" not in shown
    check(visitor)
    visitor.get_by_role("link", name="Fiches", exact=True).first.click()
    visitor.wait_for_url("**/fiches/")
    assert visitor.get_by_role("link", name="Une semaine au garage").is_visible()
    check(visitor)


def check(page):
    assert_accessible(page)
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert_no_horizontal_scroll(page)


def make_kind(page, site, name, drawing):
    page.goto(f"{site.url}/admin/types-de-fiche/new/")
    page.locator("#id_name").fill(name)
    page.locator("#id_plural").fill(f"{name}s")
    page.get_by_role("radio", name=drawing).check()
    page.get_by_role("checkbox", name="Objectifs").uncheck()
    page.get_by_role("button", name=SAVE).last.click()
    page.wait_for_url(re.compile(r"/admin/types-de-fiche/(\?.*)?$"))


def make_property(page, site, label, form, kind):
    page.goto(f"{site.url}/admin/proprietes/new/")
    page.locator("#id_label").fill(label)
    page.get_by_role("radio", name=form).check()
    page.get_by_role("checkbox", name=kind, exact=True).check()
    page.get_by_role("button", name=SAVE).last.click()
    page.wait_for_url(re.compile(r"/admin/proprietes/(\?.*)?$"))


def write_model(page, site, kind, summary, public):
    page.goto(f"{site.url}/admin/types-de-fiche/")
    page.get_by_role("link", name=kind, exact=True).first.click()
    page.get_by_role("link", name="Préparer la fiche modèle").click()
    page.get_by_role("button", name="Préparer la fiche modèle").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    assert page.get_by_role("button", name="Publier").count() == 0
    page.locator("#id_summary").fill(summary)
    page.get_by_role("tab", name="Public et classement").click()
    page.locator("#id_audiences-ADD").click()
    page.locator("#id_audiences-0-label").fill(public)
    page.locator("#id_audiences-0-age_min").fill("14")
    page.locator("#id_audiences-0-age_max").fill("15")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.get_by_text("a été mise à jour").or_(page.get_by_text("a été enregistré")).first.wait_for()


def publish_one(page, site, kind, title):
    """From the list of sheets, as one adds any page."""
    page.goto(f"{site.url}/admin/pages/")
    page.get_by_role("link", name="Fiches", exact=True).first.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/(edit/)?$"))
    page.goto(re.sub(r"(edit/)?$", "add_subpage/", page.url, count=1))
    page.get_by_role("link", name=kind, exact=True).click()
    page.wait_for_url("**?kind=stage")
    assert page.locator("#id_objectives").count() == 0
    page.locator("#id_title").fill(title)
    page.get_by_role("tab", name="Propriétés").click()
    page.locator("#id_prop_duree").fill("5")
    page.locator(".footer [data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name=re.compile("^Publier")).first.click()
    page.get_by_text("créée et publiée").first.wait_for()
