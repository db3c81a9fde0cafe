"""How booklets are laid out: those that ship are copied, one's own are changed, and tried before they are kept."""

from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import NamedTemporaryFile

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from imports.admin.rights import may_import
from imports.admin.upload import ENDINGS, known_mappings, small_enough
from imports.booklets.mapping import read_mapping, shipped_mappings
from imports.models import Batch, BookletMapping
from imports.reading import read_file
from jobs.apart import Illegible
from portal.publication.conflicts import InTurn
from portal.publication.record_form import RecordForm

LONGEST = 20_000  # letters
SECONDS = 10  # somebody waits
TRY = "essayer"  # the button
MOST_TITLES = 40
LONGEST_LINE, MOST_LINES = 100, 12  # letters of what may be a heading, how many are shown


@dataclass
class Trial:
    """What a description makes of a booklet; nothing of it is kept."""

    booklet: str
    sheets: list[dict]
    doubts: int
    unplaced: int
    lines: list[str]  # short ones that are placed nowhere: headings of sheets, perhaps
    unknown: list[str]  # what is said of headings that the description does not name, each once

    @property
    def titles(self):
        return self.sheets[:MOST_TITLES]


def try_out(text, path, booklet):
    """``Illegible`` when the booklet is."""
    report = read_file(path, read_mapping(text), seconds=SECONDS)
    doubts = [*report["doubts"], *(doubt for sheet in report["sheets"] for doubt in sheet["doubts"])]
    unknown = dict.fromkeys(doubt["text"] for doubt in doubts if doubt["kind"] == "unknown")
    texts = [block["text"] for block in report["unplaced"]]
    lines = [text for text in texts if len(text) <= LONGEST_LINE and "\n" not in text]
    words = sum(len(text.split()) for text in texts)
    return Trial(booklet, report["sheets"], len(doubts), words, lines[:MOST_LINES], list(unknown)[:MOST_LINES])


class MappingForm(RecordForm):
    text = forms.CharField(
        label=_("Description"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "booklet-code", "spellcheck": "false", "wrap": "off"}),
        help_text=_(
            "Les mots de votre livret, en YAML. Accents, majuscules, flèches et pictogrammes ne comptent pas. "
            "« parts » dit quels titres annoncent quoi."
        ),
    )
    trial_batch = forms.ModelChoiceField(
        label=_("Un livret déjà déposé"), queryset=Batch.objects.none(), required=False, empty_label=_("Aucun")
    )
    trial_file = forms.FileField(
        label=_("Ou un fichier"),
        required=False,
        validators=[small_enough],
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if may_import(self.for_user):
            self.fields["trial_batch"].queryset = Batch.objects.exclude(file="")
            self.fields["trial_batch"].label_from_instance = _with_its_day

    def clean(self):
        said = super().clean()
        if TRY in self.data and "text" in said:
            self.trial = self._tried(said)
        return said

    def _tried(self, said):
        batch, file = said.get("trial_batch"), said.get("trial_file")
        if not batch and not file:
            raise ValidationError({"trial_file": gettext("Choisissez un livret déjà déposé, ou un fichier.")})
        try:
            if file:
                with on_disk(file) as path:
                    return try_out(said["text"], path, file.name)
            return try_out(said["text"], batch.file.path, batch.title)
        except (Illegible, OSError) as refusal:
            words = str(refusal) if isinstance(refusal, Illegible) else gettext("Ce fichier n’est plus là.")
            raise ValidationError({"trial_file" if file else "trial_batch": words}) from None


def _with_its_day(batch):
    """The same file is dropped again and again."""
    return f"{batch.title} – {localtime(batch.created):%d/%m/%Y %H:%M}"


@contextmanager
def on_disk(file):
    """The path of a copy: it is read by a process of its own."""
    with NamedTemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield copy.name


class TrialPanel(HelpPanel):
    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            trial = getattr(self.form, "trial", None)
            return {"trial": trial, "form": self.form}


class Tried:
    """« Essayer » shows the form again, with what came out; nothing is stored."""

    template_name = "imports/mapping_form.html"

    def form_valid(self, form):
        if TRY not in self.request.POST:
            return super().form_valid(form)
        self.form = form
        return self.render_to_response(self.get_context_data(form=form))


class AddMapping(InTurn, Tried, CreateView):
    page_title = _("Nouvelle description")

    def get_initial_form_instance(self):
        """Copied from the one that the list leads from."""
        asked = self.request.GET.get("de", "")
        name, text = next((group[asked] for group in known_mappings() if asked in group), ("", ""))
        name = gettext("%(name)s (copie)") % {"name": name} if name else ""
        return BookletMapping(name=name[:120], text=text or shipped_mappings()[0].text)


class EditMapping(InTurn, Tried, EditView):
    pass


class DeleteMapping(DeleteView):
    """Booklets that were read with it have their own copy."""

    def get_usage_url(self):
        return None


class MappingIndex(IndexView):
    template_name = "imports/mappings.html"

    @cached_property
    def shipped(self):
        return shipped_mappings()


class MappingViewSet(ModelViewSet):
    model = BookletMapping
    icon = "list-ul"
    menu_label = _("Descriptions")
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["name"]
    index_view_class, add_view_class, edit_view_class = MappingIndex, AddMapping, EditMapping
    delete_view_class = DeleteMapping
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("text"),
            TrialPanel(template="imports/trial.html", heading=_("L’essayer")),
        ],
        base_form_class=MappingForm,
    )
