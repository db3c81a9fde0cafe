"""The guide stands in the admin, and each screen leads to the part that tells of it."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.contrib.staticfiles import finders
from django.urls import resolve, reverse

from home.guide import SCREENS, guide_address, guide_html
from portal import __version__
from portal.models import User
from portal.text.letters import slug_of


def test_it_is_read_in_the_admin(sample_site, admin_client):
    html = admin_client.get(reverse("guide")).content.decode()
    assert '<h2 id="corriger-une-fiche">Corriger une fiche</h2>' in html
    assert "<table>" in html


def test_it_says_which_version_this_is(sample_site, admin_client):
    assert f"Passerelles {__version__}" in admin_client.get(reverse("guide")).content.decode()


def test_each_picture_of_it_is_there():
    pictures = re.findall(r'src="/static/([^"]+)"', guide_html())
    assert len(pictures) > 10
    assert all(finders.find(picture) for picture in pictures)


@pytest.mark.parametrize(("screen", "heading"), SCREENS.items())
def test_each_screen_leads_to_a_part_that_exists(screen, heading):
    assert f'id="{slug_of(heading)}"' in guide_html()
    assert guide_address(f"/admin/{screen}").endswith(f"#{slug_of(heading)}")


def test_another_screen_leads_to_its_beginning():
    assert guide_address("/admin/account/") == reverse("guide")


def test_the_menu_knows_the_screen_it_is_on(sample_site, admin_client):
    html = admin_client.get("/admin/a-verifier/").content.decode()
    assert f"{reverse('guide')}#savoir-ce-qui-est-a-verifier" in html


def test_whoever_enters_the_admin_reads_it(db, client):
    user = User.objects.create_user("lectrice", "lectrice@passerelles.example", "secret")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("guide")).status_code == 200
    client.logout()
    assert client.get(reverse("guide")).status_code == 302


def test_screens_are_addresses_of_the_admin():
    for screen in ("a-verifier/", "toutes-les-fiches/", "recherches-sans-resultat/", "proprietes/", "termes/"):
        assert resolve(f"/admin/{screen}")
