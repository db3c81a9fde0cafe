"""A table goes out, is changed as people do in a French Excel, and comes back: read again, then applied."""

import csv
import io

import pytest

from tests.browser.editors import log_in
from tests.browser.server import DEMO_PASSWORD
from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll

MAKE = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from directory.models import Organization
user = get_user_model().objects.create_user("referente", "referente@passerelles.example", "{password}")
user.groups.add(Group.objects.get(name="Référentiel"))
Organization.objects.create(name="Le Scaphandre", code="scaphandre", acronym="LSC", phone="03 53 01 00 00")
"""


@pytest.fixture(scope="module")
def registers(editable_site):
    editable_site.manage("shell", "-c", MAKE.replace("{password}", DEMO_PASSWORD))
    return editable_site


def test_a_table_goes_out_and_comes_back_changed(open_page, registers, tmp_path):
    page = log_in(open_page, registers, "referente", for_axe=True)
    page.goto(f"{registers.url}/admin/directory/organization/")
    page.get_by_role("link", name="Tableur", exact=True).click()
    page.get_by_role("heading", name="Déposer").wait_for()
    check(page)
    drop(page, changed_as_in_excel(downloaded(page), tmp_path))
    page.get_by_text("Une colonne de votre fichier n’est pas connue").wait_for()
    check(page)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_text("Appliquer 3 lignes").wait_for()
    check(page)
    assert page.get_by_text("Les Scaphandres réunis (ligne 4 de ce fichier)").is_visible()
    assert page.get_by_text("Cette case est une formule").is_visible()
    page.get_by_role("button", name="Appliquer 3 lignes").dblclick()  # twice is once
    page.get_by_text("3 lignes sont écrites.").wait_for()
    check(page)
    page.get_by_role("link", name="Voir la liste").click()
    page.wait_for_url("**/directory/organization/")
    page.goto(f"{registers.url}/admin/tableurs/organisations/")
    rows = list(csv.DictReader(io.StringIO(downloaded(page)), delimiter=";"))
    [mine] = [row for row in rows if row["Code"] == "scaphandre"]
    assert (mine["Téléphone"], mine["Dépend de"]) == ("03 53 01 00 99", "les-scaphandres-reunis")


def test_a_file_of_the_town_is_recognised_without_a_script(open_page, registers, tmp_path):
    file = tmp_path / "associations.csv"
    file.write_bytes(
        "Structure;Tél.;Président\r\nL.S.C.;353010001;Personne\r\nLes Tubas;353010002;\r\n".encode("cp1252")
    )
    page = log_in(open_page, registers, "referente", javascript=False)
    page.goto(f"{registers.url}/admin/tableurs/organisations/")
    drop(page, file)
    assert page.get_by_label("Colonne du tableau").first.input_value() == "name"
    page.get_by_label("Garder ces réponses sous le nom").fill("Associations")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_text("Est-ce « Le Scaphandre », de code scaphandre ?").wait_for()
    page.get_by_role("button", name="Appliquer 1 ligne").click()
    page.get_by_text("1 ligne est écrite.").wait_for()
    assert page.get_by_role("heading", name="Pas reprises (1)").is_visible()


def downloaded(page):
    page.get_by_label("Format").select_option(label="Texte (.csv)")
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le tableau").click()
    return download.value.path().read_text("utf-8-sig")


def changed_as_in_excel(text, folder):
    """Semicolons and Windows-1252, a zero lost, a column renamed, a formula, two lines more in whatever order."""
    headings, *rows = csv.reader(io.StringIO(text), delimiter=";")
    at = {heading: place for place, heading in enumerate(headings)}
    mine = next(row for row in rows if row[at["Code"]] == "scaphandre")
    mine[at["Téléphone"]] = "353010099"
    mine[at["Dépend de"]] = "Les Scaphandres réunis"
    spoiled, new, newer = (["" for _heading in headings] for _line in range(3))
    spoiled[at["Nom"]], new[at["Nom"]], newer[at["Nom"]] = (
        "=CONCATENER(A1;B1)",
        "Les Scaphandres réunis",
        "Les Palmes d’été",
    )
    headings[at["Téléphone"]] = "Tél."
    file = folder / "organisations.csv"
    with file.open("w", encoding="cp1252", newline="") as written:
        csv.writer(written, delimiter=";").writerows([headings, mine, spoiled, new, newer])
    return file


def drop(page, file):
    page.get_by_label("Fichier").set_input_files(file)
    page.get_by_role("button", name="Déposer et relire").click()


def check(page):
    assert_accessible(page)
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert_no_horizontal_scroll(page)
