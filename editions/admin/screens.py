"""Editions: described as any record, made, looked at, published; each issue with what it holds and what went wrong."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from editions.making import ask, before_of
from editions.models import Edition, Issue
from editions.publishing import changes_since, discard, held_back, let_stay, publish
from editions.serving import answer_file
from jobs.views import absence
from portal.admin.menus import FOLLOW_UP
from portal.admin.record_choosers import RecordChooser
from portal.inputs.days import DayField
from portal.inputs.rows import RowsPanel


class ToItsScreen:
    def get_success_url(self):
        return reverse("editions:edition", args=[self.object.pk])


class AddEdition(ToItsScreen, CreateView):
    pass


class EditEdition(ToItsScreen, EditView):
    pass


WORDS = _("Fabriquer, publier")


def screen_of(edition):
    return reverse("editions:edition", args=[edition.pk])


class EditionViewSet(SnippetViewSet):
    model = Edition
    icon = "book"
    menu_label = _("Éditions")
    menu_name = "editions"
    menu_order = 275
    menu_hook = FOLLOW_UP
    add_view_class = AddEdition
    edit_view_class = EditEdition
    copy_view_enabled = False
    chooser_viewset_class = RecordChooser
    list_display = [
        "title",
        "slug",
        Column("source", label=_("Dedans"), accessor="get_source_display"),
        TitleColumn("issues", label=_("Numéros"), accessor=lambda edition: WORDS, get_url=screen_of),
    ]
    search_fields = ["title"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("slug"), FieldPanel("foreword"), FieldPanel("paper")],
            heading=_("Le livret"),
        ),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("section")], heading=_("Ce qui est dedans")),
        RowsPanel("kind_rows", heading=_("Types de fiche, dans l’ordre"), label=_("Partie"), panels=["kind"]),
        RowsPanel("picks", heading=_("Fiches choisies une à une"), label=_("Fiche"), panels=["page"]),
        MultiFieldPanel(
            [
                FieldPanel("with_centers"),
                FieldPanel("with_partners"),
                FieldPanel("with_themes"),
                FieldPanel("with_words"),
            ],
            heading=_("À la fin"),
        ),
    ]


def refuse_others(user):
    if not user.has_perm("editions.change_edition"):
        raise PermissionDenied


class Screen(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "book"

    def dispatch(self, request, *args, **kwargs):
        refuse_others(request.user)
        return super().dispatch(request, *args, **kwargs)


class EditionView(Screen):
    """Its issues, and « Fabriquer »."""

    template_name = "editions/admin/edition.html"

    @cached_property
    def edition(self):
        return get_object_or_404(Edition, pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return str(self.edition)

    def get_breadcrumbs_items(self):
        above = {"url": reverse("wagtailsnippets_editions_edition:list"), "label": _("Éditions")}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        issues = list(self.edition.issues.select_related("job", "edition"))
        held = {issue.pk for issue in issues if issue.state == Issue.State.PUBLISHED and held_back(issue).exists()}
        shown = {"edition": self.edition, "issues": issues, "held": held, "today": Issue().day, **absence()}
        return super().get_context_data(**shown, **kwargs)

    def post(self, request, *args, **kwargs):
        """« Fabriquer »."""
        day = _day_in(request.POST.get("day", ""))
        if day is None:
            messages.error(request, _("La date n’est pas une date : choisissez un jour du calendrier."))
            return redirect("editions:edition", self.edition.pk)
        issue = ask(self.edition, day, request.user, leaves_out=bool(request.POST.get("leaves_out")))
        return redirect("editions:issue", issue.pk)


def _day_in(text):
    try:
        return DayField().clean(text)
    except ValidationError:
        return None


class IssueView(Screen):
    """What came out, what is in it, what went wrong; « Publier »."""

    template_name = "editions/admin/issue.html"

    @cached_property
    def issue(self):
        return get_object_or_404(Issue.objects.select_related("edition", "job"), pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return str(self.issue)

    def get_breadcrumbs_items(self):
        edition = self.issue.edition
        above = [
            {"url": reverse("wagtailsnippets_editions_edition:list"), "label": _("Éditions")},
            {"url": reverse("editions:edition", args=[edition.pk]), "label": str(edition)},
        ]
        return [*super().get_breadcrumbs_items(), *above, {"url": "", "label": self.issue.name}]

    def get_context_data(self, **kwargs):
        issue, before = self.issue, before_of(self.issue)
        shown = {
            "issue": issue,
            "edition": issue.edition,
            "sheets": issue.sheets.filter(is_set=True),
            "held": held_back(issue) if issue.file else [],
            "before": before,
            "changes": changes_since(before, issue) if before and issue.file else None,
            "has_sheets_to_blame": any(problem["is_fatal"] and problem["code"] for problem in issue.problems),
        }
        return super().get_context_data(**shown, **absence(), **kwargs)

    def post(self, request, *args, **kwargs):
        actions = {
            "publish": self._publish,
            "stay": self._let_stay,
            "without": self._without,
            "again": self._again,
            "discard": self._discard,
        }
        asked = request.POST.get("action")
        if asked == "discard" and not Issue.objects.filter(pk=self.kwargs["pk"]).exists():
            messages.info(request, _("Ce numéro et ses fichiers sont effacés."))  # by a first press
            return redirect("wagtailsnippets_editions_edition:list")
        action = actions.get(asked)
        return action() if action else redirect("editions:issue", self.issue.pk)

    def _publish(self):
        if self.issue.problems and not self.request.POST.get("as_it_is"):
            messages.error(self.request, _("Cochez la case : vous publiez ce livret malgré ce qui manque."))
        elif publish(self.issue):
            messages.success(self.request, _("Ce numéro est publié. Ses fichiers ne changeront plus."))
        elif Issue.objects.filter(pk=self.issue.pk, state=Issue.State.PUBLISHED).exists():
            messages.info(self.request, _("Ce numéro est publié : c’était déjà fait."))
        else:
            messages.warning(self.request, _("Ce numéro n’est pas à publier."))
        return redirect("editions:issue", self.issue.pk)

    def _let_stay(self):
        count = let_stay(self.issue)
        said = ngettext("%(n)d page peut rester.", "%(n)d pages peuvent rester.", count)
        messages.success(self.request, said % {"n": count})
        return redirect("editions:issue", self.issue.pk)

    def _without(self):
        """Made again on the same date, without what is no longer public or cannot be set."""
        return self._asked(leaves_out=True)

    def _again(self):
        """What failed or was stopped, as it was asked for."""
        return self._asked(leaves_out=self.issue.leaves_out)

    def _asked(self, leaves_out):
        issue = ask(self.issue.edition, self.issue.day, self.request.user, leaves_out=leaves_out)
        return redirect("editions:issue", issue.pk)

    def _discard(self):
        if discard(self.issue):
            messages.success(self.request, _("Ce numéro et ses fichiers sont effacés."))
            return redirect("editions:edition", self.issue.edition_id)
        messages.warning(self.request, _("Un numéro publié, ou que l’on fabrique, ne s’efface pas."))
        return redirect("editions:issue", self.issue.pk)


@require_safe
def draft_file(request, pk, form=""):
    """As it would be published."""
    refuse_others(request.user)
    issue = get_object_or_404(Issue.objects.select_related("edition"), pk=pk)
    if form not in issue.files or not issue.files[form]:
        raise Http404
    name = issue.files[form].name.rpartition("/")[2]
    return answer_file(request, issue.files[form], name, issue.digest)
