"""The session ends while somebody types: it is said, the text stays, and saves once connected again in another tab."""

import pytest
from playwright.sync_api import expect

from tests.browser.editors import log_in, make_editors, open_sheet, press_save, retitle
from tests.browser.server import DEMO_PASSWORD

OVER = "Votre session est finie : reconnectez-vous dans un autre onglet, puis enregistrez."
PATIENCE = 20_000  # milliseconds, for a busy machine
END_SESSIONS = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"


@pytest.fixture(scope="module")
def edited_site(editable_site):
    return make_editors(editable_site)


def end_session(site):
    site.manage("shell", "-c", END_SESSIONS)


def connect_elsewhere(page, site, name):
    tab = page.context.new_page()
    tab.goto(f"{site.url}/admin/login/")
    tab.locator("[name=username]").fill(name)
    tab.locator("[name=password]").fill(DEMO_PASSWORD)
    tab.locator("button[type=submit]").first.click()
    tab.wait_for_url("**/admin/")
    tab.close()


def edit_sheet(open_page, site, words):
    page = log_in(open_page, site, "redactrice")
    open_sheet(page, site, words)
    return page


def test_a_sheet_is_saved_after_a_new_login(open_page, edited_site):
    page = edit_sheet(open_page, edited_site, "CLAS")
    end_session(edited_site)
    page.locator("[name=title]").fill("Un titre long à taper")
    page.get_by_role("button", name="Enregistrer le brouillon").first.click()
    expect(page.locator(".session-banner", has_text=OVER)).to_be_in_viewport()
    expect(page.locator("[name=title]")).to_have_value("Un titre long à taper")
    connect_elsewhere(page, edited_site, "redactrice")
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer le brouillon").first.click()
    page.reload()
    expect(page.locator("[name=title]")).to_have_value("Un titre long à taper")


def test_autosave_says_it_and_takes_up_again(open_page, edited_site):
    page = edit_sheet(open_page, edited_site, "croisement")
    end_session(edited_site)
    retitle(page, "Gardé par l’enregistrement automatique")
    expect(page.locator(".footer").get_by_text(OVER)).to_be_visible(timeout=PATIENCE)
    connect_elsewhere(page, edited_site, "redactrice")
    with page.expect_response(lambda answer: answer.ok and b"enfin" in (answer.request.post_data_buffer or b"")):
        retitle(page, "Gardé, enfin")
    page.goto(page.url)
    expect(page.locator("[name=title]")).to_have_value("Gardé, enfin")


def test_a_register_is_saved_after_a_new_login(open_page, edited_site):
    page = log_in(open_page, edited_site, "demo")
    page.goto(f"{edited_site.url}/admin/directory/organization/create/")
    end_session(edited_site)
    page.locator("[name=name]").fill("Association tapée longuement")
    press_save(page)
    expect(page.get_by_text(OVER)).to_be_visible()
    connect_elsewhere(page, edited_site, "demo")
    press_save(page)
    page.wait_for_url("**/admin/directory/organization/")
    expect(page.get_by_text("Association tapée longuement").first).to_be_visible()


def test_a_chooser_says_it_and_opens_after_a_new_login(open_page, edited_site):
    page = edit_sheet(open_page, edited_site, "Médiation")
    end_session(edited_site)
    page.on("dialog", lambda dialog: dialog.accept())
    chooser = page.locator("[data-chooser-action-choose]:visible").first
    chooser.click()
    expect(page.locator(".session-banner", has_text=OVER)).to_be_in_viewport()
    connect_elsewhere(page, edited_site, "redactrice")
    chooser.click()
    expect(page.locator(".modal.in .modal-body")).to_be_visible()


def test_without_scripts_the_text_comes_back(open_page, edited_site):
    page = log_in(open_page, edited_site, "demo", javascript=False)
    page.goto(f"{edited_site.url}/admin/directory/organization/create/")
    end_session(edited_site)
    page.locator("[name=name]").fill("Association sans script")
    press_save(page)
    expect(page.get_by_text(OVER)).to_be_visible()
    connect_elsewhere(page, edited_site, "demo")
    press_save(page)
    press_save(page)  # the login changed the token: the page comes back once more, with today's
    page.goto(f"{edited_site.url}/admin/directory/organization/?q=sans+script")
    expect(page.get_by_text("Association sans script").first).to_be_visible()
