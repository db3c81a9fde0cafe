"""A seminar: prepared as any record, opened for the room, closed, and turned into next year's programme."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from jobs.mails.posting import absolute
from portal.admin.menus import FOLLOW_UP
from portal.admin.record_choosers import RecordChooser
from portal.inputs.rows import RowsPanel
from seminars.models import Seminar
from seminars.programme import NoPlace, make_programme
from seminars.voting import by_axis

State = Seminar.State
# By the button that is pressed: the state before, the one after, the words.
STEPS = {
    "open": (State.READY, State.OPEN, _("La salle peut voter.")),
    "close": (State.OPEN, State.CLOSED, _("Le vote est clos, ses résultats ont une page.")),
    "reopen": (State.CLOSED, State.OPEN, _("La salle peut voter de nouveau.")),
}


class AddSeminar(CreateView):
    def get_success_url(self):
        return reverse("seminars:seminar", args=[self.object.pk])


class EditSeminar(EditView):
    """Not while the room votes: a form sent meanwhile would bring old numbers back."""

    def dispatch(self, request, *args, **kwargs):
        seminar = get_object_or_404(Seminar, pk=kwargs.get("pk"))
        if request.user.has_perm("seminars.change_seminar") and seminar.state == State.OPEN:
            messages.warning(request, _("La salle vote : fermez le vote avant de changer les propositions."))
            return redirect("seminars:seminar", seminar.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        return reverse("seminars:seminar", args=[self.object.pk])


class SeminarViewSet(SnippetViewSet):
    model = Seminar
    icon = "group"
    menu_label = _("Séminaires")
    menu_name = "seminaires"
    menu_order = 270
    menu_hook = FOLLOW_UP
    add_view_class = AddSeminar
    edit_view_class = EditSeminar
    copy_view_enabled = False
    chooser_viewset_class = RecordChooser
    list_display = ["title", "year", "state"]
    search_fields = ["title"]
    panels = [
        "title",
        MultiFieldPanel([FieldPanel("event"), FieldPanel("year")], heading=_("Lequel")),
        MultiFieldPanel([FieldPanel("code"), FieldPanel("dots")], heading=_("Dans la salle")),
        RowsPanel(
            "proposals",
            heading=_("Propositions"),
            label=_("Proposition"),
            panels=[
                FieldPanel("choice"),
                FieldPanel("axis"),
                FieldPanel("sheet"),
                FieldPanel("title"),
                FieldPanel("text"),
            ],
        ),
    ]


class SeminarView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "seminars/admin/seminar.html"
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("seminars.change_seminar"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def seminar(self):
        return get_object_or_404(Seminar.objects.select_related("programme"), pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return str(self.seminar)

    def get_breadcrumbs_items(self):
        above = {"url": reverse("wagtailsnippets_seminars_seminar:list"), "label": _("Séminaires")}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        rows = list(self.seminar.proposals.select_related("axis", "sheet", "made").order_by("-dots", "sort_order"))
        parts = by_axis(rows, lambda row: row.axis)
        room = absolute(reverse("seminar"))
        return super().get_context_data(seminar=self.seminar, parts=parts, room=room, **kwargs)

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action")
        if action == "open" and not self.seminar.proposals.exists():
            messages.warning(request, _("Il n’y a encore aucune proposition : écrivez-les d’abord."))
        elif action in STEPS:
            self._step(*STEPS[action])
        elif action == "programme":
            self._make_programme()
        return redirect("seminars:seminar", self.seminar.pk)

    def _step(self, before, after, said):
        if Seminar.objects.filter(pk=self.seminar.pk, state=before).update(state=after):
            messages.success(self.request, said)
        else:
            messages.warning(self.request, _("C’était déjà fait."))

    def _make_programme(self):
        if self.seminar.state != State.CLOSED:
            messages.warning(self.request, _("Fermez d’abord le vote."))
            return
        try:
            drafted, dropped, left = make_programme(self.seminar, self.request.user)
        except NoPlace as fault:
            messages.error(self.request, str(fault))
            return
        new = ngettext("%(n)d fiche nouvelle", "%(n)d fiches nouvelles", drafted) % {"n": drafted}
        ends = ngettext("%(n)d date de fin proposée", "%(n)d dates de fin proposées", dropped) % {"n": dropped}
        said = _("En brouillon : %(new)s, %(ends)s, et le programme.")
        messages.success(self.request, said % {"new": new, "ends": ends})
        for sheet, reason in left:
            messages.warning(self.request, _("« %(sheet)s » : %(reason)s.") % {"sheet": sheet, "reason": reason})
