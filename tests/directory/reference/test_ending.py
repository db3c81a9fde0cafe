"""Whoever answers for a document is told once, a month before nothing is valid any more."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from directory.reference.ending import announce_ending, ending
from home.work import WorkPanel
from install.setup.groups import VALIDATORS
from jobs.models import Mail
from portal.models import User
from tests import factories
from tests.directory.reference.making import document, version

OWNER = "accueil@ville.example"


@pytest.fixture
def owner(sample_site):
    return factories.contact("Accueil", email=OWNER)


def test_its_owner_is_told_once(owner):
    made = document("Fiche d’essai", owner_contact=owner)
    version(made, end=20)
    assert (announce_ending(), announce_ending()) == (1, 0)
    mail = Mail.objects.get(about="document")
    assert (mail.to, mail.subject) == (OWNER, "À renouveler : Fiche d’essai")
    for text in (mail.text, mail.html):
        assert "valable jusqu’au" in text and "/documents-de-reference/fiche-dessai/" in text


@pytest.mark.parametrize("end", [40, -1])
def test_neither_before_nor_after(owner, end):
    version(document("Fiche d’essai", owner_contact=owner), end=end)
    assert announce_ending() == 0


def test_what_is_replaced_already_needs_nobody(owner):
    made = document("Fiche d’essai", owner_contact=owner)
    version(made, end=20)
    version(made, start=21, end=300, year="2027-2028")
    assert announce_ending() == 0


def test_another_last_day_is_another_announcement(owner):
    made = document("Fiche d’essai", owner_contact=owner)
    row = version(made, end=20)
    announce_ending()
    row.valid_until += timedelta(days=300)
    row.save()
    assert announce_ending(row.valid_until - timedelta(days=10)) == 1


def test_each_active_member_of_a_group_is_told(sample_site):
    group = Group.objects.get(name=VALIDATORS)
    for name, active in (("une", True), ("deux", True), ("partie", False)):
        User.objects.create_user(name, email=f"{name}@ville.example", is_active=active).groups.add(group)
    version(document("Fiche d’essai", owner_group=group), end=20)
    announce_ending()
    found = Mail.objects.filter(about="document").values_list("to", flat=True)
    assert set(found) == {"une@ville.example", "deux@ville.example"}


def test_the_first_screen_counts_what_ends_and_what_is_over(sample_site, rf):
    request = rf.get("/")
    request.user = User.objects.create_superuser("chef", "chef@ville.example")
    version(document("Bientôt finie"), end=20)
    version(document("Finie"), end=-3)
    version(document("Longue"), end=300)
    assert [str(each) for each in ending(timezone.localdate()) if "inie" in str(each)] == ["Finie", "Bientôt finie"]
    tasks = {task.label: task.count for task in WorkPanel(request).tasks}
    assert tasks["Documents de référence à renouveler"] == 2
