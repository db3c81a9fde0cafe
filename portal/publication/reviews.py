"""A review ends by somebody's approval, or is cancelled: stock publishes, unread, what no task is left to read."""

from wagtail.models import Task, TaskState, WorkflowState

stock_finish = WorkflowState.finish
stock_update = WorkflowState.update


def is_asked(task, workflow):
    return Task.objects.filter(pk=task.pk, active=True, workflow_tasks__workflow=workflow).exists()


def asks_somebody(workflow):
    return workflow is not None and workflow.tasks.filter(active=True).exists()


def goes_on(state):
    """Whether a page that its author has mended may be sent again on the way it was on."""
    return state.status == WorkflowState.STATUS_NEEDS_CHANGES and state.get_next_task() is not None


def update(state, user=None, next_task=None):
    """A task disabled, or taken out of its workflow, while the author mended the page is not asked again."""
    if next_task and not is_asked(next_task, state.workflow):
        next_task = None
    stock_update(state, user=user, next_task=next_task)


def finish(state, user=None):
    last = state.current_task_state
    if last and last.status == TaskState.STATUS_APPROVED:
        stock_finish(state, user=user)
    elif last:
        state.cancel(user=user)
    else:  # nobody was ever asked: Wagtail's history has no words for it
        state.status = WorkflowState.STATUS_CANCELLED
        state.save()


def register():
    WorkflowState.finish = finish
    WorkflowState.update = update
