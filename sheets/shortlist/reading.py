"""The pages of a list, read together whatever their number, and what it asks for in vain."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse

from portal.visibility import public_pages
from search.models import Entry
from sheets.shortlist.asked import MOST, PARAMETER


def address_of(codes):
    return f"{reverse('shortlist')}?{PARAMETER}={','.join(codes)}" if codes else reverse("shortlist")


@dataclass(frozen=True)
class Shortlist:
    pages: list
    unknown: list[str]  # not on line, no longer or never: nobody is told which
    too_many: int

    @property
    def codes(self):
        return [page.code for page in self.pages]

    @property
    def address(self):
        return address_of(self.codes)

    @property
    def rows(self):
        """``[(page, address of the list without it)]``"""
        codes = self.codes
        return [(page, address_of([code for code in codes if code != page.code])) for page in self.pages]


def read_shortlist(codes, site):
    asked = codes[:MOST]
    found = _keys(asked, site)
    pages = {page.pk: page for page in _read(found.values(), site)}
    kept = [pages[found[code]] for code in asked if found.get(code) in pages]
    unknown = [code for code in asked if found.get(code) not in pages]
    return Shortlist(list(dict.fromkeys(kept)), unknown, len(codes) - len(asked))


def _keys(codes, site):
    """``{code: key of its page}``; what is no code may be the end of an address."""
    entries = Entry.objects.filter(page__in=public_pages(site)).order_by()
    found = dict(entries.filter(code__in=codes).values_list("code", "page"))
    others = [code for code in codes if code not in found]
    return found | (dict(entries.filter(page__slug__in=others).values_list("page__slug", "page")) if others else {})


def _read(keys, site):
    pages = list(public_pages(site).filter(pk__in=keys).specific())
    of_class = defaultdict(list)
    for page in pages:
        of_class[type(page)].append(page)
    for model, each in of_class.items():
        prefetch_related_objects(each, *getattr(model, "brief_lookups", model.search_lookups)())
    return pages
