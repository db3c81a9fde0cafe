"""The weekly check: off until a setting names sites, polite, and read by nobody's kept sheet."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from jobs.models import Job
from portal.cache.changes import read_generation
from portal.models import User
from reviews.links import checking
from reviews.links.asking import Found
from reviews.links.checking import Politeness, by_turns, external_links, start_weekly
from reviews.links.screens import MANY
from reviews.models import CheckedLink
from tests import factories
from tests.jobs.doing import again, do_all

OLD, NEW = "https://vieux.example/guide", "https://neuf.example/guide"


@pytest.fixture
def sheet(sample_site):
    sheet = factories.action("Zibeline")
    sheet.document_links = [factories.link("Guide", OLD)]
    sheet.save_revision().publish()
    return sheet


@pytest.fixture
def dead(monkeypatch):
    monkeypatch.setattr(checking, "look_at", lambda url, wait: Found("dead", "La page n’existe plus (404).", 404))


def check(settings):
    settings.LINK_CHECK_HOSTS = ["vieux.example"]
    job = start_weekly()
    do_all()
    return again(job)


def test_nothing_is_asked_without_a_setting(sample_site):
    assert start_weekly() is None and not Job.objects.exists()


def test_once_a_week(sample_site, settings):
    settings.LINK_CHECK_HOSTS = ["all"]
    assert start_weekly() and start_weekly() is None
    assert start_weekly(timezone.now() + timedelta(days=8))


def test_what_the_public_reads_is_checked_and_stands_somewhere(sheet, settings, dead):
    job = check(settings)
    assert job.state == Job.State.DONE, job.message
    link = CheckedLink.objects.get(url=OLD)
    assert (link.state, [place.page_id for place in link.places.all()]) == ("dead", [sheet.pk])
    assert job.result["counts"] == {"dead": 1}
    assert CheckedLink.objects.filter(state="waiting").count() == job.result["others"]


def test_a_draft_is_not_asked_about(sheet):
    sheet.unpublish()
    assert OLD not in external_links()


def test_a_check_leaves_kept_pages_alone(sheet, settings, dead):
    settings.LINK_CHECK_HOSTS = ["vieux.example"]
    start_weekly()
    before = read_generation()
    do_all()
    assert read_generation() == before


def test_an_address_that_went_away_is_forgotten(sheet, settings, dead):
    check(settings)
    sheet.document_links = []
    sheet.save_revision().publish()
    checking.keep_places(external_links())
    assert not CheckedLink.objects.filter(url=OLD).exists()


def test_one_question_a_second_to_a_site():
    now, slept = [0.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    wait = Politeness(lambda: None, clock=lambda: now[0], sleep=sleep)
    for host in ("a", "b", "a", "a"):
        wait(host)
    assert slept == [1.0, 1.0]


def test_sites_take_turns():
    assert by_turns(["https://a/1", "https://a/2", "https://b/1"]) == ["https://a/1", "https://b/1", "https://a/2"]


# The report, and « Remplacer partout ».


def replace(client, url=NEW):
    return client.post(reverse("links:link", args=[CheckedLink.objects.get(url=OLD).pk]), {"url": url})


def test_the_report_says_what_is_dead_and_where(sheet, settings, dead, admin_client):
    check(settings)
    html = admin_client.get(reverse("links:list"), {"state": "dead"}).content.decode()
    assert OLD in html and "La page n’existe plus (404)." in html
    link = CheckedLink.objects.get(url=OLD)
    assert "Zibeline" in admin_client.get(reverse("links:link", args=[link.pk])).content.decode()
    assert admin_client.get(reverse("links:list"), {"export": "csv"}).status_code == 200


def test_it_is_replaced_in_the_draft_alone(sheet, settings, dead, admin_client):
    check(settings)
    html = replace(admin_client).content.decode()
    assert "Remplacée en brouillon" in html and "Zibeline" in html
    kept = factories.reload(sheet)
    assert [row.url for row in kept.document_links.all()] == [OLD]
    assert [row.url for row in kept.get_latest_revision_as_object().document_links.all()] == [NEW]
    assert kept.has_unpublished_changes


def test_what_somebody_has_open_is_left(sheet, settings, dead, admin_client):
    check(settings)
    EditingSession.objects.create(
        user=User.objects.create_user("autre"),
        content_type=ContentType.objects.get_for_model(Page),
        object_id=sheet.pk,
        last_seen_at=timezone.now(),
    )
    assert "ouverte en ce moment" in replace(admin_client).content.decode()
    assert not factories.reload(sheet).has_unpublished_changes


@pytest.mark.parametrize("url", ["http://neuf.example/", "javascript:alert(1)", "https://", OLD, ""])
def test_an_address_that_is_none_is_refused(sheet, settings, dead, admin_client, url):
    check(settings)
    answer = replace(admin_client, url)
    assert answer.context["form"].errors["url"]
    assert not factories.reload(sheet).has_unpublished_changes


def test_on_many_pages_it_is_replaced_by_a_job(sheet, settings, dead, admin_client):
    more = [factories.action(f"Zibeline {number}") for number in range(MANY)]
    for page in more:
        page.document_links = [factories.link("Guide", OLD)]
        page.save_revision().publish()
    check(settings)
    answer = replace(admin_client)
    job = Job.objects.get(kind="replace_link")
    assert answer.url == reverse("jobs:job", args=[job.pk])
    do_all()
    job = again(job)
    assert (job.state, len(job.result["drafted"]), job.result["left"]) == (Job.State.DONE, MANY + 1, [])
    drafts = [factories.reload(page).get_latest_revision_as_object() for page in [sheet, *more]]
    assert {row.url for draft in drafts for row in draft.document_links.all()} == {NEW}
    html = admin_client.get(answer.url).content.decode()
    assert "Zibeline 7" in html
