"""The schema that editors make: vocabularies, the terms that pages carry, kinds of sheets, properties."""

from catalog.models.classification import PageTerm, TermUse
from catalog.models.former_codes import FormerCode
from catalog.models.kinds import SheetKind
from catalog.models.properties import PropertyGroup, SheetProperty
from catalog.models.vocabularies import RESERVED_CODES, Term, Vocabulary

__all__ = [
    "RESERVED_CODES",
    "FormerCode",
    "PageTerm",
    "PropertyGroup",
    "SheetKind",
    "SheetProperty",
    "Term",
    "TermUse",
    "Vocabulary",
]
