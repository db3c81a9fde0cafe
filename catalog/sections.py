"""The built-in sections of a sheet: what a kind made in the browser may leave out. The summary is always there."""

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
    "texte": Section(_("Texte"), fields=("body",)),
    "objectifs": Section(_("Objectifs"), fields=("objectives",)),
    "facile": Section(_("En français facile"), fields=("easy_french",)),
    "image": Section(_("Image de tête"), fields=("cover",)),
    "publics": Section(_("À qui s’adresse la fiche"), formsets=("audiences",)),
    "perimetre": Section(_("Note sur le périmètre"), fields=("perimeter_note",)),
    "organisations": Section(_("Organisations"), formsets=("organization_links",)),
    "contacts": Section(_("Contacts"), formsets=("contact_links",)),
    "liens": Section(_("Liens et documents"), formsets=("document_links",)),
    "lire": Section(_("À lire aussi"), formsets=("sheet_links",)),
}


def all_sections():
    return list(SECTIONS)


def section_choices():
    return [(code, section.label) for code, section in SECTIONS.items()]
