"""Two twin sheets side by side: what each says, under the same headings."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.blocks import stream_text
from portal.visibility import public_among, public_pages
from search.models import Entry
from sheets.models import SheetPage
from sheets.properties.display import brief_terms, page_ids_in, shown_properties
from sheets.twins.differences import Line, differences, sentences


@dataclass(frozen=True)
class Row:
    label: str
    left: list[Line]
    right: list[Line]

    @property
    def is_same(self) -> bool:
        return not any(part.is_own for part in self._parts)

    @property
    def is_other(self) -> bool:
        """Nothing is shared: said once, marks on every word would tell no more."""
        return all(part.is_own for part in self._parts)

    @property
    def _parts(self):
        return [part for line in [*self.left, *self.right] for part in line]


class Beside:
    """A pair that anyone may read, the lower number first."""

    def __init__(self, left: SheetPage, right: SheetPage, site) -> None:
        self.left, self.right, self.site = left, right, site

    @property
    def sheets(self):
        return [self.left, self.right]

    @cached_property
    def rows(self) -> list[Row]:
        told = [dict(told_by(sheet, self.site)) for sheet in self.sheets]
        labels = dict.fromkeys([*told[0], *told[1]])
        found = [(label, *differences(*(each.get(label, []) for each in told))) for label in labels]
        return [Row(*each) for each in found if each[1] or each[2]]

    @property
    def differing(self) -> int:
        return sum(not row.is_same for row in self.rows)


def pair_of(code: str, site) -> Beside | None:
    """That of the public sheet of this code, if its twin is public too."""
    key = Entry.objects.filter(code=code, page__in=public_pages(site)).values_list("page", flat=True).first()
    page = Page.objects.get(pk=key).specific if key else None
    twin = public_among(site, [page.twin_key]).get(page.twin_key) if isinstance(page, SheetPage) else None
    if page is None or twin is None:
        return None
    left, right = sorted([page, twin.specific], key=lambda each: (getattr(each, "number", 0) or 0, each.pk))
    return Beside(left, right, site)


def told_by(sheet: SheetPage, site) -> list[tuple[str, list[str]]]:
    """``[(heading, lines)]``: only what its public page shows."""
    return [
        (_("Résumé"), sentences(sheet.summary)),
        (_("En français facile"), sentences(sheet.easy_french) if "facile" in sheet.sections else []),
        (_("Pour qui"), [row.label for row in sheet.audience_rows]),
        *((name, [term.label for term in group.terms]) for name, group in brief_terms(sheet)),
        *sheet.facts_beside(),
        (_("Qui contacter"), [str(link.contact) for link in sheet.public_contacts]),
        (_("De quoi s’agit-il ?"), sentences(stream_text(sheet.body)) if "texte" in sheet.sections else []),
        (_("Objectifs"), sheet.objectives if "objectifs" in sheet.sections else []),
        *_properties_of(sheet, site),
        (_("Opérateurs"), [link.name for link in sheet.organizations("operator", "contractor")]),
        (_("Partenaires"), [link.name for link in sheet.organizations("partner", "funder")]),
        (_("Documents"), [str(link) for link in sheet.shown_documents]),
    ]


def _properties_of(sheet: SheetPage, site) -> list[tuple[str, list[str]]]:
    find = public_among(site, page_ids_in(sheet)).get
    shown = [each for glance in (True, False) for each in shown_properties(sheet, find, glance=glance)]
    return [(each.prop.label, [str(each.text)]) for each in shown if each.text]
