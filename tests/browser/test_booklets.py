"""An editor drops a booklet in the admin, corrects what is doubted, writes drafts; one is published and found."""

import re

import pytest

from tests.browser.editors import log_in, make_editors, publish, save_record
from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll
from tests.imports.booklets.making import make

BOOKLET = """
# Livret des actions

Bonne lecture.

# LA COOPÉRATION ENTRE ACTEURS

## Fiche n°901 – Ateliers du tambourin (Secteur Nord)

L’action propose des ateliers de percussion. Elle a lieu le mercredi.

L’association Les Passeurs d’exemple est l’opérateur de cette action.

### Objectifs

- Donner le goût de la musique
- Jouer ensemble

### Public cible

Enfants 6-11 ans

### Périmètre

Secteur Nord

### Partenaires

Centres sociaux

### Ville :

- Coordination de la musique – [musique@ville.example](mailto:musique@autre.example) – 03 20 00 00 01

## Fiche n°902 – Chorale des familles

Une chorale ouverte à toutes et à tous.

### Public cible

Parents
"""


@pytest.fixture(scope="module")
def editors(editable_site):
    make_editors(editable_site)
    return editable_site


def test_a_booklet_becomes_a_page_that_search_finds(open_page, editors, tmp_path):
    page = log_in(open_page, editors, "validateur", for_axe=True)
    drop_booklet(page, editors, make("docx", BOOKLET, tmp_path))
    check(page)
    read_booklet(page, editors)
    check(page)
    correct_first(page, "Des ateliers de percussion, le mercredi.")
    check(page)
    page.get_by_role("button", name="Accepter et continuer").click()
    page.get_by_text("Fiche 2 sur 2").wait_for()
    page.get_by_role("link", name="livret.docx").last.click()
    write_drafts(page, editors)
    check(page)
    page.get_by_role("link", name=re.compile("^Ouvrir la page")).first.click()
    publish(page)

    visitor = open_page(f"{editors.url}/recherche/?q=tambourin", for_axe=True)
    visitor.get_by_role("link", name=re.compile("Ateliers du tambourin")).first.click()
    visitor.wait_for_load_state()
    assert "Des ateliers de percussion, le mercredi." in visitor.locator("main").inner_text()
    assert "musique@" not in visitor.locator("main").inner_text()  # nobody made that contact public


def test_the_same_without_a_script(open_page, editors, tmp_path):
    page = log_in(open_page, editors, "redactrice", javascript=False)
    drop_booklet(page, editors, make("odt", BOOKLET.replace("tambourin", "djembé").replace("90", "91"), tmp_path))
    editors.manage("run_worker", "--batch")
    page.get_by_role("link", name="Actualiser").click()
    page.get_by_role("checkbox", name="Cocher « Chorale des familles »").check()
    page.get_by_role("button", name="Laisser de côté").click()
    page.get_by_role("link", name=re.compile("djembé")).first.click()
    page.get_by_role("textbox", name="Titre", exact=True).fill("Ateliers du djembé")
    page.get_by_role("button", name="Accepter et continuer").click()
    page.get_by_role("button", name="Écrire les brouillons").click()
    editors.manage("run_worker", "--batch")
    page.get_by_role("link", name="Actualiser").click()
    page.get_by_role("link", name=re.compile("^Ouvrir la page « Ateliers du djembé »")).wait_for()


def test_a_description_is_copied_and_tried_in_the_browser(open_page, editors, tmp_path):
    page = log_in(open_page, editors, "validateur", for_axe=True)
    copy_description(page, editors)
    page.set_input_files("#id_trial_file", make("md", BOOKLET.replace("Fiche n°", "Action n° "), tmp_path))
    change_heading(page, "Action n° {number} – {title}")
    page.get_by_role("button", name="Essayer").click()
    page.get_by_text("n° 902 – Chorale des familles").wait_for()
    save_record(page, "importer/descriptions")
    check(page)
    page.get_by_role("link", name=re.compile("\\(copie\\)")).first.click()
    page.locator("#id_text").wait_for()
    check(page)


def drop_booklet(page, site, booklet):
    page.goto(f"{site.url}/admin/importer/livrets/nouveau/")
    page.set_input_files("#id_file", booklet)
    page.get_by_role("button", name="Lire le livret").click()
    page.get_by_role("link", name="Actualiser").wait_for()


def read_booklet(page, site):
    """What a worker does meanwhile is seen without loading the page again."""
    site.manage("run_worker", "--batch")
    page.get_by_role("link", name="Voir ce qui a été lu").click()
    page.get_by_role("heading", name="Les fiches, champ par champ").wait_for()


def correct_first(page, summary):
    page.get_by_role("link", name=re.compile("Ateliers du tambourin")).first.click()
    page.get_by_role("textbox", name="Résumé").fill(summary)
    page.get_by_role("group", name=re.compile("L’adresse écrite et celle du lien")).get_by_role("radio").first.check()
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_text("Enregistré.").wait_for()
    page.reload()


def write_drafts(page, site):
    page.get_by_role("button", name="Écrire les brouillons").click()
    page.get_by_role("link", name="Actualiser").wait_for()
    site.manage("run_worker", "--batch")
    page.get_by_role("link", name="Voir ce qui a été écrit").click()
    page.get_by_role("heading", name="Ce que l’import a écrit").wait_for()


def copy_description(page, site):
    page.goto(f"{site.url}/admin/importer/descriptions/")
    page.get_by_role("link", name=re.compile("^Copier « Livret professionnel")).click()


def change_heading(page, words):
    text = page.locator("#id_text")
    text.fill(re.sub(r"(?m)^sheet: .*$", f'sheet: "{words}"', text.input_value()))


def check(page):
    assert_accessible(page)
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert_no_horizontal_scroll(page)
