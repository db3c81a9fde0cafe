"""The register of meetings, and the calendars that each account may make of those of its groups."""

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from jobs.mails.posting import absolute
from meetings import secret
from meetings.models import Meeting
from portal.admin.menus import FOLLOW_UP
from portal.admin.record_choosers import RecordChooser
from portal.inputs.keys import is_key
from portal.inputs.rows import RowsPanel

HELP = _(
    "Un rythme écrit les dates pour vous : enregistrez, relisez-les, puis annulez ou déplacez celles qui tombent mal. "
    "Les agendas abonnés suivent. Une date changée à la main n’est plus touchée par le rythme."
)
BOXES = forms.CheckboxSelectMultiple


class MeetingForm(WagtailAdminModelForm):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("level") == Meeting.Level.GROUPS and not cleaned.get("readers"):
            self.add_error("readers", _("Cochez au moins un groupe : sinon personne ne la suit."))
        return cleaned


class BackToTheDates:
    """What the rhythm wrote is there to be read."""

    def get_success_url(self):
        return reverse("wagtailsnippets_meetings_meeting:edit", args=[self.object.pk])


class AddMeeting(BackToTheDates, CreateView):
    pass


class EditMeeting(BackToTheDates, EditView):
    pass


class MeetingViewSet(SnippetViewSet):
    model = Meeting
    icon = "date"
    menu_label = _("Réunions")
    menu_name = "reunions"
    menu_order = 275
    menu_hook = FOLLOW_UP
    add_view_class = AddMeeting
    edit_view_class = EditMeeting
    copy_view_enabled = False
    chooser_viewset_class = RecordChooser
    list_display = ["title", "next_day", "level"]
    list_filter = ["level"]
    search_fields = ["title"]
    edit_handler = ObjectList(
        [
            "title",
            MultiFieldPanel([FieldPanel("about"), FieldPanel("convener"), FieldPanel("seats")], heading=_("Laquelle")),
            MultiFieldPanel([FieldPanel("place"), FieldPanel("sectors", widget=BOXES)], heading=_("Où")),
            MultiFieldPanel([FieldPanel("level"), FieldPanel("readers", widget=BOXES)], heading=_("Pour qui")),
            HelpPanel(content=HELP),
            MultiFieldPanel([FieldPanel("starts"), FieldPanel("ends")], heading=_("Heures habituelles")),
            MultiFieldPanel([FieldPanel("first_day"), FieldPanel("every"), FieldPanel("until")], heading=_("Rythme")),
            RowsPanel(
                "dates",
                heading=_("Dates"),
                label=_("Date"),
                panels=[
                    FieldPanel("day"),
                    FieldPanel("is_struck"),
                    FieldPanel("starts"),
                    FieldPanel("ends"),
                    FieldPanel("place"),
                ],
            ),
        ],
        base_form_class=MeetingForm,
    )


@method_decorator(never_cache, name="dispatch")
class Calendars(WagtailAdminTemplateMixin, TemplateView):
    """The secret calendar of each group of the account: made, shown once, taken back."""

    template_name = "meetings/admin/calendars.html"
    page_title = _("Mes agendas")
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        if not secret.groups_of(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, made=None, **kwargs):
        user = self.request.user
        groups = [(group, secret.expiry(user, group)) for group in secret.groups_of(user)]
        return super().get_context_data(groups=groups, made=made, **kwargs)

    def post(self, request, *args, **kwargs):
        key = request.POST.get("group", "")
        group = get_object_or_404(secret.groups_of(request.user), pk=key if is_key(key) else None)
        if request.POST.get("action") == "make":
            return self.render_to_response(self.get_context_data(made=self._make(group)))
        secret.take_back(request.user, group)
        messages.success(request, _("L’adresse de l’agenda « %s » n’ouvre plus rien.") % group)
        return self.render_to_response(self.get_context_data())

    def _make(self, group: Group):
        """``(group, address)``: nobody can read it again, only make another."""
        token = secret.make(self.request.user, group)
        return group, absolute(reverse("group_calendar", args=[token]))
