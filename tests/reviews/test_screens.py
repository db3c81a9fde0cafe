"""Campaigns in the admin: looked at before anything leaves, then followed."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from jobs.models import Mail
from portal.admin.refusals import StillUsed
from portal.models import User
from reviews.models import Addressee, Asked, Campaign, Ownership
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


def owned(title="Chorale des cinq ponts"):
    """A sheet that somebody with an address answers for."""
    page = factories.action(title)
    contact = factories.contact("Direction", email="direction@centre.example")
    Ownership.objects.create(page=page.page_ptr, contact=contact)
    return page


def test_before_it_is_launched_it_says_who_would_be_asked_and_sends_nothing(coordinating):
    owned()
    _campaign, address = made(coordinating)
    said = coordinating.get(address).content.decode()
    assert "Chorale des cinq ponts" in said and "direction@centre.example" in said
    assert not Mail.objects.filter(about="verifier").exists()


def test_launched_it_shows_who_has_not_answered_and_is_closed(coordinating):
    page = owned()
    campaign, address = made(coordinating)
    coordinating.post(address, {"action": "launch"})
    assert Asked.objects.filter(page=page.pk).exists()
    said = coordinating.get(address).content.decode()
    assert "Sans réponse" in said
    coordinating.post(address, {"action": "close"})
    campaign.refresh_from_db()
    assert campaign.state == "closed"


def test_only_those_that_somebody_is_asked_about_are_counted(coordinating):
    owned()
    factories.action("Balades sans responsable")
    _campaign, address = made(coordinating)
    assert "Une fiche serait demandée." in coordinating.get(address).content.decode()
    said = coordinating.post(address, {"action": "launch"}, follow=True).content.decode()
    assert "1 fiche est demandée." in said


def test_a_campaign_without_anybody_to_ask_is_not_launched(coordinating):
    factories.action("Chorale des cinq ponts")
    campaign, address = made(coordinating)
    said = coordinating.post(address, {"action": "launch"}, follow=True).content.decode()
    campaign.refresh_from_db()
    assert "il n’y a personne à qui demander" in said
    assert campaign.state == "ready" and not Asked.objects.exists()


def test_closing_for_good_is_said_before_it_is_done(coordinating):
    owned()
    _campaign, address = made(coordinating)
    coordinating.post(address, {"action": "launch"})
    assert "On ne la rouvre pas." in coordinating.get(address).content.decode()


def test_what_was_asked_is_not_changed_afterwards(coordinating):
    owned()
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


def test_what_a_campaign_in_preparation_names_stays(coordinating):
    """It would ask the whole site."""
    page, kind = factories.action("Chorale"), factories.kind("Balade")
    campaign, address = made(coordinating)
    campaign.section = page.page_ptr
    campaign.save()
    campaign.kinds.set([kind])
    for record in (page, kind):
        with transaction.atomic(), pytest.raises(StillUsed, match="Rentrée"):
            record.delete()
    Campaign.objects.update(state="closed")
    page.delete()


def test_who_may_not_change_a_sheet_writes_no_draft_of_it(client):
    """A right on campaigns is none on pages."""
    asked = suggested()
    group = Group.objects.create(name="Campagnes")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "change_campaign"]))
    user = User.objects.create_user("claude", "claude@passerelles.example", "mot de passe")
    user.groups.add(group)
    client.force_login(user)
    screen = reverse("campaigns:campaign", args=[asked.campaign_id])
    answer = client.post(screen, {"action": "draft", "asked": asked.pk}, follow=True)
    assert "vous ne pouvez pas modifier cette fiche" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.revision is None


def suggested():
    campaign = Campaign.objects.create(name="Rentrée", until=date(2040, 3, 31), state="running")
    page = factories.action("Chorale")
    addressee = Addressee.objects.create(campaign=campaign, address="direction@centre.example", name="Direction")
    rows = {"addressee": addressee, "page": page.page_ptr, "state": "suggested", "answered": timezone.now()}
    return Asked.objects.create(campaign=campaign, suggestion={"summary": "Autrement"}, **rows)


def test_launched_twice_it_is_said_to_be_launched(coordinating):
    owned()
    _campaign, address = made(coordinating)
    for _press in range(2):
        said = coordinating.post(address, {"action": "launch"}, follow=True).content.decode()
    assert "La campagne est lancée" in said
    assert "Rien n’est parti" not in said
    assert Mail.objects.filter(about="verifier").count() == 1
