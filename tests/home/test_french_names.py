"""What Wagtail's and Django's migrations named in English is named in French, and what somebody named is kept."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import Collection, Page, Task, Workflow
from wagtail.users.models import UserProfile

from portal.models import User

pytestmark = pytest.mark.django_db


def set_up():
    call_command("setup_site", stdout=io.StringIO())


def test_roots_say_what_they_hold():
    set_up()
    assert Collection.get_first_root_node().name == "Tous les fichiers"
    assert Page.get_first_root_node().title == "Toutes les pages"


def test_a_root_that_somebody_named_keeps_its_name():
    Collection.objects.filter(depth=1).update(name="Médiathèque")
    set_up()
    assert Collection.get_first_root_node().name == "Médiathèque"


def test_the_workflow_of_wagtail_goes_when_nobody_used_it():
    set_up()
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Relecture"]
    assert list(Task.objects.values_list("name", flat=True)) == ["Relecture par un validateur"]


def test_the_workflow_of_wagtail_keeps_its_history_under_a_french_name():
    set_up()
    old = Workflow.objects.create(name="Moderators approval")
    old.workflow_pages.create(page=Page.objects.get(slug="actions"))
    set_up()
    old.refresh_from_db()
    assert old.name == "Accord des modérateurs"


def test_groups_of_wagtail_in_use_are_named_in_french():
    member = User.objects.create_user("membre")
    member.groups.add(Group.objects.get(name="Editors"))
    set_up()
    assert list(member.groups.values_list("name", flat=True)) == ["Éditeurs d’origine"]
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()


def test_rights_are_named_in_french_once_and_for_all():
    set_up()
    names = list(Permission.objects.values_list("name", flat=True))
    set_up()
    assert list(Permission.objects.values_list("name", flat=True)) == names
    assert Permission.objects.get(codename="add_contact").name == "Peut ajouter contact"
    assert Permission.objects.get(codename="publish_page").name == "Peut publier des pages"


def test_a_time_zone_that_was_chosen_is_taken_back():
    profile = UserProfile.get_for_user(User.objects.create_user("loin"))
    UserProfile.objects.update(current_time_zone="America/New_York")
    set_up()
    profile.refresh_from_db()
    assert profile.get_current_time_zone() == "Europe/Paris"
