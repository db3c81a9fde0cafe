"""One application to a call for projects: what it says, and its state, which its author is told."""

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from form_pages.admin.answers import file_link, refuse_others, said_to
from form_pages.builder import name_of
from form_pages.calls import decide
from form_pages.models import Application, FormPage

CHOICES = [choice for choice in Application.State.choices if choice[0] != Application.State.WITHDRAWN]


class StateForm(forms.Form):
    """``seen``: the state that the screen showed, which somebody else may have changed since."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("État"), choices=CHOICES, help_text=_("Qui a répondu reçoit un courriel à chaque changement.")
    )


class ApplicationState(WagtailAdminTemplateMixin, FormView):
    template_name = "form_pages/application_state.html"
    header_icon = "form"
    form_class = StateForm

    @cached_property
    def application(self):
        found = get_object_or_404(Application.objects.select_related("answer"), pk=self.kwargs["pk"])
        refuse_others(self.request.user, found.answer.page_id)
        return found

    @cached_property
    def form_page(self):
        return FormPage.objects.get(pk=self.application.answer.page_id)

    @property
    def page_title(self):
        return _("Candidature : %s") % self.form_page.title

    def get_breadcrumbs_items(self):
        above = {"url": self.answers_address, "label": _("Réponses")}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    @property
    def answers_address(self):
        return reverse("wagtailforms:list_submissions", args=[self.form_page.pk])

    def get_initial(self):
        return {"state": self.application.state, "seen": self.application.state}

    def get_context_data(self, **kwargs):
        answer = self.application.answer
        files = {file.field: file_link(file) for file in answer.files.all()}
        said = [
            (row.label, files.get(name_of(row)) or said_to(row, answer.form_data.get(name_of(row))))
            for row in self.form_page.form_fields.all()
        ]
        withdrawn = self.application.state == Application.State.WITHDRAWN
        return super().get_context_data(application=self.application, said=said, is_withdrawn=withdrawn, **kwargs)

    def form_valid(self, form):
        seen, wanted = form.cleaned_data["seen"], form.cleaned_data["state"]
        if seen and self.application.state not in (seen, wanted):
            said = _("Rien n’a changé : quelqu’un a noté « %s » entre-temps. Relisez, puis décidez.")
            messages.warning(self.request, said % self.application.get_state_display())
            return redirect(self.request.path)
        if decide(self.application, wanted):
            messages.success(self.request, _("C’est noté, et un courriel part."))
        elif Application.objects.filter(pk=self.application.pk, state=wanted).exists():
            messages.info(self.request, _("C’était déjà noté : aucun autre courriel ne part."))
        else:
            messages.info(self.request, _("Rien n’a changé : aucun courriel ne part."))
        return redirect(self.answers_address)
