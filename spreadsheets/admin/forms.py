"""The forms of the screens; none needs a script."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.apart import Illegible
from spreadsheets.headings import EMPTIES, Chosen
from spreadsheets.models import ColumnMapping
from spreadsheets.reading.files import LARGEST
from spreadsheets.writing import FORMATS

FORMAT_NAMES = {"xlsx": _("Excel (.xlsx)"), "ods": _("LibreOffice (.ods)"), "csv": _("Texte (.csv)")}


class DownloadForm(forms.Form):
    format = forms.ChoiceField(
        label=_("Format"), choices=[(name, FORMAT_NAMES[name]) for name in FORMATS], initial="xlsx"
    )
    empties = forms.BooleanField(
        label=_("Une case que je vide efface"),
        required=False,
        help_text=_("Chaque titre dira « %s ». Sans cela, une case vide ne change rien.") % EMPTIES,
    )


class DropForm(forms.Form):
    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("Excel (.xlsx), LibreOffice (.ods) ou texte (.csv), 10 Mo et 20 000 lignes au plus."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.txt"}),
    )
    press = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Ce fichier dépasse 10 Mo : coupez-le en plusieurs."))
        return file

    def refuse(self, illegible: Illegible):
        self.add_error("file", str(illegible))


class ApplyForm(forms.Form):
    publish = forms.BooleanField(
        label=_("Publier aussi"),
        required=False,
        help_text=_("Seulement ce qui est en ligne et où rien d’autre n’attend. Sans cela, tout reste en brouillon."),
    )
    alike = forms.BooleanField(
        label=_("Ajouter aussi celles qui sont peut-être déjà là"),
        required=False,
        help_text=_("Sans cela, elles sont laissées de côté. Pour en changer une, écrivez son code dans le fichier."),
    )


class MappingForm(forms.Form):
    """For each column of the file, that of the table."""

    def __init__(self, table, columns, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.table, self.columns = table, columns
        choices = [("", _("Ne pas reprendre")), *((column.key, column.heading) for column in table.columns)]
        for place, chosen in enumerate(columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=_("Colonne du tableau"), choices=choices, required=False, initial=chosen.key
            )
            self.fields[f"empties_{place}"] = forms.BooleanField(
                label=_("Une case vide efface"), required=False, initial=chosen.empties
            )
        self.fields["name"] = forms.CharField(
            label=_("Garder ces réponses sous le nom"),
            required=False,
            max_length=ColumnMapping._meta.get_field("name").max_length,
            help_text=_("Par exemple « Fichier du service des écoles ». Elles seront proposées la prochaine fois."),
        )

    def rows(self, samples):
        """``(heading, first values, field, field of empties)`` of each column of the file."""
        for place, chosen in enumerate(self.columns):
            values = [row[place] for row in samples if place < len(row) and row[place]]
            yield chosen.heading, values, self[f"column_{place}"], self[f"empties_{place}"]

    def chosen(self):
        return [
            Chosen(each.heading, self.cleaned_data[f"column_{place}"], self.cleaned_data[f"empties_{place}"])
            for place, each in enumerate(self.columns)
        ]

    def clean(self):
        cleaned, seen = super().clean(), {}
        for place, each in enumerate(self.columns):
            key = cleaned.get(f"column_{place}")
            if key and key in seen:
                said = _("« %s » est déjà cette colonne : n’en gardez qu’une.") % seen[key]
                self.add_error(f"column_{place}", said)
            elif key:
                seen[key] = each.heading
        if not self.errors and not is_findable(self.table, seen):
            self.add_error(
                None, _("Dites quelle colonne porte %s : sans elle, aucune ligne ne se retrouve.") % naming(self.table)
            )
        return cleaned


def is_findable(table, keys):
    return table.code_key in keys or any(natural[0] in keys for natural in table.naturals)


def naming(table):
    """The columns by which a line finds its record, in words."""
    keys = dict.fromkeys([table.code_key, *(natural[0] for natural in table.naturals)])
    return str(_(" ou ")).join(f"« {table.by_key[key].heading} »" for key in keys)
