"""Events: what happens, by name, for those who stand above and whom nobody knows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.events import EVENTS, PUBLISHED, WITHDRAWN
from tests import factories


@pytest.fixture
def heard(sample_site):
    said = []

    def listen(sender, instance, is_first, **kwargs):
        said.append((sender, instance.pk, is_first))

    PUBLISHED.connect(listen)
    yield said
    PUBLISHED.disconnect(listen)


def test_an_event_is_found_by_its_code_and_has_a_sentence():
    assert EVENTS["published"] is PUBLISHED
    assert all(event.code == code and str(event.label) for code, event in EVENTS.items())


def test_a_first_publication_says_that_it_is_the_first(heard):
    page = factories.action()
    assert heard == [(type(page), page.pk, True)]


def test_a_later_one_says_that_it_is_not(heard):
    page = factories.action()
    page.save_revision().publish()
    assert heard[1:] == [(type(page), page.pk, False)]


def test_a_page_merely_scheduled_says_nothing(heard):
    page = factories.action()
    heard.clear()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert heard == []


@pytest.fixture
def withdrawn(sample_site):
    said = []

    def listen(sender, instance, **kwargs):
        said.append(instance.pk)

    WITHDRAWN.connect(listen)
    yield said
    WITHDRAWN.disconnect(listen)


def test_a_withdrawal_is_said_and_so_is_a_deletion(withdrawn):
    first, second = factories.action(), factories.action()
    first.unpublish()
    second.delete()
    assert withdrawn == [first.pk, second.pk]


def test_a_draft_that_is_deleted_was_not_withdrawn(withdrawn):
    page = factories.action()
    page.unpublish()
    withdrawn.clear()
    page.delete()
    assert withdrawn == []
