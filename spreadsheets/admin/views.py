"""« Tableurs »: what may go out, what was dropped. Only what the user may see, only the files that are theirs."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from jobs.apart import Illegible
from portal.outages.pressed_twice import wait_while
from spreadsheets import uploads, work
from spreadsheets.admin.forms import DownloadForm, DropForm
from spreadsheets.exporting import as_file
from spreadsheets.models import ColumnMapping, Upload
from spreadsheets.tables.registry import all_tables, table_named


def table_for(user, name):
    """A table that this account may see, or « not found »."""
    table = table_named(name)
    if table is None or not table.may_see(user):
        raise Http404
    return table


class Screen(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "table"

    def get_breadcrumbs_items(self):
        own = {"url": "", "label": self.page_title}
        return [*super().get_breadcrumbs_items(), *self.above(), own]

    def above(self):
        return [{"url": reverse("spreadsheets:index"), "label": TablesView.page_title}]


class TablesView(Screen):
    page_title = _("Tableurs")
    template_name = "spreadsheets/tables.html"
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request, *args, **kwargs):
        self.tables = [table for table in all_tables() if table.may_see(request.user)]
        return super().dispatch(request, *args, **kwargs) if self.tables else permission_denied(request)

    def above(self):
        return []

    def get_context_data(self, **kwargs):
        names = {table.name: table.label for table in self.tables}
        recent = [(upload, names.get(upload.table)) for upload in Upload.objects.filter(by=self.request.user)[:20]]
        return super().get_context_data(groups=_in_groups(self.tables), recent=recent, **kwargs)


def _in_groups(tables):
    """Registers, then terms, then what has drafts."""
    names = {"registers": _("Répertoires"), "terms": _("Vocabulaires"), "sheets": _("Fiches et pages")}
    kinds = {"termes": "terms", "fiches": "sheets"}
    found = {key: [] for key in names}
    for table in tables:
        found[kinds.get(table.name.partition("-")[0], "registers")].append(table)
    return [(names[key], rows) for key, rows in found.items() if rows]


class TableView(Screen):
    template_name = "spreadsheets/table.html"
    http_method_names = ["get", "head", "post", "options"]

    @cached_property
    def table(self):
        return table_for(self.request.user, self.kwargs["name"])

    @property
    def page_title(self):
        return str(self.table.label)

    def post(self, request, *args, **kwargs):
        if not self.table.may_change(request.user):
            return permission_denied(request)
        self.form = DropForm(request.POST, request.FILES)
        if self.form.is_valid():
            try:
                upload, grid = uploads.receive(self.table, user=request.user, **self.form.cleaned_data)
            except Illegible as error:
                self.form.refuse(error)
            except uploads.Known as known:
                return self._shown(known.upload)
            else:
                return self._go_on(upload, grid)
        return self.get(request, *args, **kwargs)

    def _shown(self, upload):
        """Pressed twice: where the first press has led."""
        if uploads.is_recognized(self.table, upload):
            wait_while(Upload.objects.filter(pk=upload.pk, state=Upload.State.MAPPING).exists)
        return redirect("spreadsheets:upload", upload.pk)

    def _go_on(self, upload, grid):
        """Headings that are all known need no question."""
        if uploads.is_recognized(self.table, upload):
            work.check(upload, self.table, grid)
        return redirect("spreadsheets:upload", upload.pk)

    def get_context_data(self, **kwargs):
        may_change = self.table.may_change(self.request.user)
        return super().get_context_data(
            table=self.table,
            columns=self.table.columns,
            download=DownloadForm(),
            form=getattr(self, "form", None) or DropForm() if may_change else None,
            mappings=ColumnMapping.objects.filter(table=self.table.name) if may_change else (),
            recent=Upload.objects.filter(by=self.request.user, table=self.table.name)[:10],
            **kwargs,
        )


@require_GET
def download(request, name):
    table = table_for(request.user, name)
    form = DownloadForm(request.GET)
    if not form.is_valid():
        return redirect("spreadsheets:table", name)
    asked = form.cleaned_data
    content, media_type = as_file(table, request.user, asked["format"], empties=asked["empties"])
    filename = f"{table.name}-{timezone.localdate().isoformat()}.{asked['format']}"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)


@require_POST
def forget_mapping(request, name, pk):
    table = table_for(request.user, name)
    if not table.may_change(request.user):
        return permission_denied(request)
    mapping = ColumnMapping.objects.filter(pk=pk, table=name).first()
    if mapping:
        mapping.delete()
        messages.success(request, _("La correspondance « %s » est oubliée.") % mapping)
    else:
        messages.info(request, _("Cette correspondance est oubliée : c’était déjà fait."))
    return redirect("spreadsheets:table", name)
