"""The registers: organizations, contacts, quartiers, schools, streets. What is written in them shows at once."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import Term
from directory.models import Contact, Organization, Quartier
from directory.models.quartiers import one_of_each_scheme
from schools.models import School, Street
from spreadsheets.columns import CodeColumn, column_of, links_waiting, names_of
from spreadsheets.tables.base import Table

LABELS = {Organization: "name", Quartier: "name", School: "organization__name", Term: "label"}


class RegisterTable(Table):
    """``fields`` in the order of the file; ``plural`` of the model is its name on the screen."""

    fields: tuple[str, ...]
    sectors_once = False  # one of each division of the town

    @property
    def list_url(self):
        return reverse(f"{self.model._meta.app_label}_{self.model._meta.model_name}_modeladmin_index")

    def make_columns(self):
        shared = {}
        return [
            CodeColumn(self.model),
            *(column_of(self.model, name, self._names(name, shared)) for name in self.fields),
        ]

    def _names(self, name, shared):
        field = self.model._meta.get_field(name)
        target = field.related_model
        if target is None:
            return None
        limits = field.get_limit_choices_to()
        if limits:
            return names_of(target, LABELS[target], limit=limits)
        return shared.setdefault(target, names_of(target, LABELS[target]))

    def problems(self, record, written, thorough=False):
        found = super().problems(record, written, thorough)
        keys = links_waiting(record).get("sectors") if self.sectors_once else None
        if keys and (said := _schemes(keys)):
            found.append((self.by_key["sectors"].heading, said))
        return found


def _schemes(keys):
    try:
        one_of_each_scheme(Term.objects.filter(pk__in=keys).select_related("parent"))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


class Organizations(RegisterTable):
    name, label, model = "organisations", _("Organisations"), Organization
    naturals = (("name",),)
    other_names = ("acronym", "aliases")
    fields = (
        "name", "acronym", "kind", "parent", "description", "website", "email", "phone", "address", "address_date",
        "quartier", "territory", "network", "latitude", "longitude", "precision", "radius", "aliases", "sectors",
        "doubts", "active",
    )  # fmt: skip


class Contacts(RegisterTable):
    name, label, model = "contacts", _("Contacts"), Contact
    naturals = (("title", "organization"),)
    fields = (
        "title", "organization", "role", "email", "phone", "sector", "holder", "holder_since", "holder_until",
        "holder_public", "public", "review_on", "doubts",
    )  # fmt: skip


class Quartiers(RegisterTable):
    name, label, model = "quartiers", _("Quartiers"), Quartier
    naturals = (("name",),)
    other_names = ("aliases",)
    fields = ("name", "aliases", "sectors", "center", "neighbours", "source", "source_date")
    sectors_once = True


class Schools(RegisterTable):
    name, label, model = "ecoles", _("Écoles"), School
    naturals = (("uai",), ("organization",))
    fields = ("organization", "uai", "level", "label", "center", "source", "source_date")


class Streets(RegisterTable):
    name, label, model = "rues", _("Rues"), Street
    naturals = (("name", "side", "first", "last"),)
    fields = ("name", "aliases", "quartier", "school", "side", "first", "last", "source", "source_date")


REGISTERS = (Organizations, Contacts, Quartiers, Schools, Streets)
