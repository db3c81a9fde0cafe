"""Three people walk the site: a teacher who prints, a parent on a phone without JavaScript, the editors."""

import re

import pytest

from tests.browser.editors import log_in, make_editors, open_sheet


def test_a_teacher_finds_and_prints_the_sheet_for_a_cm2_pupil_who_drops_out_in_the_south(open_page, site):
    page = open_page(f"{site.url}/")
    page.get_by_label("Que cherchez-vous ?").fill("décrochage CM2")
    page.get_by_role("button", name="Chercher").click()
    south = page.get_by_role("group", name="Secteurs de la Cité éducative").get_by_role("checkbox", name="Sud")
    south.check()
    page.wait_for_url("**secteur=cite-sud**")
    assert south.is_checked()
    page.get_by_role("link", name=re.compile("Médiation sociale dans le 1er degré")).click()
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator(".qr svg").is_visible()
    assert not page.locator(".nav").is_visible()
    assert not page.get_by_role("button", name="Imprimer").is_visible()
    assert page.pdf().startswith(b"%PDF-")


def test_a_parent_finds_the_liaison_of_their_quartier_on_a_phone_without_javascript(open_page, site):
    page = open_page(f"{site.url}/", width=320, javascript=False)
    page.get_by_label("Que cherchez-vous ?").fill("epeule")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Centre social Nautilus").click()
    contact = page.get_by_role("region", name="La personne à contacter")
    assert contact.locator('a[href^="tel:"]').is_visible()
    assert "liaison" in contact.inner_text().lower()


def test_filters_work_on_a_phone_without_javascript(open_page, site):
    page = open_page(f"{site.url}/recherche/", width=320, javascript=False)
    page.locator("details.filters > summary").click()
    page.get_by_role("group", name="Thème").locator("summary").click()
    page.get_by_role("link", name=re.compile("^Voir les .* : Thème")).click()
    page.get_by_role("checkbox", name="Sport").check()
    page.get_by_role("button", name=re.compile("^Voir les")).click()
    page.wait_for_url("**theme=sport**")
    assert page.get_by_role("heading", level=2).first.inner_text().startswith("2")


MAKE_A_NETWORK = """
from catalog.models import Term, Vocabulary
networks = Vocabulary.objects.get(code="reseau")
Term.objects.create(vocabulary=networks, locale=networks.locale, label="Réseau d’exemple", code="exemple", sort_order=9)
"""


def test_a_coordinator_sees_which_networks_lack_something_and_what_takes_place_in_the_west(open_page, editable_site):
    editable_site.manage("shell", "-c", MAKE_A_NETWORK)
    page = open_page(f"{editable_site.url}/couverture/")
    networks = page.get_by_role("table", name="Réseaux des écoles et des collèges")
    ages = networks.get_by_role("columnheader").all_inner_texts()
    place = next(number for number, age in enumerate(ages) if age.startswith("3–5 ans")) - 1
    rows = networks.locator("tbody tr").all()
    local = {row.get_by_role("rowheader").inner_text(): row.locator("td b").nth(place).inner_text() for row in rows}
    assert [name for name, number in local.items() if number == "0"] == ["Réseau d’exemple"]
    assert len(local) == 7

    page.get_by_role("table", name="Secteurs de la Ville").get_by_role("link", name="Ouest").click()
    page.wait_for_url("**secteur=ville-ouest**")
    here = page.locator(".res", has_text="a lieu")
    assert "Fresnoy-Mackellerie" in here.first.inner_text()
    here.first.get_by_role("heading").get_by_role("link").click()
    page.get_by_role("heading", level=1).wait_for()


@pytest.fixture(scope="module")
def editors(editable_site):
    return make_editors(editable_site)


def test_a_vocabulary_becomes_a_facet_and_a_reviewed_sheet_is_found_by_it(open_page, editors):
    editor = log_in(open_page, editors, "redactrice")
    make_vocabulary(editor, editors, "Langue parlée", ["Arabe", "Français", "Turc"])
    classify_and_submit(editor, editors, "croisement", "Turc")
    visitor = open_page(f"{editors.url}/recherche/")
    # Offered at once, and nothing carries it yet.
    visitor.get_by_role("group", name="Langue parlée").locator("summary").click()
    visitor.get_by_role("link", name="Voir les 3 autres : Langue parlée").click()
    assert visitor.get_by_role("checkbox", name="Turc").is_disabled()

    validator = log_in(open_page, editors, "validateur")
    approve(validator, editors, "croisement")
    visitor.goto(f"{editors.url}/recherche/")
    visitor.get_by_role("group", name="Langue parlée").locator("summary").click()
    visitor.get_by_role("checkbox", name="Turc").check()
    visitor.wait_for_url("**langue-parlee=turc**")
    assert visitor.get_by_role("heading", level=2).first.inner_text().startswith("1")
    assert visitor.get_by_role("link", name=re.compile("croisement des savoirs")).first.is_visible()


def make_vocabulary(page, site, label, terms):
    page.goto(f"{site.url}/admin/vocabulaires/new/")
    page.locator("#id_label").fill(label)
    page.locator("#id_is_facet").check()
    page.get_by_role("checkbox", name="Fiches action").check()
    for number, term in enumerate(terms):
        page.locator("#id_terms-ADD").click()
        page.locator(f"#id_terms-{number}-label").fill(term)
    page.get_by_role("button", name=re.compile("Enregistrer|Créer|Ajouter")).last.click()
    page.wait_for_url(re.compile(r"/admin/vocabulaires/(\?.*)?$"))


def classify_and_submit(page, site, words, term):
    open_sheet(page, site, words)
    page.get_by_role("tab", name="Public et classement").click()
    page.get_by_role("checkbox", name=term).check()
    page.locator(".footer [data-w-dropdown-target=toggle]").or_(page.get_by_label("Plus d’actions")).last.click()
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Soumettre")).click()


def approve(page, site, words):
    open_sheet(page, site, words)
    with page.expect_navigation():
        page.get_by_role("button", name="Approuver et publier").first.click()
