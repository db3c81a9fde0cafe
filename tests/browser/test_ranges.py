"""From … to … in the filters: with JavaScript and without, on a phone too, within reach of everybody."""

import re

import pytest

from tests.browser.tools import axe_violations, overflow

MAKE_PROPERTIES = """
from actions.models import ActionPage
from catalog.models import SheetProperty
from search.indexing.upkeep import rebuild
own = {"facet": True, "sort": True, "listing": True, "every_kind": True}
SheetProperty.objects.create(label="Durée d’une séance", code="duree", type="number", unit="min", **own)
SheetProperty.objects.create(label="Début", code="debut", type="date", **own)
for place, page in enumerate(ActionPage.objects.order_by("number")):
    page.property_values = {
        "duree": {"t": "number", "v": 15 * (1 + place % 6)}, "debut": {"t": "date", "v": f"2027-01-{place + 1:02d}"}
    }
    page.save()
rebuild()
"""


@pytest.fixture(scope="module")
def ranged(editable_site):
    editable_site.manage("shell", "-c", MAKE_PROPERTIES)
    return editable_site


def test_a_range_on_a_phone_without_javascript(open_page, ranged):
    page = open_page(f"{ranged.url}/actions/", width=320, javascript=False)
    page.locator("details.filters > summary").click()
    fields = page.get_by_role("group", name="Durée d’une séance, en min")
    fields.locator("summary").click()
    fields.get_by_label("de").fill("30")
    fields.get_by_label("à").fill("45")
    page.get_by_role("button", name=re.compile("^Voir les")).click()
    page.get_by_role("link", name="Retirer : Durée d’une séance : 30 à 45 min").click()
    page.wait_for_url(lambda url: "duree" not in url)


def test_both_ends_are_typed_before_the_list_changes(open_page, ranged):
    page = open_page(f"{ranged.url}/actions/")
    fields = page.get_by_role("group", name="Durée d’une séance, en min")
    fields.locator("summary").click()
    fields.get_by_label("de").fill("30")
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert page.url == f"{ranged.url}/actions/"
    page.keyboard.type("500")
    page.keyboard.press("Tab")
    page.wait_for_url(f"{ranged.url}/actions/?duree-min=30&duree-max=500")


def test_an_end_beyond_what_there_is_keeps_no_other_filter_from_being_sent(open_page, ranged):
    page = open_page(f"{ranged.url}/actions/?duree-max=500")
    page.get_by_role("checkbox", name="Parents").check()
    page.wait_for_url("**public=parents**")
    assert "duree-max=500" in page.url


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_list_is_within_reach_of_everybody(open_page, ranged, width):
    page = open_page(f"{ranged.url}/actions/?duree-min=30&tri=-duree", width=width, for_axe=True)
    assert not overflow(page)
    assert axe_violations(page) == []
    if width < 960:
        page.locator("details.filters > summary").click()
        assert not overflow(page)
        assert axe_violations(page) == []
