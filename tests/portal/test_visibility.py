"""The one rule of what the public may see."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from wagtail.models import Collection, Page, Site

from actions.models import ActionIndexPage, ActionPage
from directory.models import Contact
from portal.visibility import is_public, public_pages, public_records
from tests import factories


@pytest.fixture
def page(sample_site):
    return ActionPage.objects.get(code="fiche-26")


def sees(page):
    return public_pages().filter(pk=page.pk).exists()


def test_live_pages_of_the_site_are_public(page):
    assert sees(page)
    assert factories.is_public(page)


def test_the_default_site_counts_when_none_is_given(sample_site):
    assert set(public_pages()) == set(public_pages(sample_site))


def test_without_a_site_nothing_is_public(page):
    Site.objects.all().delete()
    assert not public_pages().exists()
    assert not factories.is_public(page)


def test_the_root_above_the_site_is_not_public(sample_site):
    assert not sees(Page.get_first_root_node())
    assert sees(sample_site.root_page)


@pytest.mark.parametrize(("delta", "seen"), [(timedelta(seconds=-1), False), (timedelta(minutes=1), True)])
def test_expiry_is_read_at_the_request(page, delta, seen):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + delta)
    assert sees(page) is seen
    assert factories.is_public(page) is seen, "a page object read before is not trusted"


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
@pytest.mark.parametrize("above", [False, True])
def test_restricted_pages_and_what_is_below_them(page, kind, above):
    factories.restrict(ActionIndexPage.objects.get().page_ptr if above else page.page_ptr, kind, password="x")
    assert not sees(page)


@pytest.mark.parametrize("kind", ["login", "password"])
def test_a_restricted_page_is_not_the_end_of_the_others(page, kind, client):
    factories.restrict(page.page_ptr, kind, password="x")
    assert client.get("/actions/").status_code == 200
    assert sees(ActionPage.objects.get(code="fiche-25"))


def test_an_expired_page_does_not_answer(page, client):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert client.get(page.url).status_code == 404


def test_whole_models_may_be_asked_for(page):
    assert page in public_pages(model=ActionPage)


def test_a_record_that_says_nothing_is_not_public(sample_site):
    collection = Collection.objects.first()
    assert not is_public(collection)
    assert public_records(Collection, {collection.pk}, dict) == {}


@pytest.mark.parametrize(("says", "expected"), [(True, True), (False, False), (None, False), (lambda: True, False)])
def test_a_record_says_yes_or_is_not_public(says, expected):
    assert is_public(SimpleNamespace(is_public=says)) is expected


@pytest.mark.parametrize("public", [True, False])
def test_a_contact_says_whether_it_is_public(sample_site, public):
    contact = factories.contact(public=public)
    assert public_records(Contact, {contact.pk}, dict) == ({contact.pk: contact} if public else {})


def test_pages_are_asked_for_together(sample_site):
    assert public_records(Page, {1}, lambda keys: dict.fromkeys(keys, "lue")) == {1: "lue"}
