"""« Vérifiée aujourd’hui » is offered where a sheet is approved or published, and never said by itself."""

import json
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from wagtail.models import PageLogEntry

from install.setup.groups import EDITORS, VALIDATORS
from portal.models import User
from tests import factories
from tests.editing import edit_url, post_page


def account(client, group):
    user = User.objects.create_user(f"compte-{group}", f"{len(group)}@passerelles.example", "un mot de passe")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


@pytest.fixture
def validator(sample_site, client):
    account(client, VALIDATORS)
    return client


@pytest.fixture
def in_review(sample_site, admin_user):
    page = factories.action(live=False)
    page.get_workflow().start(page, admin_user)
    return page


def screen(client, page):
    return BeautifulSoup(client.get(edit_url(page)).content, "html.parser")


def box(client, page):
    return screen(client, page).select("footer [name=verified_today]")


APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


def approve(client, page, **sent):
    post_page(client, page, **APPROVE, **sent)
    return factories.reload(page)


def test_an_approval_that_says_so_verifies_the_version_that_is_published(in_review, validator):
    page = approve(validator, in_review, verified_today="on")
    assert page.live
    assert page.reviewed_on == timezone.localdate()


def test_so_does_an_approval_with_a_comment(in_review, validator):
    extra = {"workflow-action-extra-data": json.dumps({"comment": "Bien."})}
    assert approve(validator, in_review, verified_today="on", **extra).reviewed_on == timezone.localdate()


def test_an_approval_that_does_not_say_so_verifies_nothing(in_review, validator):
    page = approve(validator, in_review)
    assert page.live
    assert page.reviewed_on is None


def test_publishing_verifies_when_it_is_said(sample_site, validator):
    page = factories.action()
    post_page(validator, page, "publish", verified_today="on")
    assert factories.reload(page).reviewed_on == timezone.localdate()


def test_a_draft_is_never_verified_by_the_box(sample_site, validator):
    page = factories.action()
    post_page(validator, page, verified_today="on")
    assert factories.reload(page).get_latest_revision_as_object().reviewed_on is None


@pytest.mark.parametrize("said", [True, False])
def test_the_dashboard_s_approval_offers_it_too(in_review, validator, said):
    state = in_review.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[in_review.pk, "approve", state.pk])
    assert "verified_today" in validator.get(address).json()["html"]
    validator.post(address, {"comment": "", **({"verified_today": "on"} if said else {})})
    page = factories.reload(in_review)
    assert page.live
    assert page.reviewed_on == (timezone.localdate() if said else None)


def test_the_box_stands_beside_the_buttons_of_who_may_publish(sample_site, validator):
    assert len(box(validator, factories.action())) == 1


def test_the_box_is_not_there_for_who_may_not_publish(sample_site, client):
    account(client, EDITORS)
    assert box(client, factories.action()) == []


def test_the_box_is_there_for_a_new_sheet(sample_site, validator):
    index = factories.action().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["actions", "actionpage", index.pk])
    assert "verified_today" in validator.get(address).content.decode()


def test_a_page_that_is_never_verified_has_no_box(sample_site, admin_client):
    from home.models import StandardPage

    assert box(admin_client, StandardPage.objects.first()) == []


def test_in_review_the_validator_s_first_button_approves(in_review, validator):
    footer = screen(validator, in_review).select_one("footer")
    shown = [each for each in footer.select("button") if not each.has_attr("hidden") and each.get("type") != "button"]
    assert shown[0]["data-workflow-action-name"] == "approve"
    assert "data-workflow-action-modal-url" not in shown[0].attrs


def test_the_enter_key_saves_a_draft(in_review, validator):
    first = screen(validator, in_review).select("#page-edit-form button:not([type=button])")[0]
    assert first.attrs == {"type": "submit", "hidden": "", "tabindex": "-1"}


def test_out_of_review_publishing_stays_within_reach(sample_site, validator):
    assert screen(validator, factories.action()).select("footer [name=action-publish]")


BULK_PUBLISH = reverse_lazy("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])


@pytest.mark.parametrize("said", [True, False])
def test_publishing_many_verifies_those_that_were_ticked_when_it_is_said(sample_site, validator, said):
    pages = [factories.action(live=False), factories.action()]
    address = str(BULK_PUBLISH) + "?" + urlencode({"id": [page.pk for page in pages], "next": "/admin/"}, doseq=True)
    assert "verified_today" in validator.get(address).content.decode()
    validator.post(address, {"verified_today": "on"} if said else {})
    pages = [factories.reload(page) for page in pages]
    assert all(page.live for page in pages)
    assert {page.reviewed_on for page in pages} == {timezone.localdate() if said else None}


@pytest.mark.parametrize("said", [{}, {"verified_today": "on"}])
def test_many_that_are_published_twice_are_published_once(sample_site, validator, said):
    page = factories.action(live=False)
    address = f"{BULK_PUBLISH}?id={page.pk}&next=/admin/"
    for _press in range(2):
        answer = validator.post(address, said, follow=True)
    assert "publiée" in answer.content.decode()
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").count() == 1


def test_pages_that_are_never_verified_are_published_without_the_question(sample_site, validator):
    from home.models import StandardPage

    page = StandardPage.objects.first()
    address = f"{BULK_PUBLISH}?id={page.pk}&next=/admin/"
    assert "verified_today" not in validator.get(address).content.decode()
    assert validator.post(address, {"verified_today": "on"}).status_code == 302


@pytest.mark.parametrize("verified", [{}, {"verified_today": "on"}])
def test_an_alias_is_left_as_it_is_and_the_others_are_published(sample_site, validator, verified):
    page = factories.action(live=False)
    alias = page.create_alias(update_slug="alias")
    address = f"{BULK_PUBLISH}?id={alias.pk}&id={page.pk}&next=/admin/"
    answer = validator.post(address, verified, follow=True)
    assert "1 alias n’a pas été publié" in answer.content.decode()
    assert factories.reload(page).live
    assert validator.post(f"{BULK_PUBLISH}?id={alias.pk}&next=/admin/", verified).status_code == 302


def test_so_is_an_alias_below_what_is_published_with_its_drafts(sample_site, validator):
    draft, live = factories.action(live=False), factories.action()
    alias = live.create_alias(update_slug="alias")
    alias.unpublish()
    address = f"{BULK_PUBLISH}?id={draft.get_parent().pk}&next=/admin/"
    assert validator.post(address, {"include_descendants": "on"}).status_code == 302
    assert factories.reload(draft).live
    assert not factories.reload(alias).live


COMMENTS = [
    "",
    "x",
    "[]",
    "null",
    "NaN",
    '"x"',
    '{"user": 1}',
    '{"comment": null}',
    '{"comment": "\\ud800"}',
    "[" * 9999,
]


@pytest.mark.parametrize("sent", COMMENTS)
def test_a_comment_that_cannot_be_read_is_refused_in_words(in_review, validator, sent):
    answer = post_page(validator, in_review, **APPROVE, **{"workflow-action-extra-data": sent})
    assert answer.status_code == 400
    assert not factories.reload(in_review).live


def test_a_page_that_somebody_locked_is_left_out(sample_site, validator, admin_user):
    page = factories.action(live=False)
    page.locked, page.locked_by, page.locked_at = True, admin_user, timezone.now()
    page.save()
    validator.post(f"{BULK_PUBLISH}?id={page.pk}&next=/admin/", {"verified_today": "on"})
    page = factories.reload(page)
    assert (page.live, page.reviewed_on) == (False, None)
