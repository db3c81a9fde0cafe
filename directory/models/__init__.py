"""The registers: organizations, contacts, and the words that the portal explains."""

from directory.models.contacts import Contact
from directory.models.glossary import GlossaryEntry
from directory.models.organizations import Organization

__all__ = ["Contact", "GlossaryEntry", "Organization"]
