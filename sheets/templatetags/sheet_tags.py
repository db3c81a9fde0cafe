"""What the templates of sheets ask of a sheet."""

import re

from django import template

from catalog.models import PageTerm, SheetKind
from portal.cache.shared import shared_by_visits
from portal.inputs.phones import numbers_in
from portal.pages import page_models
from portal.templatetags.portal_tags import lines
from portal.text.ages import age_class, age_label
from search.models import Entry
from search.results.similar_pages import similar_to
from sheets.models import SheetPage

register = template.Library()

# « un médiateur peut vous appeler » asks nobody to call.
CALL = re.compile(
    r"\b(?:appelez|téléphonez)\b|\b(?:pouvez|peut|devez|faut) (?:(?!vous)\w+ )?(?:l[’'])?(?:appeler|téléphoner)\b",
    re.IGNORECASE,
)


@register.simple_tag
def easy_lines(page, portal):
    """``[(line, number)]``: the first line that says to call carries the number, unless it says one itself."""
    rows = [(line, "") for line in lines(page.easy_french)]
    first = next((n for n, (line, _number) in enumerate(rows) if CALL.search(line)), None)
    if first is not None and not numbers_in(rows[first][0]):
        rows[first] = (rows[first][0], page.phone_to_call or (portal.contact.phone if portal.contact else ""))
    return rows


@register.simple_tag
def related(page, neighbours):
    """``[(page, reason)]`` of the related sheets anyone may read."""
    rows = [(neighbours.get(link.related_id), link.reason) for link in page.shown_links]
    return [(sheet, reason) for sheet, reason in rows if sheet]


@register.simple_tag
def similar(page, portal):
    """Sheets that share much with this one, those it already leads to left out."""
    types = sheet_codes()
    found = similar_to(page, portal.site, page.neighbour_ids(), types)
    return [{**entry.card, "title": entry.title, "url": entry.url} for entry in found]


@shared_by_visits
def sheet_codes():
    """Codes of the kinds that are sheets, made in the browser or not."""
    coded = {model.type_code for model in page_models() if issubclass(model, SheetPage)}
    return coded | set(SheetKind.objects.filter(is_coded=False).values_list("code", flat=True))


@register.simple_tag
def twins(page, neighbours, vocabulary):
    """``[(page, number, [labels of vocabulary])]``, lower number first, if the twin is public. Some have no number."""
    twin = neighbours.get(getattr(page, "twin_key", None))
    if twin is None:
        return []
    numbers = [f"page__{page._meta.model_name}__number"] if hasattr(page, "number") else []
    links = PageTerm.objects.filter(page__in=[page.pk, twin.pk], term__vocabulary__code=vocabulary)
    rows = links.order_by("sort_order").values_list("page_id", "term__label", *numbers)
    found = {sheet.pk: (sheet, [], []) for sheet in (page, twin)}
    for pk, label, *number in rows:
        found[pk][1].extend(number)
        found[pk][2].append(label)
    pair = [(sheet, own[0] if own else None, labels) for sheet, own, labels in found.values()]
    return sorted(pair, key=lambda row: row[1] or 0)


@register.simple_tag
def terms_of(page, vocabulary):
    """The terms of one vocabulary that the page carries."""
    return next((group.terms for group in page.term_groups if group.vocabulary.code == vocabulary), [])


@register.simple_tag
def operators(page):
    """Who carries the sheet out, the operators before their contractors."""
    return [*page.organizations("operator"), *page.organizations("contractor")]


@register.simple_tag
def partners(page):
    return [*page.organizations("partner"), *page.organizations("funder")]


@register.simple_tag
def cards(pages, may_be_kept=False):
    """Pages as the search shows its results. What the search keeps of them spares reading each one's rows."""
    entries = Entry.objects.filter(page__in=[page.pk for page in pages]).only("page_id", "card", "code")
    stored = {entry.page_id: {**entry.card, "code": entry.code} if may_be_kept else entry.card for entry in entries}
    return [stored_card(page, stored[page.pk]) if page.pk in stored else fresh_card(page) for page in pages]


def stored_card(page, card):
    return {**card, "title": page.title, "url": page.url}


def fresh_card(page):
    """Of a page the search does not know yet."""
    page = page.specific
    ages = page.search_ages()
    return {
        **page.search_card(),
        "title": page.title,
        "url": page.url,
        "age_label": age_label(ages),
        "age_class": age_class(ages),
    }


@register.simple_tag
def public_only(pages, neighbours):
    """Pages a block names, kept when anyone may read them."""
    return [page for page in pages if page and page.pk in neighbours]


@register.simple_tag
def as_list(*values):
    return list(values)


@register.simple_tag
def public_functions(contacts):
    return [contact.title for contact in contacts if contact and contact.is_public]
