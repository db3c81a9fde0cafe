"""Many pages are a job; what was moved is forgotten once it can no longer be put back."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from directory.merging import pages
from directory.merging.long import MERGE, go_on
from directory.merging.merge import Impossible, begin, carry_out, finish, move_page
from directory.merging.undoing import begin_undo
from directory.models import Contact, Merge, MovedPage
from jobs.models import Job
from jobs.queue import do_job
from jobs.sweep import prune
from jobs.turns import MANY
from search.indexing.sync import sync_after_commit
from tests import factories
from tests.directory.merging.test_pages import contacts, draft, merge, saved, with_contacts  # noqa: F401
from tests.jobs.doing import do_all


def test_a_job_moves_many_pages_and_another_puts_them_back(contacts):  # noqa: F811
    lost, kept = contacts
    key = lost.pk
    named = [with_contacts(lost) for _number in range(MANY + 1)]
    begun = begin(lost, kept, None)
    go_on(begun, None)
    job = Job.objects.get(kind=MERGE)
    do_job.func(job.pk, job.attempt)
    job.refresh_from_db()
    assert (job.state, job.done, saved(named[-1])) == ("done", MANY + 1, [kept.pk])
    assert not Contact.objects.filter(pk=key).exists()
    go_on(begin_undo(Merge.objects.get(), None), None)
    job = Job.objects.filter(kind=MERGE).first()
    do_job.func(job.pk, job.attempt)
    assert {tuple(saved(page)) for page in named} == {(key,)}
    assert Merge.objects.get().state == Merge.State.UNDONE


def test_taken_up_again_it_does_the_rest_and_remembers_the_beginning(contacts, monkeypatch):  # noqa: F811
    lost, kept = contacts
    key = lost.pk
    first, second = with_contacts(lost), with_contacts(lost)
    begun = begin(lost, kept, None)

    def killed(by=0, **said):
        if by:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(begun, killed)
    assert sorted([saved(first), saved(second)]) == sorted([[kept.pk], [key]])
    carry_out(begun)
    assert MovedPage.objects.count() == 2
    go_on(begin_undo(Merge.objects.get(), None), None)
    assert (saved(first), saved(second)) == ([key], [key])


def test_one_that_is_named_again_meanwhile_stays(contacts):  # noqa: F811
    lost, kept = contacts
    begun = begin(lost, kept, None)
    with_contacts(lost)
    with pytest.raises(Impossible, match="vient d’être nommé"):
        finish(begun)
    assert Contact.objects.filter(pk=lost.pk).exists()


def test_after_a_day_what_was_moved_is_forgotten(contacts):  # noqa: F811
    lost, kept = contacts
    with_contacts(lost)
    merged = merge(lost, kept)
    prune()
    assert MovedPage.objects.exists()
    Merge.objects.filter(pk=merged.pk).update(ended=timezone.now() - timedelta(days=1, minutes=1))
    prune()
    merged.refresh_from_db()
    assert (merged.moved, MovedPage.objects.exists()) == ({}, False)


def test_the_public_reads_a_replaced_contact_at_once(contacts, client):  # noqa: F811
    lost, kept = factories.contact("Ancienne", public=True), factories.contact("Nouvelle", public=True)
    page = with_contacts(lost)
    assert "Ancienne" in client.get(page.url).content.decode()
    merge(lost, kept, removes=False)
    assert "Nouvelle" in client.get(page.url).content.decode()


def test_of_two_merges_of_one_record_the_second_waits(contacts):  # noqa: F811
    first, second = contacts
    third = factories.contact("Tierce")
    begin(first, second, None)
    for lost, kept in ((second, first), (second, third), (third, first)):
        with pytest.raises(Impossible, match="en cours"):
            begin(lost, kept, None)
    assert begin(third, second, None)  # two may become the same one


def test_one_that_is_being_undone_is_not_merged_again(contacts):  # noqa: F811
    lost, kept = contacts
    begin_undo(merge(lost, kept), None)
    with pytest.raises(Impossible, match="en cours"):
        begin(kept, factories.contact("Tierce"), None)


def test_done_by_two_processes_it_is_done_once(contacts):  # noqa: F811
    begun = begin(*contacts, None)
    late = Merge.objects.get(pk=begun.pk)
    carry_out(begun)
    finish(late)
    assert Merge.objects.get().state == Merge.State.DONE
    assert Merge.objects.get().moved["lost"]


def test_a_page_never_names_one_that_went_meanwhile(contacts, monkeypatch):  # noqa: F811
    lost, kept = contacts
    page = with_contacts(lost)
    begun, pk = begin(lost, kept, None), kept.pk
    Contact.objects.filter(pk=pk).delete()
    with pytest.raises(Impossible, match="n’existe plus"):
        move_page(begun, page.pk, lost, Contact(pk=pk, code="gardee"))
    assert saved(page) == [lost.pk]


def test_one_that_can_no_longer_be_finished_is_over(contacts):  # noqa: F811
    lost, kept = contacts
    begun = begin(lost, kept, None)
    kept.delete()
    with pytest.raises(Impossible, match="n’existe plus"):
        carry_out(begun)
    begun.refresh_from_db()
    assert (begun.is_under_way, begun.left) == (False, [[begun.kept_name, None, "n’existe plus"]])
    assert begin(lost, factories.contact("Tierce"), None)


def test_on_a_large_site_nobody_waits_for_versions_to_be_looked_through(contacts, monkeypatch):  # noqa: F811
    monkeypatch.setattr(pages, "MOST_VERSIONS", 0)
    monkeypatch.setattr(pages, "_versions", lambda *given: pytest.fail("looked through"))
    lost, kept = contacts
    with_contacts(lost)
    go_on(begin(lost, kept, None), None)
    assert Job.objects.filter(kind=MERGE, total=1).exists()


def test_what_only_a_draft_says_is_counted_by_the_job(contacts, monkeypatch):  # noqa: F811
    monkeypatch.setattr(pages, "MOST_VERSIONS", 0)
    lost, kept = contacts
    page = with_contacts(lost, live=False)
    type(page).objects.get(pk=page.pk).contact_links.all().delete()
    go_on(begin(lost, kept, None), None)
    do_all()
    assert (Job.objects.get().state, Job.objects.get().done, Job.objects.get().total) == ("done", 1, 1)
    assert draft(page) == [kept.pk]


@pytest.mark.django_db(transaction=True)
def test_the_engines_are_asked_once(sample_site):
    lost, kept = factories.contact("Perdue", public=True), factories.contact("Gardée", public=True)
    for _number in range(3):
        with_contacts(lost)
    begun = begin(lost, kept, None)
    with patch.object(sync_after_commit, "function") as asked:
        go_on(begun, None)
    assert (asked.call_count, Merge.objects.get().pages.count()) == (1, 3)
