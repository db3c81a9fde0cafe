"""A booklet is kept for a month after somebody last worked on it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from imports.batches import start_writing
from imports.models import Batch
from jobs.sweep import prune
from tests.imports.making import batch_of, read

pytestmark = pytest.mark.usefixtures("sample_site")


def in_days(number):
    return timezone.now() + timedelta(days=number)


def test_it_is_forgotten_after_a_month_with_its_sheets(admin_user):
    batch_of(read(), user=admin_user)
    prune(in_days(29))
    assert Batch.objects.exists()
    prune(in_days(31))
    assert not Batch.objects.exists()


def test_working_on_it_keeps_it_for_another_month(admin_user):
    batch = batch_of(read(), user=admin_user)
    Batch.objects.update(used=in_days(-20))
    batch.note_use()
    prune(in_days(29))
    assert Batch.objects.exists()


def test_one_that_is_being_written_stays(admin_user):
    start_writing(batch_of(read(), user=admin_user), admin_user)
    prune(in_days(31))
    assert Batch.objects.exists()
