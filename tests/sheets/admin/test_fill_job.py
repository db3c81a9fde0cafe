"""One value on many sheets: nobody waits for it, and the job says what a screen would have said."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job
from sheets.admin import fill, fill_job
from sheets.filling.fields import fillable
from tests import factories
from tests.jobs.doing import again, do_all
from tests.sheets.filling.test_fields import address, draft, live, minutes


@pytest.fixture
def duration(sample_site):
    return factories.prop("Durée", unit="min")


@pytest.fixture
def few(monkeypatch):
    """More than two sheets are many."""
    monkeypatch.setattr(fill, "MANY", 2)


def press(client, pages, action="fill", **data):
    answer = client.post(address(pages).replace("/fill/", f"/{action}/"), data)
    job = Job.objects.get()
    assert answer["Location"] == reverse("jobs:job", args=[job.pk])
    return job


def test_many_sheets_are_filled_behind(duration, admin_client, few):
    pages = [factories.action() for _number in range(3)]
    job = press(admin_client, pages, value="45,5")
    assert [minutes(live(page)) for page in pages] == [None] * 3
    do_all()
    assert [minutes(live(page)) for page in pages] == [45.5] * 3
    assert (again(job).done, again(job).result["published"]) == (3, 3)
    assert job.title == "Remplir « Durée (min) » de 3 fiches"


def test_what_is_not_accepted_is_said_before_anything_is_asked_for(duration, admin_client, few):
    pages = [factories.action() for _number in range(3)]
    answer = admin_client.post(address(pages), {"value": "une heure"})
    assert "Saisissez un nombre." in answer.content.decode()
    assert not Job.objects.exists()


def test_each_sheet_that_is_not_as_one_would_think_is_named(duration, admin_client, few):
    filled, waiting, other = factories.action(), factories.action(), factories.resource(title="Sans ce champ")
    admin_client.post(address([filled]), {"value": "30"})
    waiting.title = "En attente"
    waiting.save_revision()
    job = press(admin_client, [filled, waiting, other], value="30")
    do_all()
    result = again(job).result
    assert (result["published"], result["same"]) == (0, 1)
    assert [why for _pk, _title, why in result["drafted"]] == ["d’autres modifications y attendaient"]
    assert result["refused"] == [[other.pk, "Sans ce champ", "elle n’a pas ce champ"]]
    shown = admin_client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert "Remplies en brouillon seulement (1)" in shown and "Sans ce champ</a> : elle n’a pas ce champ" in shown


def test_a_page_deleted_meanwhile_is_named(duration, admin_client, few):
    pages = [factories.action() for _number in range(3)]
    job = press(admin_client, pages, value="30")
    pages[0].delete()
    do_all()
    assert again(job).result["refused"] == [[pages[0].pk, f"n° {pages[0].pk}", "elle vient d’être supprimée"]]
    assert minutes(live(pages[1])) == 30


def test_a_field_deleted_meanwhile_fills_nothing(duration, admin_client, few):
    page = factories.action()
    job = press(admin_client, [page, factories.action(), factories.action()], value="30")
    duration.delete()
    do_all()
    assert (again(job).state, again(job).message) == ("failed", "Ce champ n’existe plus. Rien n’a été rempli.")


def test_a_value_no_longer_accepted_fills_nothing(sample_site, admin_user):
    languages = factories.vocabulary(terms=["Arabe", "Turc"])
    term, page = languages.terms.get(code="turc"), factories.action()
    job = fill_job.fill_later([page.pk], fillable()["terms:langue"], QueryDict(f"value={term.pk}"), admin_user)
    term.delete()
    do_all()
    assert again(job).state == "failed"
    assert "n’est plus acceptée" in again(job).message
    assert not draft(page).page_terms.exists()


def test_who_asked_must_still_have_an_account(duration, admin_user):
    page = factories.action()
    job = fill_job.fill_later([page.pk], fillable()["prop:duree"], QueryDict("value=30"), admin_user)
    Job.objects.update(by=None)
    do_all()
    assert "n’existe plus" in again(job).message
    assert minutes(draft(page)) is None


def test_many_pages_are_noted_as_verified_behind(duration, admin_client, few):
    pages = [factories.action() for _number in range(3)]
    job = press(admin_client, pages, action="reviewed")
    do_all()
    assert {live(page).reviewed_on for page in pages} == {timezone.localdate()}
    assert job.title == "Noter 3 pages vérifiées"
