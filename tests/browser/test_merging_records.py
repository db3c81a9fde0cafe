"""Two organizations that are one: found, compared, merged, and put back; a contact replaced everywhere."""

import re

import pytest

from tests.browser.editors import log_in
from tests.browser.server import DEMO_PASSWORD
from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll

MAKE = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from directory.models import Contact, Organization
user = get_user_model().objects.create_user("referente", "referente@passerelles.example", "{password}")
user.groups.add(Group.objects.get(name="Référentiel"))
town = Organization.objects.create(name="Les Scaphandres de la ville", code="scaphandres-ville", phone="03 53 01 00 00")
Organization.objects.create(name="Scaphandres (les)", code="scaphandres")
Contact.objects.create(title="Accueil des scaphandres", code="accueil-scaphandres", organization=town, public=True)
"""


@pytest.fixture(scope="module")
def registers(editable_site):
    editable_site.manage("shell", "-c", MAKE.replace("{password}", DEMO_PASSWORD))
    return editable_site


def test_two_organizations_become_one_and_two_again(open_page, registers):
    page = log_in(open_page, registers, "referente", for_axe=True)
    page.goto(f"{registers.url}/admin/directory/organization/?q=scaphandres ville")
    page.get_by_role("link", name=re.compile("Fusionner")).first.click()
    check(page)
    page.get_by_role("heading", name="Ceux qui lui ressemblent").wait_for()
    page.get_by_role("searchbox", name="Lequel reste ?").fill("SCAPHANDRÉS")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("heading", name="Trouvés pour « SCAPHANDRÉS »").wait_for()
    check(page)
    page.get_by_role("link", name="Comparer : Scaphandres (les)").click()
    page.get_by_text("Celui qui reste :").wait_for()
    check(page)
    page.get_by_role("button", name="Fusionner", exact=True).dblclick()  # twice is once
    page.get_by_text("Fusion faite").wait_for()
    assert page.get_by_text("Accueil des scaphandres (Scaphandres (les)) (contact)").is_visible()
    check(page)
    page.get_by_role("button", name="Annuler").click()
    page.get_by_text("Tout a été remis en place.").wait_for()
    check(page)
    page.goto(f"{registers.url}/admin/directory/organization/?q=scaphandres")
    assert page.get_by_role("link", name="Les Scaphandres de la ville", exact=True).is_visible()
    assert page.get_by_role("link", name="Scaphandres (les)", exact=True).is_visible()


def test_without_a_script_a_contact_is_replaced_everywhere(open_page, registers):
    page = log_in(open_page, registers, "referente", javascript=False)
    page.goto(f"{registers.url}/admin/directory/contact/?q=prefet")
    page.get_by_role("link", name="Remplacer partout").first.click()
    page.get_by_role("searchbox", name="Par quel contact ?").fill("accueil scaphandres")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name=re.compile("^Comparer : Accueil des scaphandres")).click()
    page.get_by_role("button", name="Remplacer partout").click()
    page.get_by_text("Remplacement fait").wait_for()
    page.get_by_role("button", name="Annuler").click()
    page.get_by_text("Tout a été remis en place.").wait_for()


def check(page):
    assert_accessible(page)
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert_no_horizontal_scroll(page)
