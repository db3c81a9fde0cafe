"""Which pages a booklet holds, by parts, in their order: public sheets only."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from catalog.models import SheetKind
from jobs.work import Refused
from portal.pages import page_models, type_of
from portal.text.languages import content_language
from portal.visibility import public_pages
from search.live_lists.listing import read_stored
from search.queries.taxonomy import shared_taxonomy
from search.results.service import find_all

MOST = 500  # sheets that a live list gives: a booklet of more is nobody's


@dataclass
class Part:
    """``title`` is shown where a booklet has several."""

    title: str
    icon: str
    tint: str
    pages: list[Page] = field(default_factory=list)


def parts_of(edition, site):
    """Without those that hold nothing."""
    read = READERS[edition.source]
    return [part for part in read(edition, site) if part.pages]


def sheets_among(pages):
    """Public pages as their own classes, without those that are no sheets."""
    return [page for page in pages.specific() if not page.is_ordinary]


def _of_kinds(edition, site):
    names = {kind.code: kind for kind in SheetKind.objects.filter(code__in=edition.kinds)}
    coded = {model.type_code: model for model in page_models() if not model.kind_is_content and not model.is_ordinary}
    for code in edition.kinds:
        if code in coded:
            model, kind = coded[code], names.get(code)
            title = kind.plural if kind else str(model.type_label)
            pages = list(public_pages(site, model).order_by("path"))
            yield Part(title, model.page_icon, model.tint, pages)
        elif code in names:
            yield _of_made_kind(names[code], site)


def _of_made_kind(kind, site):
    models = [model for model in page_models() if model.kind_is_content and not model.is_ordinary]
    pages = [page for model in models for page in public_pages(site, model).filter(sheet_kind=kind).order_by("path")]
    return Part(kind.plural, kind.icon, kind.tint, pages)


def _of_section(edition, site):
    """Nothing once its page was deleted."""
    if edition.section is None:
        return
    pages = public_pages(site)
    below = pages.descendant_of(edition.section, inclusive=True).order_by("path")
    yield _part(edition, sheets_among(below))


def _of_list(edition, site):
    stored = getattr(edition.section.specific, "stored", None) if edition.section else None
    if stored is None:
        return
    taxonomy = shared_taxonomy()
    search = read_stored(stored, taxonomy)
    if search.is_impossible:
        return
    keys = []
    for found in find_all(search.query, taxonomy, site, content_language(), MOST):
        if found.degraded:
            raise Refused(_("La recherche est en panne, et la liste avec elle : fabriquez de nouveau dans un moment."))
        keys += [entry.page_id for _hit, entry in found.entries]
    yield _part(edition, in_order(keys, site))


def _of_day(edition, site):
    """The day's own page, which holds its programme, then the sheets that the programme names."""
    day = public_pages(site).filter(pk=edition.section_id).specific().first()
    if day is None:
        return
    keys = [pk for pk in getattr(day, "neighbour_ids", set)() if pk != day.pk]
    named = sorted(in_order(keys, site), key=lambda page: page.path)
    yield Part(edition.title, type_of(day).page_icon, type_of(day).tint, [day, *named])


def _of_picks(edition, site):
    yield _part(edition, in_order([pick.page_id for pick in edition.picks.all()], site))


def in_order(keys, site):
    """The public sheets among these, in this order."""
    found = {page.pk: page for page in sheets_among(public_pages(site).filter(pk__in=keys))}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _part(edition, pages):
    first = type_of(pages[0]) if pages else None
    return Part(edition.title, first.page_icon if first else "book", first.tint if first else "", pages)


READERS = {
    "kinds": _of_kinds,
    "section": _of_section,
    "list": _of_list,
    "day": _of_day,
    "picks": _of_picks,
}


def count_of(part):
    count = len(part.pages)
    return ngettext("%(n)d fiche", "%(n)d fiches", count) % {"n": count}
