"""An editor makes a field in the browser: « Durée », asked for at publication, a filter at once, never lost."""

import re

import pytest

from tests.browser.editors import log_in, make_editors, open_sheet, press_save, publish, save_draft, save_record
from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll

SHEETS = {"croisement": "20", "Médiation sociale": "45,5", "Programme de réussite": "60"}


@pytest.fixture(scope="module")
def story(editable_site):
    return make_editors(editable_site)


def test_a_field_made_in_the_browser(open_page, story):
    editor = log_in(open_page, story, "validateur")
    make_duration(editor, story)
    for words, minutes in SHEETS.items():
        open_sheet(editor, story, words)
        fill_duration(editor, minutes)
        publish(editor)
        assert editor.get_by_text(re.compile("a été publiée|publiée")).first.is_visible()

    open_sheet(editor, story, "Tutorat")
    editor.get_by_role("tab", name="Contenu").click()
    editor.locator("#id_title").fill("Tutorat, un brouillon")
    save_draft(editor)
    assert editor.get_by_text(re.compile("enregistrée|mise à jour")).first.is_visible()
    publish(editor)
    editor.get_by_role("tab", name=re.compile("Propriétés")).click()
    field = editor.locator(".w-field", has=editor.locator("#id_prop_duree"))
    assert "Champ requis." in field.inner_text()

    visitor = open_page(f"{story.url}/recherche/", for_axe=True)
    group = visitor.get_by_role("group", name=re.compile("Durée"))
    group.locator("summary").click()
    group.get_by_label(re.compile("de", re.IGNORECASE)).first.fill("30")
    group.get_by_label(re.compile("à", re.IGNORECASE)).last.fill("60")
    group.get_by_label(re.compile("à", re.IGNORECASE)).last.press("Enter")
    visitor.wait_for_url("**duree-min=30**")
    assert visitor.get_by_role("heading", level=2).first.inner_text().startswith("2")
    assert visitor.get_by_text("45,5 min").first.is_visible()
    assert_accessible(visitor)
    visitor.set_viewport_size({"width": 320, "height": 700})
    assert_no_horizontal_scroll(visitor)

    edit_property(editor, story, "Durée", label="Temps d’une séance")
    visitor.reload()
    assert visitor.get_by_role("heading", level=2).first.inner_text().startswith("2")
    assert visitor.get_by_role("link", name="Retirer : Temps d’une séance : 30 à 60 min").is_visible()

    edit_property(editor, story, "Temps d’une séance", retired=True)
    visitor.goto(f"{story.url}/recherche/")
    assert visitor.get_by_text("Temps d’une séance").count() == 0
    open_sheet(editor, story, "croisement")
    assert editor.locator("#id_prop_duree").count() == 0

    editor.goto(f"{story.url}/admin/proprietes/?retired=true")
    edit_property(editor, story, "Temps d’une séance", retired=False)
    open_sheet(editor, story, "Médiation sociale")
    assert editor.locator("#id_prop_duree").input_value() == "45,5"
    visitor.goto(f"{story.url}/recherche/?duree-min=30&duree-max=60")
    assert visitor.get_by_role("heading", level=2).first.inner_text().startswith("2")


def make_duration(page, site):
    page.goto(f"{site.url}/admin/proprietes/new/")
    page.locator("#id_label").fill("Durée")
    page.get_by_role("radio", name="Nombre").check()
    page.locator("#id_unit").fill("min")
    for box in ("Fiche action", "Ressource", "Obligatoire", "Filtre de la recherche", "Dans les listes"):
        page.get_by_role("checkbox", name=box).check()
    confirm_required(page)
    save_record(page, "proprietes")


def edit_property(page, site, current, label=None, retired=None):
    page.goto(f"{site.url}/admin/proprietes/")
    page.get_by_role("link", name=current).first.click()
    if label:
        page.locator("#id_label").fill(label)
    if retired is not None:
        page.locator("#id_retired").set_checked(retired)
    if retired is False:
        confirm_required(page)
    save_record(page, "proprietes")


def confirm_required(page):
    """Sheets that lack a required field are named first."""
    press_save(page)
    page.get_by_text("Rien n’est encore enregistré").wait_for()


def fill_duration(page, minutes):
    page.get_by_role("tab", name=re.compile("Propriétés")).click()
    page.locator("#id_prop_duree").fill(minutes)
