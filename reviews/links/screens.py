"""« Rapports › Liens »: what external addresses answer, where each stands, and another one everywhere instead."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, When
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from jobs.outside import check_address
from jobs.turns import MANY
from portal.admin.exports import SafeExportMixin
from reviews.links.replacing import note, replace_in, replace_later
from reviews.models import CheckedLink, LinkPlace

State = CheckedLink.State


def pages_to_edit(user):
    return page_permission_policy.instances_user_has_any_permission_for(user, ["change"])


def links_seen_by(user):
    """Those that stand on a page that this account may edit; of an organization, all who edit may know."""
    if not page_permission_policy.user_has_any_permission(user, ["change"]):
        raise PermissionDenied
    mine = LinkPlace.objects.filter(page__in=pages_to_edit(user).order_by().values("pk"))
    of_registers = LinkPlace.objects.filter(organization__isnull=False)
    return CheckedLink.objects.filter(pk__in=(mine | of_registers).values("link"))


# What there is something to do about comes first.
TURN = Case(
    *(When(state=state, then=place) for place, state in enumerate([State.DEAD, State.MOVED, State.REFUSED])),
    default=len(State),
)


class LinkFilterSet(WagtailFilterSet):
    state = ChoiceFilter(label=_("État"), choices=CheckedLink.State)

    class Meta:
        model = CheckedLink
        fields = ["state"]


class LinksReport(SafeExportMixin, ReportView):
    page_title = _("Liens")
    header_icon = "link"
    model = CheckedLink
    template_name = "reviews/links.html"
    index_url_name = "links:list"
    index_results_url_name = "links:list_results"
    filterset_class = LinkFilterSet
    is_searchable = True
    search_fields = ["url"]
    default_ordering = ("turn", "url")
    no_results_message = _("Aucun lien de cette sorte.")
    columns = [
        TitleColumn("url", label=_("Adresse"), get_url=lambda link: reverse("links:link", args=[link.pk])),
        Column("state", label=_("État"), accessor="get_state_display", sort_key="state"),
        Column("reason", label=_("Pourquoi")),
        Column("stands", label=_("Endroits"), sort_key="stands"),
        DateColumn("checked", label=_("Vérifié"), sort_key="checked"),
    ]
    list_export = ["url", "get_state_display", "status", "reason", "leads_to", "checked"]
    export_headings = {"get_state_display": _("État")}
    export_filename = "liens"

    def dispatch(self, request, *args, **kwargs):
        links_seen_by(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_filtered_queryset(self):
        """Once: a stock report filters twice."""
        return self.get_queryset()

    def get_base_queryset(self):
        return links_seen_by(self.request.user).annotate(stands=Count("places", distinct=True), turn=TURN)

    def get_heading(self, queryset, field):
        return str(self.export_headings.get(field) or super().get_heading(queryset, field))

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_off=not settings.LINK_CHECK_HOSTS, **kwargs)


class ReplacementForm(forms.Form):
    url = forms.CharField(label=_("Nouvelle adresse"), max_length=500, widget=forms.URLInput)

    def __init__(self, *args, before="", **kwargs):
        self.before = before
        super().__init__(*args, **kwargs)

    def clean_url(self):
        url = self.cleaned_data["url"]
        reason = check_address(url, schemes=("https",))
        if reason:
            raise forms.ValidationError(reason)
        if url == self.before:
            raise forms.ValidationError(_("C’est la même adresse."))
        return url


class OneLink(WagtailAdminTemplateMixin, FormView):
    template_name = "reviews/one_link.html"
    header_icon = "link"
    form_class = ReplacementForm
    page_title = _("Un lien externe")

    def dispatch(self, request, *args, **kwargs):
        self.seen = links_seen_by(request.user)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def link(self):
        return get_object_or_404(self.seen, pk=self.kwargs["pk"])

    @cached_property
    def pages(self):
        mine = pages_to_edit(self.request.user)
        return list(mine.filter(pk__in=self.link.places.values("page")).order_by("title"))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "before": self.link.url}

    def get_initial(self):
        return {"url": self.link.leads_to if self.link.leads_to.startswith("https://") else ""}

    def get_breadcrumbs_items(self):
        above = {"url": reverse("links:list"), "label": _("Liens")}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.link.url[:60]}]

    def get_context_data(self, **kwargs):
        places = self.link.places.exclude(organization=None).select_related("organization")
        hidden = self.link.places.filter(page__isnull=False).count() - len(self.pages)
        shown = {"link": self.link, "pages": self.pages, "hidden": hidden}
        may = self.request.user.has_perm("directory.change_organization")
        organizations = [(place.organization, may) for place in places]
        return super().get_context_data(**shown, organizations=organizations, **kwargs)

    def form_valid(self, form):
        url, keys = form.cleaned_data["url"], [page.pk for page in self.pages]
        if len(keys) > MANY:
            job = replace_later(keys, self.link.url, url, self.request.user)
            return redirect("jobs:job", job.pk)
        result = {"drafted": [], "left": []}
        for pk in keys:
            note(result, pk, replace_in(pk, self.link.url, url, self.request.user))
        if result["drafted"]:
            messages.success(self.request, _("C’est écrit en brouillon, à relire puis à publier."))
        context = self.get_context_data(form=form, result=result)
        return render(self.request, self.template_name, context)
