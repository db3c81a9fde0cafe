"""What sheets are made of: the abstract page and the rows any page may hold."""

from .collection import CollectionPage
from .generic import GenericSheetPage, SheetIndexPage, empty_lists
from .kind_mixin import KindMixin
from .neighbours import NeighboursMixin
from .properties import PropertiesMixin
from .rows import ContactLink, DocumentLink, OrganizationLink, SheetLink, TargetAudience
from .sheet import SheetPage
from .twins import TwinCopy, TwinMixin

__all__ = [
    "CollectionPage",
    "ContactLink",
    "DocumentLink",
    "GenericSheetPage",
    "KindMixin",
    "NeighboursMixin",
    "OrganizationLink",
    "PropertiesMixin",
    "SheetIndexPage",
    "SheetLink",
    "SheetPage",
    "TargetAudience",
    "TwinCopy",
    "TwinMixin",
    "empty_lists",
]
