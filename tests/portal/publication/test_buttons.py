"""What a button asked and cannot be had any more: the draft is saved, the editor is told what was not done, and why."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import GroupPagePermission, Workflow, WorkflowState

from actions.models import ActionPage
from directory.models import GlossaryEntry
from portal.models import User
from tests import factories
from tests.editing import drawn_form, drawn_record, edit_url, post_form, post_page, send

REFUSAL = {"workflow-action-name": "reject", "workflow-action-extra-data": json.dumps({"comment": "Trop long, Zoé"})}


def account(group):
    user = User.objects.create_user(group.lower(), f"{group.lower()}@passerelles.example", "un mot de passe")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(sample_site, client):
    client.force_login(account("Éditeurs"))
    return client


@pytest.fixture
def validator(sample_site, client):
    client.force_login(account("Validateurs"))
    return client


@pytest.fixture
def workflow(sample_site):
    return Workflow.objects.get(name="Relecture")


def sent(client, address, opened, changes):
    for name, value in changes.items():
        opened[name] = value
    return send(client, address, opened)


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def title_of_draft(page):
    return factories.reload(page).get_latest_revision_as_object().title


def page_in_review(admin_user):
    page = factories.action("Chorale", live=False)
    page.save_revision(user=admin_user)
    page.get_workflow().start(page, admin_user)
    return page


@pytest.fixture(params=["disabled", "taken out"])
def nobody_reviews(request, workflow):
    if request.param == "disabled":
        workflow.tasks.get().deactivate()
    else:
        workflow.workflow_tasks.all().delete()


@pytest.mark.parametrize("group", ["Éditeurs", "Validateurs"])
def test_submitted_where_nobody_reviews_the_draft_is_saved(group, client, nobody_reviews):
    client.force_login(account(group))
    page = factories.action("Chorale", live=False)
    answer = post_page(client, page, "submit", title="Chorale de Zoé")
    assert title_of_draft(page) == "Chorale de Zoé"
    assert not factories.reload(page).live
    assert "n’a pas été envoyée en relecture : personne ne relit ici" in said(answer)
    assert "soumis" not in said(answer)


def test_a_new_page_submitted_where_nobody_reviews_is_saved(editor, nobody_reviews):
    parent = ActionPage.objects.first().get_parent()
    answer = post_form(
        editor, reverse("wagtailadmin_pages:add", args=["actions", "actionpage", parent.pk]), "submit", title="Neuve"
    )
    page = ActionPage.objects.get(title="Neuve")
    assert not page.live and not page.workflow_states.exists()
    assert "personne ne relit ici" in said(answer)


def test_a_mended_page_is_not_sent_to_a_task_that_is_gone(validator, admin_user, workflow):
    page = page_in_review(admin_user)
    page.current_workflow_task_state.reject(user=admin_user)
    opened = drawn_form(validator, edit_url(page))
    workflow.tasks.get().deactivate()
    answer = sent(validator, edit_url(page), opened, {"title": "Mieux", "action-submit": "1"})
    assert title_of_draft(page) == "Mieux"
    assert "personne ne relit ici" in said(answer)
    assert not factories.reload(page).live


def test_submitted_while_the_workflow_is_disabled(editor, workflow):
    page = factories.action("Chorale", live=False)
    opened = drawn_form(editor, edit_url(page))
    workflow.deactivate()
    answer = sent(editor, edit_url(page), opened, {"title": "Chorale de Zoé", "action-submit": "1"})
    assert title_of_draft(page) == "Chorale de Zoé"
    assert "n’a pas été envoyée en relecture : personne ne relit ici" in said(answer)


def test_submitted_twice(editor, admin_user):
    page = factories.action("Chorale", live=False)
    opened = drawn_form(editor, edit_url(page))
    page.get_workflow().start(page, admin_user)
    answer = sent(editor, edit_url(page), opened, {"title": "Chorale de Zoé", "action-submit": "1"})
    assert "verrouillée" in said(answer)
    assert "Chorale de Zoé" in answer.content.decode()


def test_published_without_the_right_any_more(validator):
    page = factories.action("Chorale", live=False)
    opened = drawn_form(validator, edit_url(page))
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    answer = sent(validator, edit_url(page), opened, {"title": "Chorale de Zoé", "action-publish": "1"})
    assert title_of_draft(page) == "Chorale de Zoé"
    assert "n’a pas été publiée : vous n’avez pas, ou n’avez plus, le droit" in said(answer)


def test_a_new_page_published_without_the_right(editor):
    parent = ActionPage.objects.first().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["actions", "actionpage", parent.pk])
    answer = post_form(editor, address, "publish", title="Neuve")
    assert not ActionPage.objects.get(title="Neuve").live
    assert "n’a pas été publiée" in said(answer)


def test_a_word_published_without_the_right_any_more(validator):
    word = GlossaryEntry.objects.first()
    address = reverse(word.snippet_viewset.get_url_name("edit"), args=[word.pk])
    opened = drawn_record(validator, address)
    Permission.objects.get(codename="publish_glossaryentry").group_set.clear()
    answer = sent(validator, address, opened, {"explanation": "Autrement dit.", "action-publish": "1"})
    word.refresh_from_db()
    assert word.get_latest_revision_as_object().explanation == "Autrement dit." != word.explanation
    assert "n’a pas été publié : vous n’avez pas" in said(answer)


def test_a_refusal_after_an_approval_gives_its_comment_back(validator, admin_user):
    page = page_in_review(admin_user)
    opened = drawn_form(validator, edit_url(page))
    page.current_workflow_task_state.approve(user=admin_user)
    answer = sent(validator, edit_url(page), opened, {"title": "Autre", "action-workflow-action": "1", **REFUSAL})
    assert title_of_draft(page) == "Autre"
    assert "n’a pas été prise en compte : elle n’attend plus de relecture" in said(answer)
    assert "« Trop long, Zoé »" in said(answer)


def test_a_comment_is_given_back_by_a_form_that_is_refused(validator, admin_user):
    page = page_in_review(admin_user)
    answer = post_page(validator, page, title="", **{"action-workflow-action": "1", **REFUSAL})
    assert answer.status_code == 200
    assert "« Trop long, Zoé »" in answer.content.decode()
    assert page.current_workflow_task_state is not None


def test_a_comment_is_given_back_when_another_has_saved(validator, admin_user):
    page = page_in_review(admin_user)
    opened = drawn_form(validator, edit_url(page))
    page.get_latest_revision_as_object().save_revision(user=admin_user)
    answer = sent(validator, edit_url(page), opened, {"action-workflow-action": "1", **REFUSAL})
    assert answer.status_code == 200
    assert "« Trop long, Zoé »" in answer.content.decode()


def test_the_dialog_of_a_review_gives_its_comment_back(validator, admin_user):
    page = page_in_review(admin_user)
    state = page.current_workflow_task_state
    state.approve(user=admin_user)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    answer = validator.post(address, {"comment": "Trop long, Zoé"})
    assert "n’attend plus de relecture" in said(answer)
    assert "« Trop long, Zoé »" in said(answer)


def test_the_dialog_of_a_review_that_began_anew_gives_its_comment_back(validator, admin_user):
    page = page_in_review(admin_user)
    old = page.current_workflow_task_state
    page.current_workflow_state.cancel(user=admin_user)
    page.get_workflow().start(page, admin_user)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", old.pk])
    answer = validator.post(address, {"comment": "Trop long, Zoé"}, headers={"x-requested-with": "XMLHttpRequest"})
    assert json.loads(answer.content) == {"step": "success", "redirect": edit_url(page)}
    assert "« Trop long, Zoé »" in said(answer)


@pytest.mark.parametrize("button", ["cancel-workflow", "restart-workflow"])
def test_a_review_that_has_ended_is_neither_cancelled_nor_begun_again(validator, admin_user, button):
    page = page_in_review(admin_user)
    opened = drawn_form(validator, edit_url(page))
    page.current_workflow_task_state.approve(user=admin_user)
    answer = sent(validator, edit_url(page), opened, {"title": "Autre", f"action-{button}": "1"})
    assert title_of_draft(page) == "Autre"
    assert "elle n’attend plus de relecture" in said(answer)
    assert page.workflow_states.get().status == WorkflowState.STATUS_APPROVED
