"""Dates as French people type them, in each kind of date field of the admin: what cannot be read is never replaced."""

import pytest

from tests.browser.editors import log_in, open_sheet, save_draft

DAY = "15/09/2026"
MAKE_PROPERTY = """
from catalog.models import SheetKind, SheetProperty
made = SheetProperty.objects.create(label="Jusqu’au", type="date")
made.kinds.set(SheetKind.objects.filter(code="ressource"))
"""


@pytest.fixture
def page(open_page, editable_site):
    page = log_in(open_page, editable_site, "demo")
    page.set_default_timeout(10_000)
    return page


def type_in(page, name, text):
    """What stands in the field once the editor has gone on."""
    field = page.locator(f"[name={name}]").last
    field.fill(text)
    page.keyboard.press("Tab")
    page.wait_for_timeout(200)
    return field.input_value()


def open_follow_up(page, site):
    open_sheet(page, site, "Interprétariat pour")
    page.get_by_role("tab", name="Suivi").click()


def test_the_day_a_sheet_was_verified(page, editable_site):
    open_follow_up(page, editable_site)
    assert type_in(page, "reviewed_on", "15/09/2025") == "15/09/2025"
    save_draft(page)
    page.reload()
    assert page.locator("[name=reviewed_on]").input_value() == "15/09/2025"


def test_what_is_no_date_stays_and_is_refused_beside_its_field(page, editable_site):
    text = "demain"
    open_follow_up(page, editable_site)
    assert type_in(page, "reviewed_on", text) == text
    save_draft(page)
    page.get_by_role("tab", name="Suivi").click()
    assert page.locator("[name=reviewed_on]").input_value() == text
    assert page.locator(".w-field__errors").get_by_text("Cette date n’est pas lisible").first.is_visible()


def test_the_publication_and_the_expiry(page, editable_site):
    open_follow_up(page, editable_site)
    page.get_by_role("button", name="Afficher/masquer le statut").click()
    page.get_by_role("button", name="Programmer").click()
    assert type_in(page, "expire_at", f"{DAY} 18:30") == f"{DAY} 18:30"
    assert type_in(page, "go_live_at", "la semaine prochaine") == "la semaine prochaine"


def test_the_date_of_an_event(page, editable_site):
    open_sheet(page, editable_site, "Journée normande")
    assert type_in(page, "date", DAY) == DAY


def test_the_dates_of_a_register(page, editable_site):
    page.goto(f"{editable_site.url}/admin/directory/contact/create/")
    for name, tab in (("holder_since", "Qui l’exerce"), ("holder_until", "Qui l’exerce"), ("review_on", "Suivi")):
        page.get_by_role("tab", name=tab).click()
        assert type_in(page, name, DAY) == DAY
        assert type_in(page, name, "bientôt") == "bientôt"


def test_rows_that_were_just_added(page, editable_site):
    open_sheet(page, editable_site, "Centre social Alma")
    page.get_by_role("tab", name="Horaires").click()
    page.locator("#id_closures-ADD").click()
    name = page.locator("[name$=-starts_on]").last.get_attribute("name")
    assert type_in(page, name, DAY) == DAY
    page.locator("#id_opening_hours-ADD").click()
    name = page.locator("[name$=-opens]").last.get_attribute("name")
    assert type_in(page, name, "9h30") == "9h30"


def test_a_property(page, editable_site):
    editable_site.manage("shell", "-c", MAKE_PROPERTY)
    open_follow_up(page, editable_site)
    field = page.locator("[name*=jusqu]").first
    tab = field.locator("xpath=ancestor::section[@role='tabpanel']").first.get_attribute("aria-labelledby")
    page.locator(f"#{tab}").click()
    assert type_in(page, field.get_attribute("name"), DAY) == DAY
    assert type_in(page, field.get_attribute("name"), "à la rentrée") == "à la rentrée"


def test_a_filter_of_a_report(page, editable_site):
    page.goto(f"{editable_site.url}/admin/reports/site-history/")
    page.get_by_role("button", name="Afficher les filtres").click()
    page.get_by_role("button", name="Date").click()
    assert type_in(page, "timestamp_from", DAY) == DAY
