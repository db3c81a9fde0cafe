"""Campaigns in the admin: looked at before anything leaves, then followed."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from jobs.models import Mail
from portal.models import User
from reviews.models import Asked, Campaign, Ownership
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.fixture
def coordinating(client):
    user = User.objects.create_user("coordination", "coordination@passerelles.example")
    user.groups.add(Group.objects.get(name="Coordination"))
    client.force_login(user)
    return client


def form(**values):
    common = {
        "name": "Rentrée",
        "section": "",
        "only_due": "on",
        "until": "31/03/2040",
        "remind_every": "7",
        "words": "",
    }
    return {**common, **values}


def made(client, **values):
    answer = client.post(reverse("wagtailsnippets_reviews_campaign:add"), form(**values))
    campaign = Campaign.objects.get()
    assert answer["Location"] == reverse("campaigns:campaign", args=[campaign.pk])
    return campaign, answer["Location"]


def test_before_it_is_launched_it_says_who_would_be_asked_and_sends_nothing(coordinating):
    contact = factories.contact("Direction", email="direction@centre.example")
    page = factories.action("Chorale des cinq ponts")
    Ownership.objects.create(page=page.page_ptr, contact=contact)
    _campaign, address = made(coordinating)
    said = coordinating.get(address).content.decode()
    assert "Chorale des cinq ponts" in said and "direction@centre.example" in said
    assert not Mail.objects.filter(about="verifier").exists()


def test_launched_it_shows_who_has_not_answered_and_is_closed(coordinating):
    page = factories.action("Chorale des cinq ponts")
    campaign, address = made(coordinating)
    coordinating.post(address, {"action": "launch"})
    assert Asked.objects.filter(page=page.pk).exists()
    said = coordinating.get(address).content.decode()
    assert "Sans réponse" in said
    coordinating.post(address, {"action": "close"})
    campaign.refresh_from_db()
    assert campaign.state == "closed"


def test_what_was_asked_is_not_changed_afterwards(coordinating):
    campaign, address = made(coordinating)
    coordinating.post(address, {"action": "launch"})
    edit = reverse("wagtailsnippets_reviews_campaign:edit", args=[campaign.pk])
    assert coordinating.post(edit, form(name="Autre"))["Location"] == address
    campaign.refresh_from_db()
    assert campaign.name == "Rentrée"


def test_a_day_that_is_over_is_refused(coordinating):
    answer = coordinating.post(reverse("wagtailsnippets_reviews_campaign:add"), form(until="01/01/2020"))
    assert "Choisissez un jour à venir." in answer.content.decode()


@pytest.mark.parametrize("asked", ["", "x", "999999", "9" * 40])
def test_a_suggestion_that_is_none_is_no_fault(coordinating, asked):
    _campaign, address = made(coordinating)
    assert coordinating.post(address, {"action": "draft", "asked": asked}).status_code == 302


def test_a_sheet_is_given_an_owner_and_back_to_its_author(coordinating):
    page, contact = factories.action("Chorale"), factories.contact("Direction")
    screen = reverse("sheet_owner", args=[page.pk])
    coordinating.post(screen, {"contact": contact.pk, "group": ""})
    assert Ownership.objects.get(page=page.pk).contact == contact
    group = Group.objects.first()
    assert "pas les deux" in coordinating.post(screen, {"contact": contact.pk, "group": group.pk}).content.decode()
    coordinating.post(screen, {"contact": "", "group": ""})
    assert not Ownership.objects.exists()
