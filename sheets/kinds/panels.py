"""Panels that follow the kind of a sheet."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

from portal.admin.closed_rows import ClosedRowsPanel, PickedRowsPanel


class OfSection:
    """Not there when the kind leaves its section out. The stock panel would fail for want of its formset."""

    class BoundPanel:
        def __init__(self, form, **kwargs):
            self.is_left_out = form is not None and kwargs["panel"].relation_name not in form.formsets
            super().__init__(form=None if self.is_left_out else form, **kwargs)

        def is_shown(self):
            return not self.is_left_out and super().is_shown()


class SectionClosedPanel(OfSection, ClosedRowsPanel):
    class BoundPanel(OfSection.BoundPanel, ClosedRowsPanel.BoundPanel):
        pass


class SectionPickedPanel(OfSection, PickedRowsPanel):
    class BoundPanel(OfSection.BoundPanel, PickedRowsPanel.BoundPanel):
        pass


class ModelSheetNotice(HelpPanel):
    """Says that this page is a pattern."""

    def __init__(self, content="", **kwargs):
        content = content or _(
            "Chaque nouvelle fiche de ce type commence par une copie de celle-ci : champs, textes, lignes, termes et "
            "propriétés. Elle n’est jamais publiée : enregistrez-la comme brouillon."
        )
        super().__init__(content, **{"heading": _("Fiche modèle"), **kwargs})

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return bool(self.instance) and hasattr(self.instance, "is_model_sheet") and self.instance.is_model_sheet()
