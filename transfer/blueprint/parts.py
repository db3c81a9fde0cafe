"""What travels in a model, and how one record of it is said: by codes, so that another portal may have its own keys.

What a kind begins with, its workflow, and the pages that a need leads to are of one portal: they stay.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, TranslatableMixin

from catalog.models import PropertyGroup, SheetKind, SheetProperty, Term, Vocabulary
from catalog.models.former_codes import by_code
from catalog.models.names import plain, spelled
from directory.models import GlossaryEntry
from search.models import Need


@dataclass(frozen=True)
class Part:
    """``label``: one of them, in words. ``fields``: its columns; ``refers``: what it names by codes, maybe several."""

    name: str
    label: Any
    model: type[models.Model]
    fields: tuple[str, ...]
    refers: tuple[tuple[str, str], ...] = ()
    named: str = "label"
    key: str = "code"

    @property
    def keys(self):
        return {*self.fields, *(name for name, _part in self.refers)}

    def records(self):
        found = self.model._default_manager.all()
        return found.filter(locale=Locale.get_default()) if issubclass(self.model, TranslatableMixin) else found

    def row(self, record):
        return {name: getattr(record, name) for name in self.fields}

    def title(self, row):
        return f"{self.label} « {row[self.named]} »"

    def identity(self, row):
        return row[self.key]

    def find(self, row):
        """The record here that has its code, or else its name: the public would take both for one."""
        records = self.records()
        found = by_code(records, row[self.key]) if self.key == "code" else None
        return found or _of_name(records, self.named, row[self.named], plain)


def _of_name(records, field, name, same):
    return next((each for each in records if same(getattr(each, field)) == same(name)), None)


class Kinds(Part):
    def row(self, record):
        return {**super().row(record), "is_coded": record.is_coded}

    @property
    def keys(self):
        return {*super().keys, "is_coded"}


class Terms(Part):
    """Those of one vocabulary: a code is one within it."""

    def find_in(self, vocabulary, row, parent):
        terms = Term.objects.filter(vocabulary=vocabulary)
        found = by_code(terms, row["code"], vocabulary.code)
        return found or _of_name(terms.filter(parent=parent), "label", row["label"], spelled)

    def row(self, record):
        codes = {name: getattr(getattr(record, name), "code", "") for name, _part in self.refers}
        return {**super().row(record), **codes}


class Vocabularies(Part):
    """``terms``: in the order of the list, roots before what they hold."""

    @property
    def keys(self):
        return {*super().keys, "terms"}

    def row(self, record):
        terms = sorted(record.terms.select_related("parent", "counterpart"), key=_place)
        return {**super().row(record), "terms": [TERMS.row(term) for term in terms]}


def _place(term):
    return term.parent_id is not None, term.sort_order or 0, term.label


class Properties(Part):
    def records(self):
        return super().records().select_related("vocabulary", "group").prefetch_related("kinds")

    def row(self, record):
        return {
            **super().row(record),
            "vocabulary": record.vocabulary.code if record.vocabulary else "",
            "group": record.group.label if record.group else "",
            "kinds": sorted(kind.code for kind in record.kinds.all()),
        }


class Glossary(Part):
    """What the public reads: words that wait for somebody stay."""

    def records(self):
        return super().records().filter(live=True)

    def find(self, row):
        """One that waits here is here too."""
        records = Part.records(self)
        return by_code(records, row["code"]) or _of_name(records, "term", row["term"], str)


class Needs(Part):
    """One of them is known by what people say, in any order."""

    def records(self):
        return super().records().prefetch_related("terms__vocabulary")

    def row(self, record):
        terms = sorted(f"{term.vocabulary.code}:{term.code}" for term in record.terms.all())
        return {**super().row(record), "terms": terms}

    def title(self, row):
        return f"{self.label} « {', '.join(row['words'][:3])} »"

    def identity(self, row):
        return frozenset(map(plain, row["words"]))

    def find(self, row):
        said = self.identity(row)
        return next((each for each in self.records() if said & {plain(word) for word in each.words}), None)


TERMS = Terms(
    "terms",
    _("terme"),
    Term,
    (
        "code",
        "label",
        "short_label",
        "icon",
        "synonyms",
        "description",
        "introduction",
        "matches_all",
        "age_min",
        "age_max",
        "school_level",
        "concerns_children",
    ),
    (("parent", "terms"), ("counterpart", "terms")),
)
PARTS = (
    Part("groups", _("groupe de propriétés"), PropertyGroup, ("label", "place", "order"), key="label"),
    Kinds(
        "kinds",
        _("type de fiche"),
        SheetKind,
        ("code", "name", "plural", "icon", "tint", "sections", "order", "review_every", "retired"),
        named="name",
    ),
    Vocabularies(
        "vocabularies",
        _("vocabulaire"),
        Vocabulary,
        (
            "code",
            "label",
            "help",
            "icon",
            "kind",
            "source",
            "is_facet",
            "in_lists",
            "opens_first",
            "multiple",
            "page_types",
            "branches_as_facets",
            "internal",
            "order",
        ),
    ),
    Properties(
        "properties",
        _("propriété"),
        SheetProperty,
        (
            "code",
            "label",
            "help",
            "type",
            "unit",
            "order",
            "every_kind",
            "required",
            "glance",
            "listing",
            "export",
            "facet",
            "sort",
            "visibility",
            "retired",
        ),
        (("vocabulary", "vocabularies"), ("group", "groups"), ("kinds", "kinds")),
    ),
    Glossary(
        "glossary",
        _("mot expliqué"),
        GlossaryEntry,
        ("code", "term", "expansion", "explanation", "origin", "synonyms"),
        named="term",
    ),
    Needs("needs", _("mots des gens"), Need, ("words", "elsewhere"), (("terms", "terms"),), named="words", key="words"),
)
