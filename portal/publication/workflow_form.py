"""A workflow asks somebody: without a task, whoever sends a page to be read sends it to nobody."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import workflows

stock_handler = workflows.get_workflow_edit_handler


class WorkflowForm(WagtailAdminModelForm):
    def clean(self):
        rows = self.formsets["workflow_tasks"]
        if rows.is_valid() and not any(map(_names_task, set(rows.forms) - set(rows.deleted_forms))):
            raise ValidationError(_("Ajoutez au moins une tâche : sans elle, personne ne relit ce qui est soumis."))
        return super().clean()


def _names_task(row):
    return row.cleaned_data.get("task") is not None


def handler_that_asks():
    handler = stock_handler()
    handler.base_form_class = WorkflowForm
    return handler


def register():
    workflows.get_workflow_edit_handler = handler_that_asks
