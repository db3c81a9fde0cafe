"""The livret, from « Fabriquer » to its address; the next one says what changed; a sheet, and a list, on paper."""

import io
import re

import pytest
from pypdf import PdfReader

from tests.browser.editors import log_in
from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll

WORK = """
from jobs.errands import run_errands
from jobs.worker import queue_worker
queue_worker("test", interval=0, batch=True).run()
run_errands()
"""
OLD = """
from datetime import date
from editions.models import Issue
Issue.objects.update(day=date(2025, 11, 20))
"""
CHANGE = """
from actions.models import ActionPage
page = ActionPage.objects.get(code="fiche-01")
page.change_note = "La boîte à outils a une nouvelle adresse."
page.summary = "Faire savoir ce que propose la Cité éducative."
page.save_revision().publish()
"""


@pytest.fixture
def work(editable_site):
    return lambda code=WORK: editable_site.manage("shell", "-c", code)


def words_at(page, address):
    answer = page.request.get(address)
    assert answer.status == 200
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


def make_and_publish(page, work):
    page.get_by_role("button", name="Fabriquer", exact=True).click()
    page.get_by_role("link", name="Suivre l’avancement").wait_for()
    work()
    page.reload()
    page.get_by_role("link", name="Le livret accessible (PDF)").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Publier").click()
    page.get_by_text("Ses fichiers ne changeront plus.").wait_for()


def test_the_livret_is_made_published_and_made_again_with_what_changed(open_page, editable_site, work):
    page = log_in(open_page, editable_site, "demo", for_axe=True)
    page.goto(f"{editable_site.url}/admin/snippets/editions/edition/")
    page.get_by_role("link", name="Livret de la Cité éducative").first.click()
    key = re.search(r"/edit/(\d+)/", page.url)[1]
    page.goto(f"{editable_site.url}/admin/editions/{key}/")
    assert_accessible(page)
    make_and_publish(page, work)
    work(OLD)
    work(CHANGE)
    page.goto(f"{editable_site.url}/admin/editions/{key}/")
    make_and_publish(page, work)
    words = words_at(page, f"{editable_site.url}/editions/cite-educative/")
    assert "Ce qui a changé depuis l’édition de novembre 2025" in words
    assert "La boîte à outils a une nouvelle adresse." in words
    frozen = words_at(page, f"{editable_site.url}/editions/cite-educative/2025-11/")
    assert "27 fiches" in frozen and "Ce qui a changé" not in frozen


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_of_editions_fits_and_is_accessible(open_page, editable_site, width):
    page = open_page(f"{editable_site.url}/editions/", width=width, for_axe=True)
    assert_accessible(page)
    assert_no_horizontal_scroll(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_list_is_asked_for_and_given_on_paper(open_page, editable_site, work, javascript):
    address = f"{editable_site.url}/ma-liste/?f=clas,fiche-0{1 if javascript else 2}"
    page = open_page(address, width=320, javascript=javascript, for_axe=javascript)
    page.get_by_role("link", name="En un PDF").click()
    if javascript:
        assert_accessible(page)
    assert_no_horizontal_scroll(page)
    page.wait_for_timeout(2_100)  # what is sent sooner than a person reads is refused
    page.get_by_role("button", name="Préparer le fichier").click()
    page.get_by_text("Le fichier se prépare").wait_for()
    work()
    assert "CLAS" in words_at(page, page.url)
    assert page.context.cookies() == []


def test_a_sheet_leads_to_its_pdf(open_page, editable_site, work):
    page = open_page(f"{editable_site.url}/f/clas")
    link = page.get_by_role("link", name="PDF", exact=True)
    address = f"{editable_site.url}{link.get_attribute('href')}"
    if page.request.get(address).status == 503:
        for _round in range(20):
            work()
    assert "Accompagnement à la scolarité" in words_at(page, address)
