"""« Mots des gens »: what people say and where it leads, one by one or as a file."""

import csv
import io

from django import forms
from django.forms import CheckboxSelectMultiple
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from portal.admin.exports import BYTE_ORDER_MARK, neutralize
from portal.publication.conflicts import InTurn
from portal.publication.record_form import RecordForm
from search.indexing.needs_file import COLUMNS, MANY, BadFile, read_rows, store_rows, write_rows
from search.models import Need

LARGEST_FILE = 1_000_000  # bytes
LONGEST_WORDS = 120
policy = ModelPermissionPolicy(Need)


class NeedsIndex(IndexView):
    @cached_property
    def header_more_buttons(self):
        buttons = [HeaderButton(_("Télécharger le fichier"), reverse("needs_export"), icon_name="download")]
        if policy.user_has_permission(self.request.user, "add"):
            buttons.append(HeaderButton(_("Charger un fichier"), reverse("needs_import"), icon_name="upload"))
        return [*super().header_more_buttons, *buttons]


class AddNeed(InTurn, CreateView):
    def get_initial_form_instance(self):
        """From the screen of words that were looked for in vain."""
        words = self.request.GET.get("mots", "").strip()[:LONGEST_WORDS]
        return Need(words=[words]) if words else super().get_initial_form_instance()


class EditNeed(InTurn, EditView):
    pass


Need.base_form_class = RecordForm


class NeedViewSet(ModelViewSet):
    model = Need
    icon = "comment"
    menu_label = _("Mots des gens")
    menu_order = 235
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class, add_view_class, edit_view_class = NeedsIndex, AddNeed, EditNeed
    list_display = [
        TitleColumn("__str__", label=_("Ce que les gens disent"), url_name="need:edit"),
        Column("leads_to", label=_("Mène à")),
    ]
    search_fields = ["words", "elsewhere"]
    list_per_page = 100
    edit_handler = ObjectList(
        [
            "words",
            InlinePanel("pages", heading=_("Pages trouvées avec ces mots"), label=_("Page")),
            FieldPanel("terms", widget=CheckboxSelectMultiple),
            "elsewhere",
        ]
    )


needs = NeedViewSet("need", url_prefix="mots-des-gens")


class NeedsFile(forms.Form):
    file = forms.FileField(
        label=_("Fichier CSV"),
        help_text=_(
            "Trois colonnes : mots;cibles;ailleurs. Une ligne dont la première expression est connue la remplace."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("Ce fichier est trop grand."))
        try:
            return read_rows(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("Ce fichier n’est pas en UTF-8.")) from None
        except BadFile as bad:
            raise forms.ValidationError(str(bad)) from None


def needs_import(request):
    if not policy.user_has_permission(request.user, "add") or not policy.user_has_permission(request.user, "change"):
        return permission_denied(request)
    form = NeedsFile(request.POST or None, request.FILES or None)
    if form.is_valid() and _is_stored(request, form):
        return redirect("need:index")
    return render(request, "search/admin/needs_import.html", {"form": form})


def _is_stored(request, form) -> bool:
    try:
        number = store_rows(form.cleaned_data["file"])
    except BadFile as bad:
        form.add_error("file", str(bad))
        return False
    messages.success(request, ngettext("%(n)d ligne chargée.", "%(n)d lignes chargées.", number) % {"n": number})
    return True


def needs_export(request):
    if not policy.user_has_any_permission(request.user, {"view", "add", "change"}):
        return permission_denied(request)
    file = io.StringIO()
    lines = csv.writer(file, delimiter=";")
    lines.writerow(COLUMNS)
    for row in write_rows():
        lines.writerow([neutralize(MANY.join(row.words)), MANY.join(row.targets), neutralize(row.elsewhere)])
    answer = HttpResponse(BYTE_ORDER_MARK + file.getvalue().encode(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mots-des-gens.csv"'
    return answer
