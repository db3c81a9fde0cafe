"""Columns of our lists."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column


class YesNoColumn(Column):
    """A yes or a no in French: Wagtail's own boolean cells say « True » to whoever hears the page."""

    def get_value(self, instance):
        return _("Oui") if super().get_value(instance) else _("Non")
