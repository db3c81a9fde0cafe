"""« Essayer sur une fiche », the log and its « Annuler », what rules left to do."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from jobs.views import absence
from portal.admin.doors import visible_pages
from portal.inputs.keys import is_key
from rules.changes import CannotBe
from rules.conditions import reasons_not
from rules.looking_back import MOST, said_of, week_of
from rules.models import Rule, Run, Todo
from rules.playing import undo

FOUND = 12


def refuse_others(user):
    if not user.has_perm("rules.change_rule"):
        raise PermissionDenied


class TryRule(WagtailAdminTemplateMixin, TemplateView):
    """What the rule would do of a page that one chooses, and would have done in the week before. Changes nothing."""

    template_name = "rules/try.html"
    header_icon = "view"
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request, *args, **kwargs):
        refuse_others(request.user)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def rule(self):
        return get_object_or_404(Rule, pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return _("Essayer : %s") % self.rule

    def get_breadcrumbs_items(self):
        rules = {"url": reverse("wagtailsnippets_rules_rule:list"), "label": _("Règles")}
        edit = {"url": reverse("wagtailsnippets_rules_rule:edit", args=[self.rule.pk]), "label": str(self.rule)}
        return [*super().get_breadcrumbs_items(), rules, edit, {"url": "", "label": _("Essayer")}]

    def get_context_data(self, **kwargs):
        words, page = self.request.GET.get("q", "").replace("\0", "").strip()[:100], self._page()
        tried = {}
        if page:
            first = page.first_published_at is None if self.rule.trigger == "published" else None
            tried = {"page": page, "reasons": reasons_not(self.rule, page, is_first=first)}
            tried["said"] = said_of(self.rule, page)
        shown = {"rule": self.rule, "words": words, "found": self._found(words), "tried": tried}
        return super().get_context_data(**shown, week=week_of(self.rule), most=MOST, **absence(), **kwargs)

    def _pages(self):
        return page_permission_policy.instances_user_has_any_permission_for(self.request.user, ["change"])

    def _page(self):
        key = self.request.GET.get("page", "")
        found = self._pages().filter(pk=key).first() if is_key(key) else None
        return found and found.specific

    def _found(self, words):
        if not words:
            return []
        return Page.objects.filter(pk__in=self._pages().values("pk"), title__icontains=words).order_by("title")[:FOUND]


def unseen_keys(user):
    """Of the pages whose titles this account may not read."""
    if user.is_superuser:
        return frozenset()
    unseen = Page.objects.exclude(pk__in=visible_pages(user).order_by().values("pk"))
    return frozenset(unseen.values_list("pk", flat=True))


def title_of(run):
    return run.title if run.is_seen else _("une page que votre compte ne voit pas")


def page_address(run):
    """Where its page is edited; none of an event without one, or of several."""
    return reverse("wagtailadmin_pages:edit", args=run.pages) if run.is_seen and len(run.pages) == 1 else None


class RunColumn(Column):
    cell_template_name = "rules/run_cell.html"


class Log(ReportView):
    page_title = _("Journal des règles")
    header_icon = "history"
    index_url_name = "rules:log"
    index_results_url_name = "rules:log_results"
    template_name = "rules/log.html"
    default_ordering = "-pk"
    show_export_buttons = False
    no_results_message = _("Aucune règle ne s’est déclenchée.")
    columns = [
        DateColumn("created", label=_("Quand")),
        Column("rule", label=_("Règle")),
        TitleColumn("title", label=_("Sur"), accessor=title_of, get_url=page_address),
        RunColumn("said", label=_("Ce qui a été fait, ou l’aurait été")),
    ]

    def dispatch(self, request, *args, **kwargs):
        refuse_others(request.user)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def rule(self):
        key = self.request.GET.get("rule", "")
        return Rule.objects.filter(pk=key).first() if is_key(key) else None

    def get_base_queryset(self):
        runs = Run.objects.select_related("rule")
        return runs.filter(rule=self.rule) if self.rule else runs

    def get_context_data(self, **kwargs):
        context = super().get_context_data(rule=self.rule, **absence(), **kwargs)
        unseen = unseen_keys(self.request.user)
        for run in context["object_list"]:
            run.is_seen = unseen.isdisjoint(run.pages)
        return context


@require_POST
def undo_run(request, pk):
    refuse_others(request.user)
    run = get_object_or_404(Run.objects.select_related("rule"), pk=pk)
    pages = Page.objects.filter(pk__in=run.pages)
    if not all(page.permissions_for_user(request.user).can_edit() for page in pages):
        raise PermissionDenied
    try:
        said = undo(run)
    except CannotBe as reason:
        if Run.objects.filter(pk=run.pk, state=Run.State.UNDONE).exists():
            messages.info(request, _("Ce passage est annulé : c’était déjà fait."))
        else:
            messages.warning(request, _("Rien n’a changé : %s.") % reason)
    else:
        messages.success(request, _("Annulé : %s.") % (" ; ".join(map(str, said)) or _("il n’y avait rien à défaire")))
    return redirect(f"{reverse('rules:log')}?rule={run.rule_id}")


def todos_of(user):
    """What rules left to the groups of this account, and nobody did yet."""
    return _left_to(user).filter(done=None).select_related("page", "group")


def _left_to(user):
    groups = Group.objects.all() if user.is_superuser else user.groups.all()
    return Todo.objects.filter(group__in=groups)


@require_POST
def todo_done(request, pk):
    """Pressed twice, or by two colleagues, it is done once and nobody reads that the page is lost."""
    todo = get_object_or_404(_left_to(request.user), pk=pk)
    if Todo.objects.filter(pk=todo.pk, done=None).update(done=timezone.now(), done_by=request.user):
        messages.success(request, _("C’est noté : « %s ».") % todo)
    else:
        messages.info(request, _("C’était déjà fait : « %s ».") % todo)
    return redirect("wagtailadmin_home")
