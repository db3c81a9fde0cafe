"""The registers: organizations, contacts, quartiers, reference documents, and the words that the portal explains."""

from directory.models.contacts import Contact
from directory.models.documents import ReferenceDocument, ReferenceVersion
from directory.models.glossary import GlossaryEntry
from directory.models.merges import Merge, MovedPage
from directory.models.organizations import Organization
from directory.models.quartiers import Quartier

__all__ = [
    "Contact",
    "GlossaryEntry",
    "Merge",
    "MovedPage",
    "Organization",
    "Quartier",
    "ReferenceDocument",
    "ReferenceVersion",
]
