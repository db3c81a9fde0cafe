"""« Rapports › Liens »: what there is to do first, and the way to each place where an address stands."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from portal.models import User
from reviews.models import CheckedLink, LinkPlace
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.fixture
def coordinating(client):
    user = User.objects.create_user("coordination", "coordination@passerelles.example")
    user.groups.add(Group.objects.get(name="Coordination"))
    client.force_login(user)
    return client


def link(url, state, **place):
    made = CheckedLink.objects.create(url=url, state=state)
    LinkPlace.objects.create(link=made, **place)
    return made


def test_what_leads_nowhere_comes_first_then_what_has_moved(coordinating):
    page = factories.action("Chorale").page_ptr
    for place, state in enumerate(("fine", "refused", "moved", "dead", "waiting")):
        link(f"https://site{place}.example/", state, page=page)
    rows = coordinating.get(reverse("links:list")).context["object_list"]
    assert [row.state for row in rows] == ["dead", "moved", "refused", "fine", "waiting"]


def test_the_site_of_an_organization_leads_to_its_record_for_who_may_change_it(coordinating):
    organization = factories.organization("Maison des liens")
    made = link("https://maison.example/", "dead", organization=organization)
    text = coordinating.get(reverse("links:link", args=[made.pk])).content.decode()
    assert reverse("directory_organization_modeladmin_edit", args=[organization.pk]) in text
