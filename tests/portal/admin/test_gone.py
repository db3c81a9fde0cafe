"""A page deleted, or an account closed, while another request works on it: an answer in words, and nothing by half."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from actions.models import ActionIndexPage, ActionPage
from portal.models import User
from portal.publication.conflicts import CarefulEdit
from portal.publication.drafts import UnpublishPage
from tests import factories
from tests.editing import drawn_form, edit_url

NO_MORE = "Cette page n’existe plus"
NAMES = "see", "edit", "unpublish", "move", "position", "lock", "unpublish many", "move many", "reviewed"
QUERIES = range(0, 60, 3)


@contextmanager
def at_query(number, act):
    """Another connection acts before this query: never within a transaction, where this request holds what it reads."""
    left = [number]

    def count(execute, sql, params, many, context):
        if not connection.in_atomic_block and left:
            left[0] -= 1
            if left[0] < 0:
                left.clear()
                act()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield left


def bulk(page, action):
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}"


def screens(page):
    """``{name: (method, address, what is sent)}``"""
    index, key = ActionIndexPage.objects.first(), page.pk
    position = reverse("wagtailadmin_pages:set_page_position", args=[key]) + "?position=0"
    return {
        "see": ("get", edit_url(page), {}),
        "edit": ("post", edit_url(page), {"title": "Autre"}),
        "unpublish": ("post", reverse("wagtailadmin_pages:unpublish", args=[key]), {}),
        "move": ("post", reverse("wagtailadmin_pages:move_confirm", args=[key, index.get_parent().pk]), {}),
        "position": ("post", position, {}),
        "lock": ("post", reverse("wagtailadmin_pages:lock", args=[key]), {}),
        "unpublish many": ("post", bulk(page, "unpublish"), {}),
        "move many": ("post", bulk(page, "move"), {"chooser": index.get_parent().pk}),
        "reviewed": ("post", bulk(page, "reviewed"), {"day": "2026-01-01"}),
    }


def is_whole(pk):
    return Page.objects.filter(pk=pk).exists() == ActionPage.objects.filter(pk=pk).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", NAMES)
def test_whenever_the_page_goes_nothing_falls_and_nothing_is_half_there(name, sample_site, admin_client):
    admin_client.raise_request_exception = False
    fallen = {}
    for number in QUERIES:
        page = factories.action()
        method, address, data = screens(page)[name]
        if name == "edit":
            data = dict(drawn_form(admin_client, address).lists())
        with at_query(number, lambda pk=page.pk: Page.objects.get(pk=pk).delete()) as left:
            answer = getattr(admin_client, method)(address, data)
        if answer.status_code >= 500 or not is_whole(page.pk):
            fallen[number] = (answer.status_code, is_whole(page.pk))
        if left:
            break
    assert not fallen


def vanishing(monkeypatch, method):
    """``method`` of stock, before which the page goes."""
    stock = getattr(CarefulEdit, method)

    def act(self, request, *args, **kwargs):
        Page.objects.get(pk=self.real_page_record.pk).delete()
        return stock(self, request, *args, **kwargs)

    monkeypatch.setattr(CarefulEdit, method, act)


def test_who_saves_a_page_that_is_gone_is_told(sample_site, admin_client, monkeypatch):
    page = factories.action()
    vanishing(monkeypatch, "post")
    answer = admin_client.post(edit_url(page), {"title": "Autre"})
    assert answer.status_code == 404
    assert NO_MORE in answer.content.decode()


def test_saving_in_the_background_is_told_too(sample_site, admin_client, monkeypatch):
    page = factories.action()
    vanishing(monkeypatch, "post")
    answer = admin_client.post(edit_url(page), {"title": "Autre"}, headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert NO_MORE in answer.json()["error_message"]


@pytest.mark.parametrize("error", [Page.DoesNotExist("une faute"), IntegrityError("FOREIGN KEY constraint failed")])
def test_of_a_page_that_is_there_a_fault_stays_one(sample_site, admin_client, monkeypatch, error):
    def fail(*args, **kwargs):
        raise error

    page = factories.action()
    monkeypatch.setattr(CarefulEdit, "get", fail)
    with pytest.raises(type(error)):
        admin_client.get(edit_url(page))


def test_what_failed_is_logged_with_its_trace(sample_site, admin_client, monkeypatch, caplog):
    page = factories.action()
    vanishing(monkeypatch, "post")
    admin_client.post(edit_url(page), {"title": "Autre"})
    (line,) = [each for each in caplog.records if each.getMessage().startswith("Supprimé entre-temps")]
    assert line.exc_info


@pytest.mark.django_db(transaction=True)
def test_a_closed_account_is_asked_to_log_in_whenever_it_is_closed(sample_site):
    page, answers = factories.action(), set()
    for number in QUERIES:
        leaving = User.objects.create_superuser(f"partie-{number}", "partie@passerelles.example", "x")
        client = Client(raise_request_exception=False)
        client.force_login(leaving)
        with at_query(number, lambda pk=leaving.pk: User.objects.get(pk=pk).delete()) as left:
            answers.add(client.get(edit_url(page)).status_code)
        if left:
            break
    assert answers <= {200, 302}


@pytest.mark.django_db(transaction=True)
def test_what_one_step_could_not_end_is_undone(sample_site, admin_client, monkeypatch):
    """Refused in words like the rest, and yet inside the transaction of its middleware."""
    page = factories.action()
    stock = UnpublishPage.unpublish

    def fail(self):
        stock(self)
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(UnpublishPage, "unpublish", fail)
    assert admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk])).status_code == 409
    assert factories.reload(page).live
