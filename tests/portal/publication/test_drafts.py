"""Drafts may be incomplete: nothing breaks, nobody else waits, and the reason is said in French."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from actions.models import ActionPage
from portal.models import User
from sheets.models import SheetLink
from tests import factories


@pytest.fixture
def author(sample_site):
    return User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")


def draft(title, author=None, complete=True):
    page = factories.action(title=title, live=False)
    page.summary = "Un résumé." if complete else ""
    page.save_revision(user=author, clean=False)
    return page


def schedule(page, author):
    """As an editor would, for an hour that has come since; stored as Wagtail's own schedule is."""
    revision = page.get_latest_revision_as_object().save_revision(user=author, clean=False)
    past = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    return revision


def is_live(page):
    return ActionPage.objects.get(pk=page.pk).live


def test_problems_name_the_field_as_the_form_does(sample_site):
    assert draft("Complète").get_latest_revision_as_object().publication_problems() == []
    (problem,) = draft("Vide", complete=False).get_latest_revision_as_object().publication_problems()
    assert problem.startswith("Résumé : ")


def test_an_invalid_draft_does_not_stop_the_schedule(author):
    pages = [draft("Première", author), draft("Vide", author, complete=False), draft("Dernière", author)]
    for page in pages:
        schedule(page, author)
    errors = StringIO()
    call_command("publish_scheduled", stderr=errors)
    assert [is_live(page) for page in pages] == [True, False, True]
    assert "« Vide » n’est pas publiée : Résumé" in errors.getvalue()


def test_the_author_of_an_invalid_draft_is_told_once(author):
    schedule(draft("Vide", author, complete=False), author)
    for _run in range(2):
        call_command("publish_scheduled", stderr=StringIO())
    (message,) = mail.outbox
    assert message.to == [author.email]
    assert message.subject == "Publication impossible : Vide"
    assert "- Résumé : " in message.body


def test_an_invalid_draft_without_an_author_is_set_aside(sample_site):
    page = draft("Vide", complete=False)
    revision = schedule(page, None)
    call_command("publish_scheduled", stderr=StringIO())
    assert mail.outbox == []
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at is None


def test_a_dry_run_sets_nothing_aside(author):
    revision = schedule(draft("Vide", author, complete=False), author)
    call_command("publish_scheduled", "--dryrun", stdout=StringIO(), stderr=StringIO())
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at is not None
    assert mail.outbox == []


def bulk_publish(client, pages, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{ids}&next={reverse('wagtailadmin_home')}", data)


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_bulk_publishing_names_the_incomplete_draft(author, client):
    client.force_login(author)
    pages = [draft("Complète"), draft("Vide", complete=False)]
    answer = bulk_publish(client, pages)
    assert answer.status_code == 302
    assert "Rien n’a été publié. « Vide » : Résumé" in said(answer)
    assert [is_live(page) for page in pages] == [False, False]


def test_bulk_publishing_reads_below_the_chosen_pages_too(author, client):
    client.force_login(author)
    page = draft("Vide", complete=False)
    answer = bulk_publish(client, [page.get_parent()], include_descendants="on")
    assert answer.status_code == 302
    assert "« Vide »" in said(answer)


def test_bulk_publishing_complete_drafts(author, client):
    client.force_login(author)
    pages = [draft("Une"), draft("Deux")]
    assert bulk_publish(client, pages).status_code == 302
    assert [is_live(page) for page in pages] == [True, True]


def approve(client, page):
    state = WorkflowState.objects.get(object_id=str(page.pk)).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(address)


def test_approving_an_incomplete_draft_returns_to_its_form(author, client):
    client.force_login(author)
    page = draft("Vide", author, complete=False)
    page.get_workflow().start(page, author)
    answer = approve(client, page)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "ne peut pas encore être publiée. Résumé" in said(answer)
    assert WorkflowState.objects.get(object_id=str(page.pk)).status == WorkflowState.STATUS_IN_PROGRESS
    assert not is_live(page)


def test_approving_a_complete_draft_publishes_it(author, client):
    client.force_login(author)
    page = draft("Complète", author)
    page.get_workflow().start(page, author)
    assert approve(client, page).status_code == 302
    assert is_live(page)


def test_unpublishing_says_which_published_pages_name_the_page(sample_site, admin_client):
    page, naming, draft = factories.resource(), factories.action(title="Qui la nomme"), factories.action(live=False)
    for each in (naming, draft):
        each.sheet_links = [SheetLink(related=page.page_ptr)]
        each.save()
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    screen = admin_client.get(address).content.decode()
    assert "mènent à celle-ci : « Qui la nomme »." in screen
    assert "mènent à celle-ci" not in admin_client.get(address.replace(str(page.pk), str(naming.pk))).content.decode()
