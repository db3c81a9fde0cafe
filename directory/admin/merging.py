"""« Fusionner avec… », « Remplacer partout »: choose the other, compare, confirm; what came of it; « Annuler »."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from catalog.models import Term
from catalog.usage import register_usages, usages_of_pages
from directory.admin.other_record import found, others_of, proposed
from directory.merging.long import go_on, wait_for_who_was_faster
from directory.merging.merge import Impossible, begin, first_press, pages_seen_at_once
from directory.merging.records import groups_of, is_empty, problems, taken_by_default, value_of
from directory.merging.undoing import begin_undo
from directory.models import Contact, Merge, Organization, Quartier
from jobs.turns import MANY
from portal.coded import Coded
from portal.inputs.keys import is_key

REGISTERS = {"organisations": Organization, "contacts": Contact, "termes": Term, "quartiers": Quartier}
REPLACED = {"contacts"}  # whose uses may move while the record stays
LISTED = 50  # merges, the last ones
LONGEST = 200  # letters of what is searched


def may(user, model, *verbs):
    return all(user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}") for verb in verbs)


def may_merge(user, model):
    return may(user, model, "change", "delete")


def address_of(record, name="merge_record"):
    register = next(code for code, model in REGISTERS.items() if isinstance(record, model))
    return reverse(name, args=[register, record.pk])


def ways_to_replace(user, record):
    """``[(label, address)]`` of what this account may do with ``record``."""
    model = type(record)
    ways = []
    if model in REGISTERS.values() and may_merge(user, model):
        ways.append((_("Fusionner avec…"), address_of(record)))
    if may_replace(user, model):
        ways.append((_("Remplacer partout"), address_of(record, "replace_record")))
    return ways


class Line:
    """What one and the other say of the same thing, and which of the two stays."""

    def __init__(self, group, lost, kept, taken):
        self.name, self.label = group[0].name, " · ".join(str(field.verbose_name) for field in group)
        self.lost, self.kept = (_said(record, group) for record in (lost, kept))
        self.is_taken = self.name in taken
        self.is_same = self.lost == self.kept
        self.is_open = not self.is_same and not is_empty(lost, group)


def _said(record, group):
    """Nothing of what depends on an empty field: « montrer le titulaire » of nobody."""
    if is_empty(record, group):
        return []
    return [text for field in group if (text := _in_words(record, field))]


def _in_words(record, field):
    if field.many_to_many:
        return ", ".join(map(str, getattr(record, field.name).all()))
    value = value_of(record, field)
    if isinstance(value, bool):
        return _("Oui") if value else _("Non")
    if value in (None, ""):
        return ""
    display = getattr(record, f"get_{field.name}_display", None)
    return str(display() if display else getattr(record, field.name))


class Screen(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "resubmit"

    def get_breadcrumbs_items(self):
        merges = {"url": reverse("merges"), "label": _("Fusions et remplacements")}
        return [*super().get_breadcrumbs_items(), merges, {"url": "", "label": self.page_title}]


class MergeRecord(Screen):
    """By GET, chosen and compared; by POST, done."""

    template_name = "directory/admin/merge.html"
    removes = True
    verbs: tuple[str, ...] = ("change", "delete")

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, self.model, *self.verbs):
            raise PermissionDenied
        return self._already() or super().dispatch(request, *args, **kwargs)

    def _already(self):
        """Pressed twice, in one tab or in two: what came of the first press."""
        if self.lost:
            return None
        key = self.kwargs["pk"]
        done = Merge.objects.filter(model=self.model._meta.label_lower, lost=key, removes=True).first()
        if done is None:
            raise Http404
        return redirect("merge", done.pk)

    @cached_property
    def model(self):
        register = self.kwargs["register"]
        if register not in REGISTERS or (not self.removes and register not in REPLACED):
            raise Http404
        return REGISTERS[register]

    @cached_property
    def lost(self):
        """Read once: it may go at any moment."""
        return self.model.objects.filter(pk=self.kwargs["pk"]).first()

    @property
    def page_title(self):
        title = _("Fusionner « %s »") if self.removes else _("Remplacer partout « %s »")
        return title % self.lost

    @cached_property
    def kept(self):
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        key = sent.get("avec", "")
        return others_of(self.lost).filter(pk=key).first() if is_key(key) else None

    def get_context_data(self, **kwargs):
        shown = {"lost": self.lost, "kept": self.kept, "removes": self.removes}
        more = self._compared() if self.kept else self._proposed()
        return super().get_context_data(**shown, **more, **kwargs)

    def _proposed(self):
        asked = self.request.GET.get("q", "").strip()[:LONGEST]
        records, more = found(self.lost, asked) if asked else (proposed(self.lost), 0)
        return {"asked": asked, "records_found": records, "more": more, "not_there": "avec" in self.request.GET}

    def _compared(self):
        taken = taken_by_default(self.lost, self.kept) if self.removes else ()
        lines = [Line(group, self.lost, self.kept, taken) for group in groups_of(self.model)]
        pages, is_all = pages_seen_at_once(self.lost, self.kept, removes=self.removes)
        usages = usages_of_pages(pages, "")
        return {
            "problems": problems(self.lost, self.kept, removes=self.removes),
            "lines": [line for line in lines if line.lost or line.kept],
            "pages": [usage for usage in usages if usage.seen],
            "reserved": sum(not usage.seen for usage in usages),
            "records": register_usages(self.lost) if self.removes else [],
            "is_long": len(pages) > MANY or not is_all,
            "is_all": is_all,
            "other_way": address_of(self.kept) + f"?avec={self.lost.pk}" if self.removes else "",
        }

    def post(self, request, *args, **kwargs):
        if self.kept is None:
            messages.error(request, _("Choisissez l’autre, celui qui reste."))
            return redirect(request.path)
        try:
            merge = begin(self.lost, self.kept, request.user, self._given(), removes=self.removes)
        except Impossible as error:
            return self._refused(error)
        return _go_on(request, merge)

    def _refused(self, error):
        """Unless it is that another press came first, between two looks."""
        if first := first_press(self.lost, self.kept, removes=self.removes):
            return _shown(first)
        messages.error(self.request, str(error))
        return redirect(f"{self.request.path}?avec={self.kept.pk}")

    def _given(self):
        names = [group[0].name for group in groups_of(self.model)]
        return [name for name in names if self.request.POST.get(f"de-{name}") == "lost"] if self.removes else []


class ReplaceRecord(MergeRecord):
    removes = False
    verbs = ("change",)


def _go_on(request, merge):
    try:
        go_on(merge, request.user)
    except Impossible as error:
        messages.error(request, str(error))
        return redirect("merge", merge.pk)
    return _shown(merge)


def _shown(merge):
    wait_for_who_was_faster(merge)
    return redirect("merge", merge.pk)


def merges_of(user):
    """Those of the registers where one may merge or replace."""
    models = [model._meta.label_lower for model in models_of(user)]
    return Merge.objects.filter(model__in=models).select_related("by", "job")


def models_of(user):
    return [model for model in REGISTERS.values() if may_merge(user, model) or may_replace(user, model)]


def may_replace(user, model):
    return any(model is REGISTERS[register] for register in REPLACED) and may(user, model, "change")


class Merges(Screen):
    template_name = "directory/admin/merges.html"
    page_title = gettext_lazy("Fusions et remplacements")

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items()[:-2], {"url": "", "label": self.page_title}]

    def dispatch(self, request, *args, **kwargs):
        if not models_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(merges=merges_of(self.request.user)[:LISTED], **kwargs)


class MergeResult(Screen):
    """What came of it; by POST, put back, or taken up again."""

    template_name = "directory/admin/merge_result.html"

    @cached_property
    def merge(self):
        return get_object_or_404(merges_of(self.request.user), pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return str(self.merge)

    @property
    def may_act(self):
        model = next(model for model in REGISTERS.values() if model._meta.label_lower == self.merge.model)
        return (may_merge if self.merge.removes else may_replace)(self.request.user, model)

    def get_context_data(self, **kwargs):
        merge = self.merge
        pages = usages_of_pages(merge.pages.values_list("page", flat=True), "")
        shown = {"merge": merge, "pages": [page for page in pages if page.seen], "left": self._left()}
        shown["reserved"] = sum(not page.seen for page in pages)
        return super().get_context_data(
            **shown, may_act=self.may_act, records=self._records(), kept_url=self._kept_url(), **kwargs
        )

    def _records(self):
        """``[(name, what it is)]`` of the registers that name the other now."""
        rows = dict.fromkeys((label, key) for label, key, _field, _had in self.merge.moved.get("rows", ()))
        found = ((apps.get_model(label), key) for label, key in rows)
        records = (model._base_manager.filter(pk=key).first() for model, key in found if issubclass(model, Coded))
        return [(str(record), record._meta.verbose_name) for record in records if record]

    def _kept_url(self):
        model = apps.get_model(self.merge.model)
        kept = model._base_manager.filter(pk=self.merge.kept).first()
        return kept and AdminURLFinder(self.request.user).get_edit_url(kept)

    def _left(self):
        """Titles of pages that one may not know of are not said."""
        keys = [key for _title, key, _why in self.merge.left if key]
        seen = {usage.page for usage in usages_of_pages(keys, "") if usage.seen}
        gone = set(keys) - set(Page.objects.filter(pk__in=keys).values_list("pk", flat=True))
        return [
            (title if key is None or key in seen else _("Page supprimée") if key in gone else _("Page réservée"), why)
            for title, key, why in self.merge.left
        ]

    def post(self, request, *args, **kwargs):
        if not self.may_act:
            raise PermissionDenied
        merge = self.merge
        try:
            if "annuler" in request.POST:
                merge = begin_undo(merge, request.user)
            elif not merge.is_waiting:
                return _shown(merge)
        except Impossible as error:
            merge.refresh_from_db(fields=["state"])
            if merge.state not in (Merge.State.UNDOING, Merge.State.UNDONE):  # by a first press
                messages.error(request, str(error))
            return _shown(merge)
        return _go_on(request, merge)


@hooks.register("register_admin_urls")
def merge_urls():
    return [
        path("fusions/", Merges.as_view(), name="merges"),
        path("fusions/<int:pk>/", MergeResult.as_view(), name="merge"),
        path("fusions/<slug:register>/<int:pk>/", MergeRecord.as_view(), name="merge_record"),
        path("fusions/<slug:register>/<int:pk>/remplacer/", ReplaceRecord.as_view(), name="replace_record"),
    ]
