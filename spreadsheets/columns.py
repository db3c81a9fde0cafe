"""Columns: how a field of a record is written in a cell, and what of a cell is written in the field."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import modelform_factory
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from catalog.models import FormerCode
from catalog.property_fields import SpreadsheetDayField, YesNoField
from portal.admin.exports import without_controls
from portal.fields import LinesField
from portal.text.letters import sort_key
from spreadsheets.reading.delimited import restored
from spreadsheets.reading.grid import as_text, tidy

MANY = "|"  # between values of one cell, as in the files of needs and of places
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")  # that a copied heading may hold
_POWER = re.compile(r"^\d(?:[.,]\d+)?E\+\d+$", re.IGNORECASE)


def folded(text):
    return sort_key(" ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split()))[0]


def is_same(one, other):
    """Whether two cells say the same: spaces and what our own files put before formulas apart."""
    return _bare(one) == _bare(other)


def _bare(text):
    return restored("\n".join(" ".join(re.split("[ \t]+", line)) for line in tidy(without_controls(text)).split("\n")))


def values_in(text):
    """Of a cell with several values: one a line, or parted by « | »."""
    return list(dict.fromkeys(filter(None, (value.strip() for value in re.split(r"[|\n]", text)))))


class Column:
    """``key`` never changes: stored mappings name it. ``heading`` is what people read."""

    is_fixed = False  # of a record that exists

    def __init__(self, key, heading):
        self.key, self.heading = key, capfirst(str(heading))

    def cell(self, record):
        """What a file gets: a text, a number or a day."""
        raise NotImplementedError

    def text(self, record):
        return tidy(as_text(self.cell(record)))

    def write(self, record, text):
        """Raises ``ValidationError``; an empty text empties."""
        raise NotImplementedError


class FieldColumn(Column):
    """A field of the model, read by the form field that its screen has."""

    def __init__(self, model, name, heading=""):
        self.field = model._meta.get_field(name)
        super().__init__(name, heading or self.field.verbose_name)

    @cached_property
    def form_field(self):
        form = modelform_factory(self.field.model, form=WagtailAdminModelForm, fields=[self.field.name])
        return form.base_fields[self.field.name]

    def cell(self, record):
        return getattr(record, self.field.name)

    def write(self, record, text):
        setattr(record, self.field.name, self.form_field.clean(self.read(text)))

    def read(self, text):
        return text


class CodeColumn(FieldColumn):
    """How a line finds its record: it is given once, and never changes."""

    is_fixed = True

    def __init__(self, model, name="code"):
        super().__init__(model, name)

    def write(self, record, text):
        if record.pk:
            raise ValidationError(_("Le code d’une ligne ne change pas."))
        setattr(record, self.field.name, text)


class TextColumn(FieldColumn):
    def cell(self, record):
        return getattr(record, self.field.name) or ""


class PhoneColumn(TextColumn):
    """« 331 23 45 67 89 » that Excel took for a number, a zero that it lost: written as people dial it."""

    def read(self, text):
        return phone_of(text)


def phone_of(text):
    plain = re.sub(r"[\s.\-]", "", unicodedata.normalize("NFKC", text))
    if _POWER.match(plain) or _POWER.match(text.strip()):
        said = _(
            "Excel a changé ce numéro en « %(text)s » : donnez à la colonne le format Texte, et écrivez-le de nouveau."
        )
        raise ValidationError(said % {"text": text})
    digits = re.sub(r"^(?:\+?33|0033)(?:\(0\))?0?(?=[1-9]\d{8}$)", "0", plain)
    digits = f"0{digits}" if re.fullmatch(r"[1-9]\d{8}", digits) else digits
    if not re.fullmatch(r"0[1-9]\d{8}", digits):
        return text
    return " ".join(digits[start : start + 2] for start in range(0, 10, 2))


class NumberColumn(FieldColumn):
    def read(self, text):
        return "".join(text.split()).replace(" ", "")


class WholeNumberColumn(NumberColumn):
    def read(self, text):
        """« 12,0 » of another program is 12."""
        return re.sub(r"[.,]0+$", "", super().read(text))


class DayColumn(FieldColumn):
    @cached_property
    def form_field(self):
        return SpreadsheetDayField(required=not self.field.blank)


class YesNoColumn(FieldColumn):
    def write(self, record, text):
        try:
            answer = YesNoField(required=True).clean(text)
        except ValidationError:
            raise ValidationError(_("« %s » n’est ni Oui ni Non.") % text) from None
        setattr(record, self.field.name, answer)


class ChoiceColumn(FieldColumn):
    """By its words, or by what is stored."""

    def cell(self, record):
        return str(dict(self.field.flatchoices).get(getattr(record, self.field.name), ""))

    def write(self, record, text):
        by_name = {}
        for value, label in self.field.flatchoices:
            by_name.update({folded(str(value)): value, folded(str(label)): value})
        if not text and (self.field.blank or "" in by_name.values()):
            setattr(record, self.field.name, self.field.get_default() if self.field.has_default() else "")
        elif folded(text) in by_name:
            setattr(record, self.field.name, by_name[folded(text)])
        else:
            said = {"text": text, "known": ", ".join(str(label) for _value, label in self.field.flatchoices)}
            raise ValidationError(_("« %(text)s » n’est pas proposé ici. Choix : %(known)s.") % said)


class LinesColumn(FieldColumn):
    def cell(self, record):
        return f" {MANY} ".join(getattr(record, self.field.name) or [])

    def write(self, record, text):
        setattr(record, self.field.name, self.form_field.clean(values_in(text)))


class Names:
    """The records that cells may name: by their code, or by their name where only one bears it. Read once."""

    def __init__(self, read: Callable[[], Iterable[tuple[int, str, str]]], model=None):
        """``read`` gives keys, codes and names. ``model``: whose former codes are known too."""
        self._read, self._model = read, model

    @cached_property
    def _rows(self):
        return list(self._read())

    @cached_property
    def codes(self):
        return {pk: code for pk, code, _name in self._rows}

    @cached_property
    def _by_code(self):
        return {code: pk for pk, code, _name in self._rows}

    @cached_property
    def _by_name(self):
        found = {}
        for pk, _code, name in self._rows:
            found.setdefault(folded(name), set()).add(pk)
        return found

    @cached_property
    def _former(self):
        """Codes of records that were merged into another."""
        known = FormerCode.objects.filter(model=self._model._meta.label_lower, scope="") if self._model else ()
        return {each.code: each.current for each in known}

    def add(self, pk, code, name):
        """In what is known already, and only there: thousands of lines are added one after the other."""
        self._rows.append((pk, code, name))
        known = self.__dict__
        if "codes" in known:
            self.codes[pk] = code
        if "_by_code" in known:
            self._by_code[code] = pk
        if "_by_name" in known:
            self._by_name.setdefault(folded(name), set()).add(pk)

    def knows(self, text):
        """Whether somebody is called so, be it several."""
        return text in self._by_code or folded(text) in self._by_name or self._former.get(text) in self._by_code

    def find(self, text):
        """The key of what a cell names, or ``ValidationError``."""
        if text in self._by_code:
            return self._by_code[text]
        if self._former.get(text) in self._by_code:
            return self._by_code[self._former[text]]
        named = self._by_name.get(folded(text), set())
        if len(named) == 1:
            return next(iter(named))
        if named:
            raise ValidationError(
                _("Plusieurs portent le nom « %(text)s » : écrivez le code, parmi %(codes)s.")
                % {"text": text, "codes": ", ".join(sorted(self.codes[pk] for pk in named))}
            )
        raise ValidationError(_("« %(text)s » n’existe pas ici : écrivez un code, ou un nom exact.") % {"text": text})


def names_of(model, label, **limits):
    def read():
        records = model._default_manager.complex_filter(limits.get("limit") or {})
        return records.values_list("pk", "code", label)

    return Names(read, model)


class ReferenceColumn(FieldColumn):
    def __init__(self, model, name, names):
        super().__init__(model, name)
        self.names = names

    def cell(self, record):
        pk = getattr(record, self.field.attname)
        return self.names.codes.get(pk, f"n° {pk}") if pk else ""

    def write(self, record, text):
        if not text and not self.field.null:
            raise ValidationError(_("Cette case ne peut pas être vide."))
        setattr(record, self.field.attname, self.names.find(text) if text else None)


class LinksColumn(FieldColumn):
    """Several records. They wait on the record until it has a key: ``Links`` stores them."""

    def __init__(self, model, name, names):
        super().__init__(model, name)
        self.names = names

    def keys(self, record):
        return links_waiting(record).get(self.key) or self._stored(record)

    def _stored(self, record):
        if self.key in links_waiting(record) or not record.pk:
            return []
        return [each.pk for each in getattr(record, self.key).all()]

    def cell(self, record):
        return f" {MANY} ".join(sorted(self.names.codes.get(pk, f"n° {pk}") for pk in self.keys(record)))

    def write(self, record, text):
        links_waiting(record)[self.key] = list(dict.fromkeys(map(self.names.find, values_in(text))))


def links_waiting(record):
    """``{field: keys}`` to be stored after the record."""
    return record.__dict__.setdefault("_links_waiting", {})


def column_of(model, name, names=None):
    """The column that fits a field of a model."""
    field = model._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return LinksColumn(model, name, names)
    if isinstance(field, models.ForeignKey):
        return ReferenceColumn(model, name, names)
    if field.choices:
        return ChoiceColumn(model, name)
    if name == "phone":
        return PhoneColumn(model, name)
    kinds = (
        (LinesField, LinesColumn),
        (models.BooleanField, YesNoColumn),
        (models.DateField, DayColumn),
        (models.IntegerField, WholeNumberColumn),
        (models.FloatField, NumberColumn),
    )
    return next((column(model, name) for kind, column in kinds if isinstance(field, kind)), TextColumn(model, name))
