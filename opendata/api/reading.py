"""Which records a list gives: public ones, some at a time, in an order that new ones only lengthen."""

from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from catalog.kinds import filter_choices
from opendata.api.cursors import number, read, write
from opendata.api.problems import Away, NotUnderstood
from opendata.licence import licence_of
from portal.pages import page_models
from portal.requests.visits import keep_out
from portal.text.languages import content_language
from portal.visibility import public_pages
from search.indexing.entries import page_pk
from search.models import Entry
from search.queries.query import WHOLE, read_query
from search.queries.taxonomy import TYPE
from search.results.actors import taxonomy_of_lists
from search.results.service import find

USUAL, MOST = 20, 100
KEYED, SEARCHED = "k", "s"  # of cursors: by primary key or code, by page of a search
OWN = ("limit", "cursor")


class Some(NamedTuple):
    records: list
    cursor: str | None  # of what comes next


def listed(request, site, some, make):
    """The answer: ``make`` gives the items of these records, which may be fewer."""
    kept = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    following = f"{site.root_url}{request.path}?{urlencode([*kept, ('cursor', some.cursor)])}" if some.cursor else None
    return {"items": make(some.records, site), "next": following, "license": licence_of(site)}


def by_code_of(records, cursor, limit):
    """Of a register, in the order of codes, which never change."""
    after = read(cursor, KEYED)
    found = list(records.filter(code__gt=after).order_by("code")[: limit + 1])
    return Some(found[:limit], write(KEYED, found[limit - 1].code) if len(found) > limit else None)


def pages_of(request, site, models, cursor, limit):
    """Keys of public pages of these classes: all of them in the order they were made, or what a search finds."""
    asked = request.GET.copy()
    for name in OWN:
        asked.pop(name, None)
    return _searched(asked, site, models, cursor, limit) if asked else _all(site, models, cursor, limit)


def _all(site, models, cursor, limit):
    after = number(read(cursor, KEYED))
    pages = public_pages(site).exact_type(*models).filter(pk__gt=after).order_by("pk")
    keys = list(pages.values_list("pk", flat=True)[: limit + 1])
    return Some(keys[:limit], write(KEYED, keys[limit - 1]) if len(keys) > limit else None)


def _searched(asked, site, models, cursor, limit):
    """In the order of the search page. What it would ignore is refused: a program would take everything for it."""
    taxonomy, page = taxonomy_of_lists(site, content_language()), number(read(cursor, SEARCHED)) or 1
    kinds = kinds_of(models)
    fixed = {TYPE: tuple(code for code in kinds if code in asked.getlist(TYPE)) or kinds}
    query = read_query(asked, taxonomy, fixed)
    unknown = [*query.unknown, *(name for name in ("page", WHOLE) if name in asked)]
    unknown += [f"{TYPE}={code}" for code in asked.getlist(TYPE) if code not in kinds]
    if unknown:
        named = ", ".join(f"« {name[:60]} »" for name in unknown[:3])
        said = _("%(named)s : ce filtre ou cette valeur n’existe pas. Les codes sont à « /api/v1/vocabularies ».")
        raise NotUnderstood(said % {"named": named})
    found = find(replace(query, page=page), taxonomy, site, content_language(), limit, count=False)
    if found.degraded:
        raise Away
    if found.is_copy:
        keep_out()
    if page > found.pages:
        return Some([], None)
    keys = [page_pk(hit.key) for hit, _entry in found.entries]
    return Some(keys, write(SEARCHED, page + 1) if page < found.pages else None)


def kinds_of(models):
    """The codes of « type » that pages of these classes have."""
    coded = {model.type_code for model in models}
    others = {model.type_code for model in page_models()} - coded
    takes_made = any(model.kind_is_content for model in models)
    return tuple(code for code, _name in filter_choices() if code in coded or (takes_made and code not in others))


def specific(keys, site):
    """The pages of these keys that are public, in their order, whole: a query a class."""
    pages = {page.pk: page for page in public_pages(site).filter(pk__in=keys).specific()} if keys else {}
    return [pages[key] for key in keys if key in pages]


def page_of_code(code, models, site):
    """The public page of these classes that has this code, or None."""
    keys = [key for model in models for key in model.objects.filter(code=code).values_list("pk", flat=True)]
    pages = specific(keys, site)
    return pages[0] if pages else None


def classes(base):
    return [model for model in page_models() if issubclass(model, base)]


def addresses_of(keys):
    """``{key of a page: its address}`` as entries know them."""
    return dict(Entry.objects.filter(page__in=keys).values_list("page_id", "url"))
