"""What public requests share, and when another moment begins."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from actions.models import ActionPage
from portal.cache import shared as caching
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted():
    calls = []

    @caching.shared_by_visits
    def counted(*args):
        calls.append(args)
        return object()

    counted.calls = calls
    return counted


def test_shared_in_public_requests_until_something_changes(sample_site, counted):
    with caching.visit():
        first = counted("a")
        assert counted("a") is first
        assert counted("b") is not first
    with caching.visit():
        assert counted("a") is first
    factories.contact()
    with caching.visit():
        assert counted("a") is not first
    assert counted.calls == [("a",), ("b",), ("a",)]


def test_elsewhere_nothing_is_shared(sample_site, counted):
    assert counted("a") is not counted("a")


def test_what_is_shared_has_a_limit(sample_site, counted):
    with caching.visit():
        for number in range(2 * caching.MOST_SHARED):
            counted(number)
        first = counted(0)
        assert counted(0) is first
    assert len(counted.calls) > 2 * caching.MOST_SHARED


@pytest.mark.parametrize("delta", [timedelta(seconds=-1), timedelta(seconds=1)])
def test_each_expiry_begins_another_moment(sample_site, delta):
    page = ActionPage.objects.get(code="fiche-26")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + delta)
    assert caching.current_moment().expired == (delta < timedelta(0))
