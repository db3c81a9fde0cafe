"""The number of an action sheet: one published sheet each, whatever the way to publication; drafts may repeat it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from actions.models import ActionPage
from portal.models import User
from tests import factories
from tests.editing import errors_of, post_page

TAKEN = "Le numéro 26 est celui de « Bons baisers de Roubaix » : donnez-en un autre."


@pytest.fixture
def author(sample_site, client):
    user = User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")
    client.force_login(user)
    return user


def repeated(live=False, author=None):
    """A draft that takes the number of a published sheet."""
    page = factories.action(title="Une autre", live=live)
    page.number = 26
    page.save_revision(user=author, clean=False)
    return ActionPage.objects.get(pk=page.pk)


def is_published_with_26(page):
    return ActionPage.objects.filter(pk=page.pk, live=True, number=26).exists()


def test_drafts_may_repeat_a_number(sample_site):
    repeated().get_latest_revision_as_object().full_clean()


def test_publishing_names_the_sheet_that_has_it(sample_site):
    assert repeated().get_latest_revision_as_object().publication_problems() == [
        f"Numéro : {TAKEN} Onglet « Contenu »."
    ]


@pytest.mark.parametrize("live", [False, True])
def test_publishing_by_script_is_refused(sample_site, live):
    with pytest.raises(ValidationError, match="Le numéro 26"):
        repeated(live).get_latest_revision().publish()


def test_a_published_sheet_keeps_its_own_number(sample_site):
    ActionPage.objects.get(number=26).full_clean()


def test_an_alias_has_the_number_of_its_source_which_keeps_it(sample_site):
    page = ActionPage.objects.get(number=26)
    alias = page.create_alias(update_slug="alias")
    page.save_revision().publish()
    assert is_published_with_26(page) and is_published_with_26(alias)


def test_the_number_of_a_withdrawn_sheet_is_free(sample_site):
    ActionPage.objects.get(number=26).unpublish()
    page = repeated()
    page.get_latest_revision().publish()
    assert is_published_with_26(page)


def test_a_scheduled_draft_is_set_aside(author):
    page = repeated(author=author)
    past = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=past)
    errors = StringIO()
    call_command("publish_scheduled", stderr=errors)
    assert "Le numéro 26" in errors.getvalue()
    assert not is_published_with_26(page)


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_bulk_publishing_says_so(author, client):
    page = repeated()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={page.pk}&next={reverse('wagtailadmin_home')}")
    assert TAKEN in said(answer)
    assert not is_published_with_26(page)


def test_approving_returns_to_the_form(author, client):
    page = repeated(author=author)
    page.get_workflow().start(page, author)
    state = WorkflowState.objects.get(object_id=str(page.pk)).current_task_state
    answer = client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    assert TAKEN in said(answer)
    assert not is_published_with_26(page)


@pytest.mark.parametrize("live", [False, True])
def test_the_form_says_it_beside_the_field_when_publishing(author, client, live):
    page = factories.action(title="Une autre", live=live)
    answer = post_page(client, page, "publish", number="26")
    assert answer.status_code == 200
    assert errors_of(answer) == {"number": [TAKEN]}


@pytest.mark.parametrize("live", [False, True])
def test_the_form_saves_a_draft_that_repeats_it(author, client, live):
    page = factories.action(title="Une autre", live=live)
    answer = post_page(client, page, number="26")
    assert answer.status_code == 302, answer.context["form"].errors
    assert ActionPage.objects.get(pk=page.pk).get_latest_revision_as_object().number == 26
