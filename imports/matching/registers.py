"""The registers, read once for a whole batch."""

from __future__ import annotations

from functools import cached_property

from wagtail.models import Locale

from imports.booklets.mapping import Mapping, read_mapping
from imports.matching.contacts import Contacts
from imports.matching.organizations import Organizations
from imports.matching.pages import Pages
from imports.matching.terms import Terms
from imports.places import page_model


class Registers:
    """``parent``: where new sheets would stand, which says of which type they are. ``mapping``: of the booklet."""

    def __init__(self, parent=None, mapping: Mapping | None = None) -> None:
        self.parent = parent
        self.sector_words = mapping.sectors if mapping else {}
        self.rollout_words = mapping.rollout_words if mapping else {}
        self.model = page_model(parent)

    @classmethod
    def of_batch(cls, batch) -> Registers:
        return cls(batch.parent, read_mapping(batch.mapping_text))

    @cached_property
    def organizations(self) -> Organizations:
        return Organizations()

    @cached_property
    def contacts(self) -> Contacts:
        return Contacts()

    @cached_property
    def terms(self) -> Terms:
        return Terms(self.parent.locale if self.parent else Locale.get_default())

    @cached_property
    def pages(self) -> Pages:
        return Pages(self.model)

    def forget(self) -> None:
        """After something was taken back: what was added meanwhile may be gone."""
        for name in ("organizations", "contacts", "terms", "pages"):
            vars(self).pop(name, None)
