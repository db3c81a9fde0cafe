"""A review ends by somebody's approval, or is cancelled: no draft becomes public because nobody is left to read it."""

import pytest
from django.urls import reverse
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowState, WorkflowTask

from portal.models import User
from tests import factories


@pytest.fixture
def author(sample_site):
    return User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")


@pytest.fixture
def workflow(sample_site):
    return Workflow.objects.get(name="Relecture")


def task_of(workflow):
    return GroupApprovalTask.objects.get(workflow_tasks__workflow=workflow)


def second_task(workflow):
    task = GroupApprovalTask.objects.create(name="Seconde lecture")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    return task


def draft_in_review(author, title="Chorale"):
    page = factories.action(title, live=False)
    page.summary = "Un résumé."
    page.save_revision(user=author)
    return page, page.get_workflow().start(page, author)


def disable(client, task):
    return client.post(reverse("wagtailadmin_workflows:disable_task", args=[task.pk]))


def is_cancelled(state, page):
    state.refresh_from_db()
    return state.status == WorkflowState.STATUS_CANCELLED and not factories.reload(page).live


def test_the_last_task_disabled_cancels_reviews(author, client, workflow):
    client.force_login(author)
    reviews = [draft_in_review(author, title) for title in ("Chorale", "Théâtre")]
    assert disable(client, task_of(workflow)).status_code == 302
    assert all(is_cancelled(state, page) for page, state in reviews)
    assert not TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()


def test_the_last_of_two_tasks_is_nobodys_approval_either(author, workflow):
    last = second_task(workflow)
    page, state = draft_in_review(author)
    state.current_task_state.approve(user=author)
    last.deactivate(user=author)
    assert is_cancelled(state, page)


def test_a_task_disabled_before_another_passes_the_review_on(author, workflow):
    last = second_task(workflow)
    page, state = draft_in_review(author)
    task_of_first = state.current_task_state.task.specific
    task_of_first.deactivate(user=author)
    state.refresh_from_db()
    assert (state.status, state.current_task_state.task_id) == (WorkflowState.STATUS_IN_PROGRESS, last.pk)
    state.current_task_state.approve(user=author)
    assert factories.reload(page).live


def test_a_task_taken_out_then_disabled_cancels_too(author, workflow):
    page, state = draft_in_review(author)
    task = task_of(workflow)
    workflow.workflow_tasks.all().delete()
    task.deactivate(user=author)
    assert is_cancelled(state, page)


@pytest.mark.parametrize("end", ["disabled", "taken out"])
def test_a_page_sent_again_to_a_task_that_is_gone_is_not_published(author, workflow, end):
    page, state = draft_in_review(author)
    state.current_task_state.reject(user=author)
    task = task_of(workflow)
    if end == "disabled":
        task.deactivate(user=author)
    else:
        workflow.workflow_tasks.all().delete()
    state.refresh_from_db()
    state.resume(user=author)
    assert is_cancelled(state, page)


def test_a_workflow_that_asks_nobody_publishes_nothing(author, workflow):
    page = factories.action("Chorale", live=False)
    workflow.workflow_tasks.all().delete()
    assert is_cancelled(workflow.start(page, author), page)


def test_the_confirmation_says_what_becomes_of_reviews(author, client, workflow):
    client.force_login(author)
    draft_in_review(author)
    html = client.get(reverse("wagtailadmin_workflows:disable_task", args=[task_of(workflow).pk])).content.decode()
    assert "elle est annulée, et le brouillon n’est pas publié" in html


def workflow_form(**changes):
    rows = {"INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000", "TOTAL_FORMS": "1"}
    sent = {f"{prefix}-{name}": value for prefix in ("workflow_tasks", "pages") for name, value in rows.items()}
    return sent | {"name": "Lecture du soir", "pages-0-page": "", "workflow_tasks-0-ORDER": "1"} | changes


def test_a_workflow_without_a_task_is_refused(author, client, workflow):
    client.force_login(author)
    task = {"workflow_tasks-0-task": str(task_of(workflow).pk)}
    for changes in ({"workflow_tasks-TOTAL_FORMS": "0"}, task | {"workflow_tasks-0-DELETE": "1"}):
        answer = client.post(reverse("wagtailadmin_workflows:add"), workflow_form(**changes))
        assert "Ajoutez au moins une tâche" in answer.content.decode()
    assert not Workflow.objects.filter(name="Lecture du soir").exists()
    assert client.post(reverse("wagtailadmin_workflows:add"), workflow_form(**task)).status_code == 302
    assert Workflow.objects.get(name="Lecture du soir").tasks.exists()


def test_the_last_task_of_a_workflow_is_not_taken_out(author, client, workflow):
    client.force_login(author)
    row = workflow.workflow_tasks.get()
    sent = workflow_form(
        **{
            "workflow_tasks-INITIAL_FORMS": "1",
            "workflow_tasks-0-id": str(row.pk),
            "workflow_tasks-0-task": str(row.task_id),
            "workflow_tasks-0-DELETE": "1",
        }
    )
    answer = client.post(reverse("wagtailadmin_workflows:edit", args=[workflow.pk]), sent)
    assert "Ajoutez au moins une tâche" in answer.content.decode()
    assert workflow.workflow_tasks.exists()
