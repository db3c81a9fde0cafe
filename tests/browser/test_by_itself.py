"""What happens by itself, walked in a browser: a rule on trial then undone, a campaign answered by link, a seminar."""

import re

import pytest

from tests.browser.editors import log_in, press_save
from tests.browser.server import DEMO_PASSWORD
from tests.browser.tools import assert_accessible, assert_no_horizontal_scroll

MAKE = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from actions.models import ActionPage
from directory.models import Contact, Organization
from reviews.models import Ownership
user = get_user_model().objects.create_user("coordinatrice", "coordinatrice@passerelles.example", "{password}")
user.groups.add(Group.objects.get(name="Coordination"))
town = Organization.objects.create(name="Maison des fiches", code="maison-des-fiches")
one = Contact.objects.create(title="Direction", code="direction-fiches", organization=town, public=True,
    email="direction@fiches.example")
for page in ActionPage.objects.live().order_by("number")[:10]:
    Ownership.objects.create(page=page.page_ptr, contact=one)
"""
PLAY = """
from rules.playing import play_waiting
while play_waiting():
    pass
"""
LINK = """
import re
from jobs.models import Mail
print(re.search(r"http\\S+(/lien/verifier/\\S+)", Mail.objects.filter(about="verifier").last().text)[1])
"""
REMIND = """
from datetime import timedelta
from django.utils import timezone
from reviews.campaigns import remind
print(remind(timezone.now() + timedelta(days=8)))
"""


@pytest.fixture(scope="module")
def site(editable_site):
    editable_site.manage("shell", "-c", MAKE.replace("{password}", DEMO_PASSWORD))
    return editable_site


def check(page):
    assert_accessible(page)
    assert_no_horizontal_scroll(page)


def coordinating(open_page, site):
    return log_in(open_page, site, "coordinatrice", for_axe=True)


def test_a_rule_is_tried_made_active_and_one_run_undone(open_page, site):
    page = coordinating(open_page, site)
    page.goto(f"{site.url}/admin/snippets/rules/rule/")
    page.get_by_role("link", name="Une fiche arrive à sa date de fin", exact=True).click()
    page.locator("[name=trigger]").select_option("published")
    with page.expect_navigation():
        press_save(page)
    page.goto(f"{site.url}/admin/snippets/rules/rule/")
    page.get_by_role("row", name=re.compile("Une fiche arrive")).get_by_role("button").first.click()
    page.get_by_role("link", name="Essayer").first.click()
    page.get_by_text("Elle se serait déclenchée").wait_for()
    check(page)
    page.get_by_label("Mots de son titre").fill("Centre social Alma")
    page.get_by_role("button", name="Chercher", exact=True).click()
    page.get_by_role("link", name="Centre social Alma").first.click()
    page.get_by_text("La règle ferait ceci :").wait_for()
    page.get_by_role("link", name="Changer la règle").click()
    page.locator("[name=state]").select_option("active")
    with page.expect_navigation():
        press_save(page)
    site.manage(
        "shell",
        "-c",
        "from centers.models import CenterPage; "
        "CenterPage.objects.get(title='Centre social Alma').save_revision().publish()",
    )
    site.manage("shell", "-c", PLAY)
    page.goto(f"{site.url}/admin/")
    page.get_by_role("link", name="« Centre social Alma » n’est plus en ligne").wait_for()
    check(page)
    page.goto(f"{site.url}/admin/regles/journal/")
    check(page)
    page.get_by_role("button", name=re.compile("^Annuler")).first.click()
    page.get_by_text("n’est plus à faire").first.wait_for()
    page.goto(f"{site.url}/admin/")
    assert not page.get_by_role("link", name="« Centre social Alma » n’est plus en ligne").is_visible()


def test_ten_sheets_four_confirmed_two_corrected_and_the_rest_reminded(open_page, site):
    page = coordinating(open_page, site)
    page.goto(f"{site.url}/admin/snippets/reviews/campaign/add/")
    page.locator("[name=name]").fill("Rentrée")
    page.locator("[name=only_due]").uncheck()
    page.locator("[name=until]").fill("31/12/2039")
    press_save(page)
    page.get_by_text("Rien n’est encore parti").wait_for()
    check(page)
    page.get_by_role("button", name="Lancer : envoyer les courriels").click()
    page.get_by_text("Campagne en cours").wait_for()
    table = page.url
    link = site.manage("shell", "-v", "0", "-c", LINK).split()[-1]
    owner = open_page(f"{site.url}{link}", width=320, for_axe=True)
    check(owner)
    for _sheet in range(4):
        owner.get_by_role("link", name=re.compile("^Répondre : ")).first.click()
        check(owner)
        owner.get_by_role("button", name="Rien n’a changé").click()
        owner.get_by_role("heading", name="Vos fiches sont-elles à jour ?").wait_for()
    for _sheet in range(2):
        owner.get_by_role("link", name=re.compile("^Répondre : ")).first.click()
        owner.get_by_label("Résumé").fill("Ce résumé a changé cette année.")
        owner.wait_for_timeout(2200)  # no form is sent in less
        owner.get_by_role("button", name="Proposer ces changements").click()
        owner.get_by_role("heading", name="Vos fiches sont-elles à jour ?").wait_for()
    assert owner.get_by_role("link", name=re.compile("^Répondre : ")).count() == 4
    assert owner.context.cookies() == []
    assert site.manage("shell", "-v", "0", "-c", REMIND).split()[-1] == "1"
    page.goto(table)
    check(page)
    assert page.get_by_text("Rien n’a changé : 4").is_visible()
    assert page.get_by_text("Des changements proposés : 2").is_visible()
    assert page.get_by_text("Sans réponse : 4").is_visible()
    assert page.get_by_text("2 courriels").first.is_visible()
    for _sheet in range(4):
        owner.get_by_role("link", name=re.compile("^Répondre : ")).first.click()
        owner.get_by_role("button", name="Rien n’a changé").dblclick()  # twice is once: the link of the last has served
        owner.get_by_role(
            "heading", name=re.compile("Vos fiches sont-elles à jour|Merci, vous avez répondu")
        ).wait_for()
    owner.get_by_role("heading", name="Merci, vous avez répondu").wait_for()


def test_the_seminar_gives_next_years_programme_as_drafts(open_page, site):
    page = coordinating(open_page, site)
    page.goto(f"{site.url}/admin/snippets/seminars/seminar/add/")
    page.locator("[name=title]").fill("Séminaire de la Cité éducative")
    page.locator("[name=year]").fill("2040")
    page.locator("[name=code]").fill("SALLE9")
    page.locator("#id_proposals-ADD").click()
    page.locator("[name=proposals-0-choice]").select_option("invent")
    page.locator("[name=proposals-0-title]").fill("Une radio d’élèves")
    press_save(page)
    page.get_by_role("button", name="Ouvrir le vote").click()
    page.get_by_text("SALLE9").wait_for()
    check(page)
    room = open_page(f"{site.url}/seminaire/", width=320, for_axe=True)
    check(room)
    room.get_by_label("Le code affiché dans la salle").fill("salle 9")
    room.wait_for_timeout(2200)
    room.get_by_role("button", name="Entrer").click()
    room.get_by_label(re.compile("Une radio d’élèves")).fill("5")
    check(room)
    room.wait_for_timeout(2200)
    room.get_by_role("button", name="Donner mes gommettes").click()
    room.get_by_role("heading", name="Merci, c’est compté").wait_for()
    page.reload()
    page.get_by_role("button", name="Clore le vote").click()
    page.get_by_role("button", name="Faire le programme 2040").click()
    page.get_by_text("En brouillon : 1 fiche nouvelle,").wait_for()
    check(page)
    page.get_by_role("link", name="Programme 2040").click()
    page.goto(f"{page.url.removesuffix('edit/')}view_draft/")
    assert page.get_by_text("Une radio d’élèves").first.is_visible()
    room.goto(f"{site.url}/seminaire/1/resultats/")
    check(room)
