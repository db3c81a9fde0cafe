"""Campaigns: made as any record, looked at before they are launched, followed in a table."""

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
from wagtail.models import Page
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from jobs.views import absence
from portal.admin.menus import FOLLOW_UP
from portal.admin.record_choosers import RecordChooser
from portal.inputs.keys import is_key
from reviews.answers import REMARK, fields_of, write_draft
from reviews.campaigns import close, launch, rows_of
from reviews.models import Asked, Campaign
from reviews.reports import counts_of


class AddCampaign(CreateView):
    def save_instance(self):
        self.form.instance.by = self.request.user
        return super().save_instance()

    def get_success_url(self):
        return reverse("campaigns:campaign", args=[self.object.pk])


class EditCampaign(EditView):
    """What was asked stays as it was asked."""

    def dispatch(self, request, *args, **kwargs):
        campaign = get_object_or_404(Campaign, pk=kwargs.get("pk"))
        if request.user.has_perm("reviews.change_campaign") and campaign.state != Campaign.State.READY:
            return redirect("campaigns:campaign", campaign.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        return reverse("campaigns:campaign", args=[self.object.pk])


class CampaignViewSet(SnippetViewSet):
    model = Campaign
    icon = "calendar-check"
    menu_label = _("Campagnes")
    menu_name = "campagnes"
    menu_order = 265
    menu_hook = FOLLOW_UP
    add_view_class = AddCampaign
    edit_view_class = EditCampaign
    copy_view_enabled = False
    chooser_viewset_class = RecordChooser
    list_display = ["name", "state", "until"]
    list_filter = ["state"]
    search_fields = ["name"]
    panels = [
        "name",
        MultiFieldPanel([FieldPanel("section"), FieldPanel("kinds"), FieldPanel("only_due")], heading=_("Quoi")),
        MultiFieldPanel(
            [FieldPanel("until"), FieldPanel("remind_every"), FieldPanel("words")], heading=_("De quelle façon")
        ),
    ]


def refuse_others(user):
    if not user.has_perm("reviews.change_campaign"):
        raise PermissionDenied


class CampaignView(WagtailAdminTemplateMixin, TemplateView):
    """Before: who would be asked what. Then: who answered."""

    template_name = "reviews/campaign.html"
    header_icon = "calendar-check"

    def dispatch(self, request, *args, **kwargs):
        refuse_others(request.user)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def campaign(self):
        return get_object_or_404(Campaign, pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return str(self.campaign)

    def get_breadcrumbs_items(self):
        above = {"url": reverse("wagtailsnippets_reviews_campaign:list"), "label": _("Campagnes de vérification")}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        campaign = self.campaign
        shown = {"campaign": campaign, **absence()}
        if campaign.state == Campaign.State.READY:
            # First those that somebody must be found for.
            shown["rows"] = sorted(rows_of(campaign), key=lambda row: bool(row[1].addresses))
            shown["heard"] = sum(bool(owner.addresses) for _page, owner in shown["rows"])
            shown["silent"] = len(shown["rows"]) - shown["heard"]
        else:
            shown |= {"asked": _lines(campaign), "counts": _counts(campaign)}
        return super().get_context_data(**shown, **kwargs)

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action")
        if action == "launch":
            self._launch()
        elif action == "close":
            close(self.campaign)
            messages.success(request, _("La campagne est close : ses liens n’ouvrent plus rien."))
        elif action == "draft":
            self._write_draft(request.POST.get("asked", ""))
        return redirect("campaigns:campaign", self.campaign.pk)

    def _launch(self):
        if self.campaign.state != Campaign.State.READY:
            messages.info(self.request, _("La campagne est lancée : c’était déjà fait."))
            return
        can_start = any(owner.addresses for _page, owner in rows_of(self.campaign))
        if not can_start:
            messages.warning(self.request, _("Rien n’est parti : il n’y a personne à qui demander."))
            return
        if not launch(self.campaign):
            messages.info(self.request, _("La campagne est lancée : c’était déjà fait."))
            return
        asked = self.campaign.asked.filter(addressee__isnull=False).count()
        sentence = ngettext("%(n)d fiche est demandée.", "%(n)d fiches sont demandées.", asked)
        messages.success(self.request, sentence % {"n": asked})

    def _write_draft(self, key):
        asked = self.campaign.asked.filter(pk=key).first() if is_key(key) else None
        if asked is None or asked.state != Asked.State.SUGGESTED:
            messages.warning(self.request, _("Cette proposition n’est plus là."))
            return
        may_edit = asked.page.permissions_for_user(self.request.user).can_edit()
        reason = write_draft(asked, self.request.user) if may_edit else _("vous ne pouvez pas modifier cette fiche")
        if reason:
            messages.error(self.request, _("Rien n’est écrit : %s.") % reason)
        else:
            messages.success(self.request, _("La proposition est dans le brouillon, à relire."))


def _lines(campaign):
    """Each page asked, with what was suggested beside what is public."""
    asked = list(campaign.asked.select_related("page", "addressee").order_by("page__title", "pk"))
    specific = {page.pk: page for page in _specific(asked)}
    reported = counts_of([each.page for each in asked])
    return [(each, _changes(each, specific.get(each.page_id)), reported.get(each.page_id, 0)) for each in asked]


def _specific(asked):
    return Page.objects.filter(pk__in=[each.page_id for each in asked if each.suggestion]).specific()


def _changes(asked, page):
    """``[(label, what is public, what is suggested)]``."""
    if page is None:
        return []
    rows = [
        (page._meta.get_field(name).verbose_name, _text(getattr(page, name)), _text(asked.suggestion[name]))
        for name in fields_of(page)
        if name in asked.suggestion
    ]
    remark = asked.suggestion.get(REMARK)
    return rows + ([(_("Remarque"), "", remark)] if remark else [])


def _text(value):
    return "\n".join(value) if isinstance(value, list) else value


def _counts(campaign):
    """``[(state in words, how many)]``, those that nobody could be asked about last."""
    states = list(campaign.asked.values_list("state", "addressee"))
    asked = [state for state, addressee in states if addressee is not None]
    rows = [(label, asked.count(code)) for code, label in Asked.State.choices]
    silent = len(states) - len(asked)
    return [*rows, *([(_("Personne à qui demander"), silent)] if silent else [])]
