"""Many pages published together: nobody waits for them, each is published or says why not."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from actions.models import ActionIndexPage, ActionPage
from jobs import turns
from jobs.models import Job
from portal.models import User
from portal.publication.approval import verify_today
from sheets.admin import publish, publish_job
from tests import factories
from tests.jobs.doing import again, do_all


@pytest.fixture
def few(monkeypatch):
    """More than two pages are many."""
    monkeypatch.setattr(publish, "MANY", 2)


@pytest.fixture
def author(sample_site, client):
    author = User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")
    client.force_login(author)
    return author


def drafts(number):
    return [factories.action(title=f"Fiche {each}", live=False) for each in range(number)]


def bulk_publish(client, pages, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}", data)


def live(pages):
    return [ActionPage.objects.get(pk=page.pk).live for page in pages]


def refusals(job):
    return {title: why for _pk, title, why in again(job).result["refused"]}


def test_a_few_pages_are_published_while_one_waits(author, client, few):
    pages = drafts(2)
    assert bulk_publish(client, pages).status_code == 302
    assert live(pages) == [True, True]
    assert not Job.objects.exists()


def test_many_pages_become_a_job(author, client, few):
    pages = drafts(3)
    answer = bulk_publish(client, pages)
    job = Job.objects.get()
    assert answer["Location"] == reverse("jobs:job", args=[job.pk])
    assert (job.title, job.total, job.by) == ("Publier 3 pages", 3, author)
    assert live(pages) == [False] * 3
    do_all()
    assert live(pages) == [True] * 3
    assert (again(job).done, again(job).result) == (3, {"published": 3, "refused": []})


def test_as_many_queries_hand_over_three_pages_as_nine(author, client, few):
    pages = drafts(12)
    bulk_publish(client, pages)
    asked = []
    for some in (pages[:3], pages[3:]):
        with CaptureQueriesContext(connection) as queries:
            bulk_publish(client, some)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_page_that_somebody_locked_is_not_handed_over(author, client, few):
    pages = drafts(4)
    other = User.objects.create_superuser("autre", "autre@passerelles.example", "un mot de passe")
    Page.objects.filter(pk=pages[0].pk).update(locked=True, locked_by=other, locked_at=timezone.now())
    bulk_publish(client, pages)
    assert Job.objects.get().total == 3


def test_drafts_below_the_chosen_page_are_counted_and_published(author, client, few):
    pages = drafts(3)
    bulk_publish(client, [ActionIndexPage.objects.first()], include_descendants="on")
    do_all()
    assert live(pages) == [True] * 3


def test_an_incomplete_page_keeps_no_other_from_being_published(author):
    pages = drafts(3)
    pages[1].summary = ""
    pages[1].save_revision(clean=False)
    job = publish_job.publish_later([page.pk for page in pages], [], author)
    do_all()
    assert live(pages) == [True, False, True]
    assert "Résumé" in refusals(job)["Fiche 1"]
    assert again(job).result["published"] == 2


def test_a_page_edited_since_it_was_chosen_is_left_to_who_edits_it(author):
    (page,) = drafts(1)
    job = publish_job.publish_later([page.pk], [], author)
    page.title = "Autrement"
    page.save_revision()
    do_all()
    assert live([page]) == [False]
    assert "modifiée depuis" in refusals(job)["Autrement"]


def test_a_locked_page_and_a_deleted_one_are_told(author):
    locked, deleted = drafts(2)
    job = publish_job.publish_later([locked.pk, deleted.pk], [], author)
    other = User.objects.create_superuser("autre", "autre@passerelles.example", "un mot de passe")
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=other, locked_at=timezone.now())
    deleted.delete()
    do_all()
    assert refusals(job) == {"Fiche 0": "Elle est verrouillée.", f"n° {deleted.pk}": "Elle n’existe plus."}


def test_who_lost_the_right_to_publish_publishes_nothing_more(sample_site):
    (page,) = drafts(1)
    writer = User.objects.create_user("redactrice", "redactrice@passerelles.example", "un mot de passe")
    writer.groups.add(publishers_of(page))
    job = publish_job.publish_later([page.pk], [], writer)
    writer.groups.clear()
    do_all()
    assert live([page]) == [False]
    assert "droit" in refusals(job)["Fiche 0"]


def publishers_of(page):
    group = Group.objects.create(name="Qui publie")
    permission = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=page.get_parent(), permission=permission)
    return group


def test_taken_up_after_a_kill_it_publishes_nothing_twice(author):
    pages = drafts(2)
    job = publish_job.publish_later([page.pk for page in pages], [], author)
    pages[0].get_latest_revision().publish(user=author)
    published = ActionPage.objects.get(pk=pages[0].pk).last_published_at
    do_all()
    assert live(pages) == [True, True]
    assert ActionPage.objects.get(pk=pages[0].pk).last_published_at == published
    assert again(job).result == {"published": 2, "refused": []}


def test_pages_are_published_by_batches_that_others_can_write_between(author, monkeypatch):
    monkeypatch.setattr(turns, "TURN", 0)
    pages = drafts(3)
    job = publish_job.publish_later([page.pk for page in pages], [], author)
    do_all()
    assert again(job).done == 3
    assert again(job).heartbeat > timezone.now() - timedelta(minutes=1)


def test_who_has_read_them_says_so_in_the_same_step(author, client, few):
    pages = drafts(3)
    bulk_publish(client, pages, verified_today="on")
    do_all()
    assert live(pages) == [True] * 3
    assert {ActionPage.objects.get(pk=page.pk).reviewed_on for page in pages} == {timezone.localdate()}


def test_a_page_that_cannot_be_published_is_not_called_verified(author):
    (page,) = drafts(1)
    page.summary = ""
    version = page.save_revision(clean=False)
    publish_job.publish_later([page.pk], [], author, verified=True)
    do_all()
    assert ActionPage.objects.get(pk=page.pk).latest_revision == version


def test_an_incomplete_page_without_a_version_is_told_field_by_field(author):
    (page,) = drafts(1)
    ActionPage.objects.filter(pk=page.pk).update(summary="", latest_revision=None)
    job = publish_job.publish_later([page.pk], [], author)
    do_all()
    assert "Résumé" in refusals(job)["Fiche 0"]
    assert ActionPage.objects.get(pk=page.pk).latest_revision is None


def test_what_stands_below_was_read_by_nobody(author):
    above, below = drafts(2)
    publish_job.publish_later([above.pk], [below.pk], author, verified=True)
    do_all()
    assert ActionPage.objects.get(pk=above.pk).reviewed_on == timezone.localdate()
    assert ActionPage.objects.get(pk=below.pk).reviewed_on is None


def test_verified_and_taken_up_after_a_kill_it_is_not_called_edited(author):
    (page,) = drafts(1)
    job = publish_job.publish_later([page.pk], [], author, verified=True)
    verify_today(page, author).publish(user=author)
    do_all()
    assert again(job).result == {"published": 1, "refused": []}


def test_an_alias_is_on_line_when_its_source_is(author):
    (page,) = drafts(1)
    alias = page.create_alias(update_slug="alias", user=author)
    job = publish_job.publish_later([alias.pk], [], author)
    do_all()
    assert "alias" in refusals(job)[alias.title]
