"""Events: what happens, by name, for those who stand above and whom nobody knows."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from catalog.models import Vocabulary
from portal.events import CONTACT_CHANGED, EVENTS, EXPIRED, PUBLISHED, SENT_TO_REVIEW, TERM_CHANGED, WITHDRAWN
from portal.models import User
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


@contextmanager
def told(event):
    said = []

    def listen(sender, **facts):
        said.append(facts)

    event.connect(listen)
    try:
        yield said
    finally:
        event.disconnect(listen)


def test_a_page_whose_date_has_come_is_told_as_expired_too(sample_site):
    page = factories.action()
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    with told(EXPIRED) as expired, told(WITHDRAWN) as withdrawn:
        call_command("publish_scheduled")
    assert [facts["instance"].pk for facts in expired] == [facts["instance"].pk for facts in withdrawn] == [page.pk]


def test_a_page_that_somebody_withdraws_has_not_expired(sample_site):
    page = factories.action()
    with told(EXPIRED) as expired:
        page.unpublish()
    assert expired == []


def test_a_page_sent_to_review_says_by_whom(sample_site):
    author = User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")
    page = factories.action(live=False)
    page.save_revision(user=author)
    with told(SENT_TO_REVIEW) as sent:
        page.get_workflow().start(page, author)
    assert [(facts["instance"].pk, facts["user"]) for facts in sent] == [(page.pk, author)]


def test_a_term_and_a_contact_that_change_are_told_and_new_ones_are_not(sample_site):
    with told(TERM_CHANGED) as terms, told(CONTACT_CHANGED) as contacts:
        term, contact = factories.term(Vocabulary.objects.first(), "Percussions"), factories.contact()
        term.save()
        contact.save()
    assert [facts["instance"] for facts in terms] == [term]
    assert [facts["instance"] for facts in contacts] == [contact]


def test_the_same_publication_has_one_key_and_the_next_another(sample_site):
    page = factories.action()
    with told(PUBLISHED) as said:
        page.save_revision().publish()
        page.save_revision().publish()
    assert len({facts["key"] for facts in said}) == 2
