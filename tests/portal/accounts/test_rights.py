"""Coordination keeps the accounts: it gives no right that it does not have, by no door."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, Page

from install.setup.groups import COORDINATION, EDITORS, REGISTERS, VALIDATORS
from portal.accounts.rights import groups_to_give
from portal.models import User

PASSWORD = "une phrase assez longue"


def account(name, *groups, **values):
    made = User.objects.create_user(name, email=f"{name}@passerelles.example", password=PASSWORD, **values)
    made.groups.set(Group.objects.filter(name__in=groups))
    return made


@pytest.fixture
def coordinator(sample_site):
    return account("coordination", COORDINATION)


@pytest.fixture
def keeper(coordinator):
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def above(sample_site):
    """A group with one right more than Coordination."""
    group = Group.objects.create(name="Technique")
    group.permissions.add(Permission.objects.get(codename="change_site"))
    return group


def form(of=None, **changes):
    name = of.username if of else "nouveau"
    data = {"username": name, "email": f"{name}@passerelles.example", "first_name": "Fonction", "last_name": "Accueil"}
    data |= {"password1": "", "password2": ""} if of else {"password1": PASSWORD, "password2": PASSWORD}
    return {**data, "is_active": "on", **changes}


def add(client, **changes):
    return client.post(reverse("wagtailusers_users:add"), form(**changes))


def edit(client, of, **changes):
    return client.post(reverse("wagtailusers_users:edit", args=[of.pk]), form(of, **changes))


def bulk(client, action, of, **data):
    return client.post(f"{reverse('wagtail_bulk_action', args=['portal', 'user', action])}?id={of.pk}", data)


def pks(*names):
    return list(Group.objects.filter(name__in=names).values_list("pk", flat=True))


def groups_of(name):
    return {group.name for group in Group.objects.filter(user__username=name)}


def test_coordination_makes_an_account_in_any_of_the_four_groups(keeper):
    for number, name in enumerate((EDITORS, VALIDATORS, REGISTERS, COORDINATION)):
        add(keeper, username=f"compte-{number}", email=f"c{number}@passerelles.example", groups=pks(name))
        assert groups_of(f"compte-{number}") == {name}


def test_it_changes_and_closes_one(keeper):
    editor = account("edition", EDITORS)
    edit(keeper, editor, first_name="Relecture", groups=pks(VALIDATORS), is_active="")
    editor.refresh_from_db()
    assert (editor.first_name, editor.is_active, groups_of("edition")) == ("Relecture", False, {VALIDATORS})


def test_nobody_leaves_their_own_groups(keeper, coordinator):
    answer = edit(keeper, coordinator, groups=[])
    assert "Vous ne pouvez pas quitter vos propres groupes" in answer.content.decode()
    assert groups_of("coordination") == {COORDINATION}
    edit(keeper, coordinator, first_name="Accueil", groups=pks(COORDINATION, EDITORS))
    assert groups_of("coordination") == {COORDINATION, EDITORS}


def test_a_name_that_differs_by_its_capitals_is_taken(keeper):
    claire = account("claire", EDITORS)
    assert "username" in add(keeper, username="Claire").context["form"].errors
    edit(keeper, claire, username="Claire", groups=pks(EDITORS))
    assert User.objects.filter(username="Claire", pk=claire.pk).exists()


def test_it_opens_the_list(keeper):
    assert keeper.get(reverse("wagtailusers_users:index")).status_code == 200


@pytest.mark.parametrize("group", [EDITORS, VALIDATORS, REGISTERS])
def test_no_other_group_does(sample_site, client, group):
    client.force_login(account("autre", group))
    assert client.get(reverse("wagtailusers_users:index")).status_code == 302
    add(client)
    assert not User.objects.filter(username="nouveau").exists()


def test_a_forged_field_makes_no_superuser(keeper, coordinator):
    editor = account("edition", EDITORS)
    add(keeper, is_superuser="on", groups=pks(EDITORS))
    edit(keeper, editor, is_superuser="on", groups=pks(EDITORS))
    edit(keeper, coordinator, is_superuser="on", groups=pks(COORDINATION))
    assert not User.objects.filter(is_superuser=True).exists()
    assert User.objects.filter(username="nouveau").exists()


def test_a_group_above_its_own_is_neither_offered_nor_taken(keeper, coordinator, above):
    html = keeper.get(reverse("wagtailusers_users:add")).content.decode()
    assert EDITORS in html
    assert above.name not in html
    answer = add(keeper, groups=[above.pk])
    assert "groups" in answer.context["form"].errors
    edit(keeper, coordinator, groups=[*pks(COORDINATION), above.pk])
    bulk(keeper, "assign_role", coordinator, role=above.pk)
    assert not above.user_set.exists()


def test_a_right_on_more_pages_is_above_too(coordinator):
    group = Group.objects.create(name="Tout le site")
    permission = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=permission)
    assert group not in groups_to_give(coordinator)


@pytest.fixture(params=["superuser", "group", "right of its own", "closed"])
def mighty(request, sample_site, above):
    """Accounts that have more rights than Coordination, each in its way."""
    made = account("puissant", EDITORS, is_superuser=request.param in ("superuser", "closed"))
    if request.param == "group":
        made.groups.add(above)
    if request.param == "right of its own":
        made.user_permissions.add(Permission.objects.get(codename="change_site"))
    if request.param == "closed":
        User.objects.filter(pk=made.pk).update(is_active=False)
    return User.objects.get(pk=made.pk)


def test_an_account_above_is_left_as_it_is(keeper, coordinator, mighty):
    coordinator.user_permissions.add(Permission.objects.get(codename="delete_user"))
    opened = not mighty.is_active
    edit(keeper, mighty, email="pris@passerelles.example", password1=PASSWORD * 2, password2=PASSWORD * 2, groups=[])
    keeper.post(reverse("wagtailusers_users:delete", args=[mighty.pk]))
    bulk(keeper, "delete", mighty)
    bulk(keeper, "set_active_state", mighty, mark_as_active=str(opened))
    bulk(keeper, "assign_role", mighty, role=pks(VALIDATORS)[0])
    found = User.objects.get(pk=mighty.pk)
    assert (found.email, found.password, found.is_active) == (mighty.email, mighty.password, mighty.is_active)
    assert VALIDATORS not in groups_of("puissant")


def test_many_accounts_are_closed_or_given_a_group_at_once(keeper):
    editor = account("edition", EDITORS)
    bulk(keeper, "set_active_state", editor, mark_as_active="False")
    bulk(keeper, "assign_role", editor, role=pks(VALIDATORS)[0])
    assert not User.objects.get(pk=editor.pk).is_active
    assert groups_of("edition") == {EDITORS, VALIDATORS}


@pytest.mark.parametrize("name", ["wagtailusers_groups:index", "wagtailusers_groups:add"])
def test_groups_themselves_stay_closed(keeper, name):
    assert keeper.get(reverse(name)).status_code == 302
    assert keeper.post(reverse(name), {"name": "Forgé"}).status_code in (302, 405)
    assert not Group.objects.filter(name="Forgé").exists()


def test_a_superuser_still_makes_another(admin_client, sample_site):
    add(admin_client, is_superuser="on")
    assert User.objects.get(username="nouveau").is_superuser


def test_an_account_takes_no_portrait(keeper, coordinator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    address = reverse("wagtailadmin_account")
    assert 'type="file"' not in keeper.get(address).content.decode()
    keeper.post(address, {"avatar-avatar": get_test_image_file("portrait.png")})
    assert not list(tmp_path.rglob("*.png"))


def test_nobody_opens_an_account_without_logging_in(client, db):
    assert client.get(reverse("wagtailadmin_account")).status_code == 302
