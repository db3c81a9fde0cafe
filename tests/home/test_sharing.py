"""What others show of the home page when somebody shares it."""

import html
import re

import pytest
from wagtail.images.tests.utils import get_test_image_file

from home.models import HomePage, PortalSettings
from portal.models import Image


@pytest.fixture
def shared(sample_site, client):
    def shared(name):
        found = re.search(rf'<meta property="og:{name}" content="([^"]*)">', client.get("/").content.decode())
        return html.unescape(found[1]) if found else None

    return shared


def picture(name):
    return Image.objects.create(title=name, file=get_test_image_file(f"{name}.png"))


def publish_home(**fields):
    home = HomePage.objects.get()
    for name, value in fields.items():
        setattr(home, name, value)
    home.save_revision().publish()
    return home


def test_it_is_called_by_what_people_find_there(shared):
    assert shared("title") == HomePage.objects.get().heading
    publish_home(seo_title="Aide aux familles")
    assert shared("title") == "Aide aux familles"


def test_without_a_heading_it_has_the_name_of_the_portal(shared):
    publish_home(heading="")
    assert shared("title") == "Passerelles, Ville de Roubaix"


def test_it_is_told_in_its_introduction(shared):
    assert shared("description") == HomePage.objects.get().introduction


def test_its_picture_is_its_own_else_the_logo_of_the_portal(shared, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert shared("image") is None
    logo = picture("logo")
    PortalSettings.objects.update(logo=logo)
    assert "logo" in shared("image") and shared("image").startswith("http")
    publish_home(cover=picture("scene"))
    assert "scene" in shared("image")
