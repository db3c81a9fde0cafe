"""Registers: vocabularies and their terms, organizations, contacts, glossary, and the terms pages carry."""

from .classification import PageTerm, TermUse
from .contacts import Contact
from .glossary import GlossaryEntry
from .kinds import SheetKind
from .organizations import Organization
from .properties import PropertyGroup, SheetProperty
from .vocabularies import RESERVED_CODES, Term, Vocabulary

__all__ = [
    "RESERVED_CODES",
    "Contact",
    "GlossaryEntry",
    "Organization",
    "PageTerm",
    "PropertyGroup",
    "SheetKind",
    "SheetProperty",
    "Term",
    "TermUse",
    "Vocabulary",
]
