"""Forms that know the kind of a page: how it begins, and what it has."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.kinds import offered_kinds
from catalog.sections import SECTIONS
from sheets.fields_gone import changed_in
from sheets.forms import PropertiesForm
from sheets.kinds.starting_content import begin, begin_undrawn

UNKNOWN_KIND = _("Ce type de fiche n’existe pas ou a été retiré : revenez à « Ajouter » pour en choisir un autre.")


class StartingForm(PropertiesForm):
    """Shown for the first time, a new page begins as its kind says. What is sent back is taken as it is, and what it
    had no field for is still the model's.
    """

    def __init__(self, data=None, files=None, parent_page=None, *args, **kwargs):
        page = kwargs["instance"]
        if page.pk is None and page.kind_record:
            (begin if data is None else begin_undrawn)(page, page.kind_record)
        super().__init__(data, files, parent_page, *args, **kwargs)


class KindForm(StartingForm):
    """Of a sheet whose kind is a record: given by the add screen, else taken from its list or from what is sent."""

    def __init__(self, data=None, files=None, parent_page=None, *args, **kwargs):
        page = kwargs["instance"]
        if page.pk is None and not page.sheet_kind_id:
            page.sheet_kind = kind_of_new(parent_page, data)
        super().__init__(data, files, parent_page, *args, **kwargs)
        self._leave_sections_out()
        if page.pk is None:
            code = page.kind_code
            self.fields["sheet_kind"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=code)

    def _leave_sections_out(self):
        """Not in the form at all: what is stored is then left alone. So it is with a section ticked meanwhile."""
        for code, section in SECTIONS.items():
            is_closed = code not in self.instance.sections
            if is_closed and self.is_bound:
                self.gone_sections += tuple((str(section.label), typed) for typed in changed_in(self, section))
            if is_closed or (self.is_bound and self._is_section_undrawn(section)):
                for name in section.fields:
                    self.fields.pop(name, None)
                for name in section.formsets:
                    self.formsets.pop(name, None)

    def _is_section_undrawn(self, section):
        return any(self._is_undrawn(name) for name in section.fields if name in self.fields) or any(
            f"{self.formsets[name].prefix}-TOTAL_FORMS" not in self.data
            for name in section.formsets
            if name in self.formsets
        )

    def clean(self):
        cleaned = super().clean()
        if not self.instance.sheet_kind_id:
            self.add_error(None, UNKNOWN_KIND)
        return cleaned


def kind_of_new(parent_page, data=None):
    """The kind of a sheet added under ``parent_page``, or None when nobody has said."""
    fixed = getattr(parent_page, "sheet_kind_id", None)
    code = (data or {}).get("sheet_kind")
    # Compared here: what is sent is no code, and a database refuses some of it.
    return next((kind for kind in offered_kinds() if (kind.pk == fixed if fixed else kind.code == code)), None)
