"""« Remplir un champ »: one value for the sheets that were ticked, in « Toutes les fiches » or in the explorer."""

from typing import Any

from django.contrib import messages as said
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from catalog.property_usage import models_with_properties
from jobs.turns import MANY
from sheets.admin.fill_job import fill_later
from sheets.filling.fields import fillable
from sheets.filling.forms import value_form
from sheets.filling.in_bulk import Outcome, fill

MOST_NAMED = 50


class WritingAction(PageBulkAction):
    """Writes one value on each ticked page, and says what became of it. ``target``: of ``sheets.filling.fields``."""

    target: Any = None

    def value(self):
        """``(what is written, whether it replaces what stands there)``."""
        raise NotImplementedError

    def write_later(self, pages):
        """The job that writes it on these keys of pages."""
        raise NotImplementedError

    def prepare_action(self, objects, objects_without_access):
        if len(objects) <= MANY:
            return None
        return redirect("jobs:job", self.write_later([page.pk for page in objects]).pk)

    def get_execution_context(self):
        self.outcome = Outcome()
        value, replace = self.value()
        written = {"outcome": self.outcome, "target": self.target, "value": value, "replace": replace}
        return {**super().get_execution_context(), **written}

    @classmethod
    def execute_action(cls, objects, *, outcome, target, value, user, replace, **kwargs):
        fill(objects, target, value, user, replace=replace, outcome=outcome)
        return len(outcome.published), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        """How many, then each of those that are not as one would think, and why."""
        outcome = self.outcome
        if outcome.drafted:
            messages.warning(self.request, _listed(_("Remplies en brouillon seulement :"), outcome.drafted))
        if outcome.refused:
            messages.error(self.request, _listed(_("Laissées telles quelles :"), outcome.refused))
        if outcome.same:
            said.info(self.request, _counted_same(len(outcome.same)))
        return _counted_published(len(outcome.published)) if outcome.published else None


class FillAction(WritingAction):
    display_name = gettext_lazy("Remplir un champ")
    action_type = "fill"
    aria_label = gettext_lazy("Remplir un champ des fiches cochées")
    template_name = "sheets/admin/fill.html"
    action_priority = 20

    def check_perm(self, page):
        is_sheet = issubclass(page.specific_class, tuple(models_with_properties()))
        return is_sheet and page.permissions_for_user(self.request.user).can_edit()

    @cached_property
    def target(self):
        """What the first step chose; None before."""
        return fillable().get(self.request.GET.get("field"))

    def value(self):
        cleaned = self.cleaned_form.cleaned_data
        return cleaned["value"], cleaned["replace"]

    def write_later(self, pages):
        return fill_later(pages, self.target, self.request.POST, self.request.user)

    def get_form(self, form_class=None):
        return value_form(self.target, **self.get_form_kwargs())

    def get_context_data(self, **kwargs):
        choices = [(key, field.label) for key, field in fillable().items()]
        ids = self.request.GET.getlist("id")
        return super().get_context_data(target=self.target, choices=choices, ids=ids, **kwargs)

    def form_valid(self, form):
        if not self.target:
            return self.form_invalid(form)
        return super().form_valid(form)


def _counted_published(number):
    return ngettext("%(n)d fiche remplie et publiée.", "%(n)d fiches remplies et publiées.", number) % {"n": number}


def _counted_same(number):
    sentence = ngettext(
        "%(n)d fiche avait déjà cette valeur : rien n’y a changé.",
        "%(n)d fiches avaient déjà cette valeur : rien n’y a changé.",
        number,
    )
    return sentence % {"n": number}


def _listed(heading, rows):
    named = format_html_join("", "<li>« {} » : {}</li>", ((page.title, reason) for page, reason in rows[:MOST_NAMED]))
    more = len(rows) - MOST_NAMED
    rest = format_html("<p>{}</p>", _("et %(n)d autres.") % {"n": more}) if more > 0 else ""
    return format_html("{} ({})<ul>{}</ul>{}", heading, len(rows), named, rest)
