"""What has drafts: the sheets of each kind, the centers among them, and the words explained.

A line makes a revision of the latest draft; what is public changes only where that was asked and may be.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from catalog.forms import vocabularies_for
from catalog.kinds import coded_models, made_models, sheets_of
from catalog.models import SheetKind
from catalog.properties import load_properties, properties_of
from catalog.property_types import TYPES, clean_cell
from directory.models import Contact, GlossaryEntry, Organization
from portal.pages import page_models
from sheets.filling.fields import TermsOf
from sheets.filling.in_bulk import save_draft, who_has_opened, why_closed
from sheets.properties.values import cells_of, records_of, value_in
from spreadsheets.columns import (
    MANY,
    CodeColumn,
    Column,
    Names,
    column_of,
    folded,
    names_of,
    values_in,
)  # fmt: skip
from spreadsheets.tables.base import Table

PREFIX = "fiches-"
# Of those that the type has; what is made of rows or blocks stays on the screen.
PAGE_FIELDS = (
    "title", "number", "programme_period", "summary", "easy_french", "objectives", "organization", "liaison", "hours",
    "languages", "kind", "date", "end_date", "place", "town", "eligibility_rule", "eligibility_conditions",
    "child_criteria", "parent_criteria", "criteria_note", "consent", "perimeter_note", "is_elsewhere",
    "elsewhere_town", "provenance", "reviewed_on", "review_every", "doubts",
)  # fmt: skip
policy = PagePermissionPolicy()


class DraftTable(Table):
    has_drafts = True

    def latest(self, record):
        return record.get_latest_revision_as_object()

    def state_of(self, record):
        return str(record.latest_revision_id or "")


class TermsColumn(Column):
    def __init__(self, vocabulary, heading):
        super().__init__(f"terms:{vocabulary.code}", heading)
        self.vocabulary, self.target = vocabulary, TermsOf(vocabulary, heading)
        self.names = Names(lambda: [(term.pk, term.code, term.label) for term in vocabulary.terms.all()])

    def cell(self, record):
        return f" {MANY} ".join(self.names.codes[pk] for pk in self.target.chosen(record))

    def write(self, record, text):
        keys = list(dict.fromkeys(map(self.names.find, values_in(text))))
        if len(keys) > 1 and not self.vocabulary.multiple:
            raise ValidationError(_("Un seul choix ici, et non plusieurs."))
        self.target.write(record, keys)
        record.__dict__.pop("own_terms", None)


class PropertyColumn(Column):
    """A property that editors defined."""

    def __init__(self, prop, pages):
        super().__init__(f"prop:{prop.code}", prop.heading)
        self.prop, self.pages = prop, pages

    def cell(self, record):
        cell = cells_of(record.property_values).get(self.prop.code)
        if cell is None:
            return ""
        kind, value = TYPES[cell["t"]], value_in(cell, records_of([cell]))
        if value is None:
            return ""
        if kind.target:
            return self.pages.codes.get(value.pk) or getattr(value, "code", "") or value.title
        return kind.cell_for_file(value)

    def write(self, record, text):
        values = dict(record.property_values) if isinstance(record.property_values, dict) else {}
        cell = clean_cell(self.prop, text) if text else None
        values.pop(self.prop.code, None)
        record.property_values = values if cell is None else {**values, self.prop.code: cell}


def page_names():
    """Pages by their codes: what their kinds call them is not one name."""
    return Names(lambda: [row for model in page_models() for row in model.objects.values_list("pk", "code", "title")])


class Sheets(DraftTable):
    may_grow = False

    def __init__(self, kind):
        self.kind = kind
        models = coded_models(kind) if kind.is_coded else made_models()
        self.name, self.label, self.model = f"{PREFIX}{kind.code}", kind.plural, models[0]

    def make_columns(self):
        targets = {Organization: names_of(Organization, "name"), Contact: names_of(Contact, "title")}
        own = {field.name: field.related_model for field in self.model._meta.fields}
        fields = [column_of(self.model, name, targets.get(own[name])) for name in PAGE_FIELDS if name in own]
        return _told_apart([CodeColumn(self.model), *fields, *self._terms(), *self._properties()])

    def _properties_of_kind(self):
        return properties_of(self.kind.code, load_properties())

    def _terms(self):
        names = {prop.vocabulary_id: prop.label for prop in self._properties_of_kind() if prop.is_choice}
        return [TermsColumn(each, names.get(each.pk, each.label)) for each in vocabularies_for(self.kind.code)]

    def _properties(self):
        pages = page_names()
        return [PropertyColumn(prop, pages) for prop in self._properties_of_kind() if not prop.is_choice]

    def queryset(self):
        return self.model.objects.filter(pk__in=sheets_of(self.kind).filter(alias_of=None).values("pk"))

    def records(self, user=None):
        """Drafts: only of the pages that one may edit."""
        pages = self.queryset().order_by("path").select_related("latest_revision")
        if user is not None:
            editable = policy.instances_user_has_permission_for(user, "change").values("pk")
            pages = pages.filter(pk__in=editable)
        return [self.latest(page) for page in pages]

    def may(self, user, action):
        return user is None or (action in ("view", "change") and policy.user_has_permission(user, "change"))

    def may_publish(self, user):
        return user is None or policy.user_has_permission(user, "publish")

    def fresh(self, pk):
        page = Page.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        return page and self.latest(page.specific)

    def refusal(self, record, user):
        page = Page.objects.filter(pk=record.pk).specific().first()
        return why_closed(page, record, user) if page else _("elle vient d’être supprimée")

    def problems(self, record, written, thorough=False):
        """A draft may lack the rest: only what was written is asked."""
        headings = {self.by_key[key].heading for key in written}
        found = super().problems(record, written, thorough)
        return [(heading, said) for heading, said in found if heading in headings]

    def keep(self, record, user, publish):
        page = Page.objects.get(pk=record.pk).specific
        return save_draft(page, record, user, publish=publish)

    def title_of(self, record):
        return record.title


def _told_apart(columns):
    """A property may be called as a field is: its heading then says what it is."""
    seen = set()
    for column in columns:
        if folded(column.heading) in seen:
            column.heading = _("%(name)s (propriété)") % {"name": column.heading}
        while folded(column.heading) in seen:
            column.heading += " bis"
        seen.add(folded(column.heading))
    return columns


def sheet_tables():
    kinds = SheetKind.objects.order_by("order", "plural")
    return [Sheets(kind) for kind in kinds if (coded_models(kind) if kind.is_coded else made_models())]


class Glossary(DraftTable):
    name, label, model = "mots-expliques", gettext_lazy("Mots expliqués"), GlossaryEntry
    naturals = (("term",),)
    fields = ("term", "expansion", "explanation", "origin", "synonyms")

    def make_columns(self):
        return [CodeColumn(GlossaryEntry), *(column_of(GlossaryEntry, name) for name in self.fields)]

    def records(self, user=None):
        return [self.latest(entry) for entry in self.queryset().select_related("latest_revision")]

    def may_publish(self, user):
        return self.may(user, "publish")

    def fresh(self, pk):
        entry = super().fresh(pk)
        return entry and self.latest(entry)

    def new(self):
        return GlossaryEntry(live=False)

    def refusal(self, record, user):
        return who_has_opened(record, GlossaryEntry, user)

    def keep(self, record, user, publish):
        if record.pk is None:
            record.live = False
            super().keep(record, user, publish)
        revision = record.save_revision(user=user, log_action=True, clean=False)
        return self._publish(revision, user) if publish else ""

    def _publish(self, revision, user):
        problems = revision.as_object().publication_problems()
        if not problems:
            with transaction.atomic():
                revision.publish(user=user)
        return " ".join(problems)
