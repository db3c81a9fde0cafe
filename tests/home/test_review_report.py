"""« À vérifier » is a work list: narrowed by section, nature, person and age, and shortened by who has read again."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from actions.models import ActionPage
from directory.models import Contact
from portal.models import User
from tests import factories

ADDRESS = "/admin/a-verifier/"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def validator(sample_site, client):
    user = User.objects.create_user("validatrice", "validatrice@passerelles.example", "secret")
    user.groups.add(Group.objects.get(name="Validateurs"))
    client.force_login(user)
    return client


def listed(client, **parameters):
    return {page.title for page in client.get(ADDRESS, parameters).context["page_obj"].paginator.object_list}


def test_what_was_verified_lately_is_not_listed(validator, today):
    factories.action(title="Relue", reviewed_on=today)
    factories.action(title="Jamais relue")
    found = listed(validator)
    assert "Jamais relue" in found and "Relue" not in found


def test_it_is_narrowed_by_section_and_nature(validator):
    action = factories.action(title="À relire")
    assert "À relire" in listed(validator, section=action.get_parent().path)
    assert "À relire" in listed(validator, kind="action")
    assert "À relire" not in listed(validator, kind="centre")


def test_it_is_narrowed_by_person(validator):
    owner = User.objects.get(username="validatrice")
    factories.action(title="La mienne", owner=owner)
    factories.action(title="À personne")
    found = listed(validator, owner=owner.pk)
    assert "La mienne" in found and "À personne" not in found


def test_it_is_narrowed_by_age(validator, today):
    factories.action(title="Échue hier", reviewed_on=today - timedelta(days=366))
    factories.action(title="Échue de longtemps", reviewed_on=today - timedelta(days=800))
    factories.action(title="Jamais relue")
    assert {"Échue de longtemps", "Jamais relue"} <= listed(validator, since="12")
    assert "Échue hier" not in listed(validator, since="6")
    assert not {"Échue hier", "Échue de longtemps"} & listed(validator, since="jamais")


@pytest.mark.parametrize(
    "parameters", [{"kind": "rien"}, {"owner": "x"}, {"since": "-1"}, {"section": "%00"}, {"p": "z"}]
)
def test_what_is_not_offered_asks_for_nothing(validator, parameters):
    assert listed(validator, **parameters) == listed(validator)


def verify(client, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "reviewed"])
    return client.post(f"{address}?{ids}&next={ADDRESS}", follow=True)


def test_pages_read_again_are_verified_together(validator, today):
    pages = [factories.action(title="Une"), factories.action(title="Deux")]
    verify(validator, *pages)
    assert {page.reviewed_on for page in ActionPage.objects.filter(pk__in=[page.pk for page in pages])} == {today}
    assert not {"Une", "Deux"} & listed(validator)


def test_a_draft_that_waits_is_not_published_by_it(validator):
    page = factories.action(title="Une")
    page.title = "Nouveau titre"
    page.save_revision()
    answer = verify(validator, page)
    assert ActionPage.objects.get(pk=page.pk).title == "Une"
    assert "d’autres modifications y attendaient" in answer.content.decode()


def test_contacts_verified_today_come_back_in_a_year(sample_site, admin_client, today):
    contact = factories.contact(review_on=today - timedelta(days=3))
    other = factories.contact(review_on=today - timedelta(days=3))
    admin_client.post(ADDRESS, {"contact": [contact.pk, "x"]})
    assert Contact.objects.get(pk=contact.pk).review_on > today + timedelta(days=360)
    assert Contact.objects.get(pk=other.pk).review_on < today


def test_verified_twice_it_is_said_to_be_done(sample_site, admin_client, today):
    contact = factories.contact(review_on=today - timedelta(days=3))
    for _press in range(2):
        said = admin_client.post(ADDRESS, {"contact": contact.pk}, follow=True).content.decode()
    assert "C’était déjà fait." in said


def test_who_may_not_change_contacts_does_not_verify_them(validator, today):
    contact = factories.contact(review_on=today)
    validator.post(ADDRESS, {"contact": contact.pk})
    assert Contact.objects.get(pk=contact.pk).review_on == today


def test_a_contact_past_its_date_is_listed_for_its_owner(sample_site, admin_client, admin_user, today):
    factories.contact(title="Accueil du port", review_on=today, owner=admin_user)
    factories.contact(title="Autre accueil", review_on=today)
    html = admin_client.get(ADDRESS, {"owner": admin_user.pk}).content.decode()
    assert "Accueil du port" in html and "Autre accueil" not in html


def test_whoever_adds_a_contact_owns_it(sample_site, admin_client, admin_user):
    form = admin_client.get(reverse("directory_contact_modeladmin_create")).context["form"]
    assert form.initial["owner"] == admin_user.pk


def test_the_public_is_told_that_a_contact_is_past_its_date(sample_site, client, today):
    from sheets.models import ContactLink

    contact = factories.contact(public=True, phone="03 53 01 00 00", review_on=today)
    page = factories.action()
    page.contact_links = [ContactLink(contact=contact)]
    page.save_revision().publish()
    assert "Coordonnées à confirmer" in client.get(page.url).content.decode()
    Contact.objects.filter(pk=contact.pk).update(review_on=today + timedelta(days=1))
    assert "Coordonnées à confirmer" not in client.get(page.url).content.decode()
