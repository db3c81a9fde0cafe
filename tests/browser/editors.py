"""People who work in the admin, as browser tests walk it: an editor and a validator, with no other right."""

import re

from tests.browser.server import DEMO_PASSWORD

TYPING = 120  # milliseconds between two letters: Wagtail watches a form two seconds after it opened, before the last
MAKE_EDITORS = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
for name, group in (("redactrice", "Éditeurs"), ("validateur", "Validateurs")):
    user = get_user_model().objects.create_user(name, f"{name}@passerelles.example", "{password}")
    user.groups.add(Group.objects.get(name=group))
"""


def make_editors(site):
    site.manage("shell", "-c", MAKE_EDITORS.replace("{password}", DEMO_PASSWORD))
    return site


def log_in(open_page, site, name, **options):
    page = open_page(f"{site.url}/admin/login/", **options)
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    page.locator("button[type=submit]").first.click()
    page.wait_for_url("**/admin/")
    return page


def open_sheet(page, site, words):
    """The edit screen of the page whose title holds these words."""
    page.goto(f"{site.url}/admin/pages/search/?q={words}")
    page.get_by_role("link", name=re.compile(words)).first.click()


def retitle(page, title):
    """Type another title as a person does: a form that saves by itself hears of it."""
    field = page.locator("[name=title]")
    field.fill("")
    field.press_sequentially(title, delay=TYPING)


def save_record(page, index):
    """A record of a register: back on its list."""
    press_save(page)
    page.wait_for_url(re.compile(rf"/admin/{index}/(\?.*)?$"))


def press_save(page):
    page.get_by_role("button", name=re.compile("^(Enregistrer|Créer|Ajouter)")).last.click()


def publish(page):
    with page.expect_navigation():  # which a saving under way holds back for a moment
        press_publish(page)


def press_publish(page):
    page.locator(".footer [data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name=re.compile("^Publier")).first.click()


def save_draft(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer le brouillon").first.click()
