"""A required property is asked for at publication, whatever the way there; what is public already may be saved."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Revision, WorkflowState

from actions.models import ActionPage
from catalog.property_types import clean_cell
from centers.models import CenterPage
from portal.models import User
from tests import factories
from tests.portal.publication.test_drafts import approve, bulk_publish, said

MISSING = "À remplir avant publication : Durée."


@pytest.fixture
def author(sample_site, client):
    user = User.objects.create_superuser("autrice", "autrice@passerelles.example", "secret")
    client.force_login(user)
    return user


@pytest.fixture
def duration(sample_site):
    return factories.prop("Durée", required=True, kinds=[])


def draft(title="Sans durée", value=None, prop=None):
    page = factories.action(title=title, live=False)
    page.property_values = {"duree": clean_cell(prop, value)} if value else {}
    page.save_revision(clean=False)
    return page


def is_live(page):
    return ActionPage.objects.get(pk=page.pk).live


def test_a_script_cannot_publish_without_it(duration):
    page = draft()
    with pytest.raises(ValidationError, match="À remplir avant publication"):
        page.get_latest_revision().publish()
    assert not is_live(page)


def test_a_script_publishes_with_it(duration):
    page = draft(value="30", prop=duration)
    page.get_latest_revision().publish()
    assert is_live(page)


def test_the_schedule_sets_it_aside_and_tells_its_author(author, duration):
    pages = [draft(), draft("Complète", "30", duration)]
    for page in pages:
        page.get_latest_revision_as_object().save_revision(user=author, clean=False)
    Revision.objects.filter(object_id__in=[page.pk for page in pages]).update(
        approved_go_live_at=timezone.now() - timedelta(hours=1)
    )
    errors = StringIO()
    call_command("publish_scheduled", stderr=errors)
    assert [is_live(page) for page in pages] == [False, True]
    assert f"« Sans durée » n’est pas publiée : {MISSING}" in errors.getvalue()
    assert mail.outbox[0].to == [author.email] and MISSING in mail.outbox[0].body


def test_publishing_in_bulk_names_the_sheet_and_what_it_lacks(author, duration, client):
    pages = [draft(), draft("Complète", "30", duration)]
    answer = bulk_publish(client, pages)
    assert f"Rien n’a été publié. « Sans durée » : {MISSING}" in said(answer)
    assert [is_live(page) for page in pages] == [False, False]


def test_approval_goes_back_to_the_form_and_the_review_goes_on(author, duration, client):
    page = draft()
    page.get_workflow().start(page, author)
    answer = approve(client, page)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert f"« Sans durée » ne peut pas encore être publiée. {MISSING}" in said(answer)
    assert WorkflowState.objects.get(object_id=str(page.pk)).status == WorkflowState.STATUS_IN_PROGRESS


def test_a_public_page_may_be_saved_and_moved_when_it_becomes_required(sample_site):
    page = factories.action()
    factories.prop("Durée", required=True)
    page = ActionPage.objects.get(pk=page.pk)
    page.save()
    page.move(page.get_parent(), pos="first-child")
    assert is_live(page)


def test_a_public_page_is_asked_for_it_at_its_next_approval(author, client):
    page = factories.action()
    factories.prop("Durée", required=True)
    page = ActionPage.objects.get(pk=page.pk)
    page.title = "Nouveau titre"
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    assert MISSING in said(approve(client, page))
    assert ActionPage.objects.get(pk=page.pk).title != "Nouveau titre"


def test_a_retired_property_is_asked_for_no_more(duration):
    duration.retired = True
    duration.save()
    page = draft()
    page.get_latest_revision().publish()
    assert is_live(page)


def test_a_required_choice_counts_the_terms_of_the_page(sample_site):
    rhythm = factories.vocabulary("rythme", terms=["Mensuel"], page_types=[])
    factories.prop("Rythme", "choice", vocabulary=rhythm, required=True)
    page = draft()
    with pytest.raises(ValidationError, match="Rythme"):
        page.get_latest_revision().publish()
    complete = factories.action(live=False, terms=rhythm.terms.all())
    complete.get_latest_revision().publish()
    assert is_live(complete)


def test_centers_have_properties_too(duration):
    center = CenterPage.objects.first()
    center.unpublish()
    with pytest.raises(ValidationError, match="Durée"):
        CenterPage.objects.get(pk=center.pk).save_revision(clean=False).publish()


def copy(client, page, **answers):
    data = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": page.get_parent().pk, **answers}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)


def test_a_copy_is_not_published_without_it(author, client):
    page = factories.action()
    factories.prop("Durée", required=True)
    answer = copy(client, page, publish_copies="on")
    assert f"Rien n’a été copié. « {page.title} » : {MISSING}" in said(answer)
    assert not ActionPage.objects.filter(slug="copie").exists()


def test_nor_are_the_copies_of_what_is_below(author, client):
    factories.action(title="Chorale")
    factories.prop("Durée", required=True)
    index = ActionPage.objects.first().get_parent()
    answer = copy(client, index, publish_copies="on", copy_subpages="on")
    assert f"« Chorale » : {MISSING}" in said(answer)


def test_a_copy_that_stays_a_draft_does_without_it(author, client):
    page = factories.action()
    factories.prop("Durée", required=True)
    assert copy(client, page).status_code == 302
    assert not ActionPage.objects.get(slug="copie").live


def test_an_alias_shows_what_its_source_shows(author, client):
    page = factories.action()
    factories.prop("Durée", required=True)
    assert copy(client, page, alias="on").status_code == 302
    assert ActionPage.objects.get(slug="copie").live


def test_a_choice_of_another_language_is_asked_of_nobody(sample_site):
    rhythm = factories.vocabulary("rythme", terms=["Mensuel"], page_types=[])
    factories.prop("Rythme", "choice", vocabulary=rhythm, required=True, kinds=[])
    sheet = factories.sheet(factories.kind(), terms=rhythm.terms.all())
    english = Locale.objects.create(language_code="en")
    translated = sheet.copy_for_translation(english, copy_parents=True)
    translated.page_terms.clear()
    translated.save_revision(clean=False).publish()
    assert factories.reload(translated).live
