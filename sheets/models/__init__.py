"""What sheets are made of: the abstract page and the rows any page may hold."""

from .rows import ContactLink, DocumentLink, OrganizationLink, SheetLink, TargetAudience
from .sheet import SheetPage

__all__ = ["ContactLink", "DocumentLink", "OrganizationLink", "SheetLink", "SheetPage", "TargetAudience"]
