"""Terms, a table for each vocabulary, and « Mots des gens »."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import Term, Vocabulary
from search.indexing.needs_file import MANY, targets
from search.models import Need, NeedPage
from spreadsheets.columns import CodeColumn, Column, LinesColumn, Names, TextColumn, column_of, values_in
from spreadsheets.tables.base import Table

PREFIX = "termes-"


class Terms(Table):
    model = Term
    naturals = (("label", "parent"),)
    fields = (
        "label", "short_label", "icon", "parent", "counterpart", "synonyms", "description", "introduction",
        "matches_all", "age_min", "age_max", "school_level", "concerns_children",
    )  # fmt: skip

    def __init__(self, vocabulary):
        self.vocabulary, self.scope = vocabulary, vocabulary.code
        self.name, self.label = f"{PREFIX}{vocabulary.code}", _("Termes : %s") % vocabulary.label

    def make_columns(self):
        own = Names(lambda: self.queryset().values_list("pk", "code", "label"))
        return [CodeColumn(Term), *(column_of(Term, name, own) for name in self.fields)]

    def queryset(self):
        return Term.objects.filter(vocabulary=self.vocabulary)

    def new(self):
        return Term(vocabulary=self.vocabulary, locale_id=self.vocabulary.locale_id)

    def keep(self, record, user, publish):
        """A new term comes after the others."""
        if record.pk is None:
            last = self.queryset().aggregate(last=Max("sort_order"))["last"]
            record.sort_order = 0 if last is None else last + 1
        return super().keep(record, user, publish)


def term_tables():
    return [Terms(vocabulary) for vocabulary in Vocabulary.objects.order_by("order", "label")]


class KeyColumn(Column):
    """The number of a record without a code."""

    is_fixed = True

    def cell(self, record):
        return record.pk or ""

    def write(self, record, text):
        raise ValidationError(_("Ce numéro n’existe pas : laissez la case vide pour ajouter une ligne."))


class TargetsColumn(Column):
    """Pages by their codes, terms as « theme:sport »."""

    def __init__(self, known):
        super().__init__("targets", gettext_lazy("Cibles"))
        self.known = known
        self.codes = {("term" if ":" in code else "page", pk): code for code, pk in known.items()}

    def cell(self, record):
        keys = [("page", each.page_id) for each in record.pages.all()]
        keys += [("term", term.pk) for term in record.terms.all()]
        return f" {MANY} ".join(sorted(self.codes[key] for key in keys if key in self.codes))

    def write(self, record, text):
        codes = values_in(text)
        unknown = [code for code in codes if code not in self.known]
        if unknown:
            raise ValidationError(_("Codes inconnus : %(codes)s.") % {"codes": ", ".join(unknown)})
        record.terms = Term.objects.filter(pk__in=[self.known[code] for code in codes if ":" in code])
        record.pages = [NeedPage(page_id=self.known[code]) for code in codes if ":" not in code]


class Needs(Table):
    name, label, model = "mots-des-gens", gettext_lazy("Mots des gens"), Need
    code_key = "number"
    naturals = (("words",),)

    def make_columns(self):
        return [
            KeyColumn("number", gettext_lazy("Numéro")),
            LinesColumn(Need, "words", gettext_lazy("Mots")),
            TargetsColumn(targets()),
            TextColumn(Need, "elsewhere", gettext_lazy("Ailleurs")),
        ]

    def queryset(self):
        return Need.objects.prefetch_related("terms", "pages")

    def natural_of(self, record, keys):
        """By its first expression, as its own file does."""
        return (record.words[0],) if record.words else None
