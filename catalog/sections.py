"""The built-in sections of a sheet, in the order of the published one: what a kind made in the browser may leave out.

The summary is always there.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """``fields`` and ``formsets`` are names of ``SheetPage``."""

    label: str | Promise
    fields: tuple[str, ...] = ()
    formsets: tuple[str, ...] = ()


SECTIONS = {
    "facile": Section(_("En français facile"), fields=("easy_french",)),
    "publics": Section(_("À qui s’adresse la fiche"), formsets=("audiences",)),
    "perimetre": Section(_("Note sur le périmètre"), fields=("perimeter_note",)),
    "image": Section(_("Image de tête"), fields=("cover",)),
    "contacts": Section(_("Contacts"), formsets=("contact_links",)),
    "texte": Section(_("Texte"), fields=("body",)),
    "objectifs": Section(_("Objectifs"), fields=("objectives",)),
    "organisations": Section(_("Organisations"), formsets=("organization_links",)),
    "liens": Section(_("Liens et documents"), formsets=("document_links",)),
    "lire": Section(_("À lire aussi"), formsets=("sheet_links",)),
    "provenance": Section(_("D’où vient la fiche"), fields=("is_elsewhere", "elsewhere_town", "provenance")),
}


def all_sections():
    return list(SECTIONS)


def section_choices():
    return [(code, section.label) for code, section in SECTIONS.items()]
