"""Who answers for a sheet, chosen for many at once."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from reviews.models import Ownership
from reviews.owners import owner_of
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")


def address(*pages):
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'owner'])}?next=/admin/&" + "&".join(
        f"id={page.pk}" for page in pages
    )


def named():
    return {own.page.title: str(own) for own in Ownership.objects.all()}


def test_the_ticked_sheets_have_one_owner_instead_of_theirs(admin_client):
    pages, group = [factories.action(title=title) for title in ("Une", "Deux")], Group.objects.get(name="Coordination")
    Ownership.objects.create(page=pages[0], contact=factories.contact())
    shown = admin_client.post(address(*pages), {"group": group.pk}, follow=True).content.decode()
    assert named() == {"Une": "Coordination", "Deux": "Coordination"}
    assert "Responsable : Coordination. 2 fiches." in shown


def test_without_contact_nor_group_their_authors_answer_for_them_again(admin_client, admin_user):
    page = factories.action(title="Une", owner=admin_user)
    Ownership.objects.create(page=page, group=Group.objects.get(name="Coordination"))
    admin_client.post(address(page), {})
    assert named() == {}
    assert owner_of(page).addresses == (admin_user.email,)


def test_both_are_one_too_many(admin_client):
    page = factories.action(title="Une")
    given = {"contact": factories.contact().pk, "group": Group.objects.get(name="Coordination").pk}
    assert "pas les deux" in admin_client.post(address(page), given).content.decode()
    assert named() == {}


def test_a_sheet_that_one_may_not_change_keeps_its_own(client, django_user_model):
    page = factories.action(title="Une")
    user = django_user_model.objects.create_user("referente", "referente@passerelles.example")
    user.groups.add(Group.objects.get(name="Référentiel"))
    client.force_login(user)
    client.post(address(page), {"group": Group.objects.get(name="Coordination").pk})
    assert named() == {}
