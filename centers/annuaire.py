"""The directory of centers as the public reads it: by sector, numbered, in the list as on the map."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import count

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from catalog.models import PageTerm
from catalog.sectors import USUAL
from centers.map import draw_map

SECTORS_SHOWN = 12  # as many as the stylesheet can filter on its own


@dataclass
class Place:
    number: int
    page: object
    sector: "Sector"
    others: list  # its sectors of the other division of the town

    @property
    def anchor(self):
        return f"c-{self.page.code}"

    @property
    def label(self):
        return f"{self.number}. {self.page.title}, {self.sector.label}"


@dataclass
class Sector:
    """A sector with its centers, or the centers without one."""

    term: object = None
    position: int = 0
    chosen: bool = False
    places: list = field(default_factory=list)

    @property
    def code(self):
        return self.term.code if self.term else "sans-secteur"

    @property
    def label(self):
        return self.term.label if self.term else _("Secteur non précisé")

    @property
    def css(self):
        return f"s-{self.position}"


class Annuaire:
    """``chosen``: the sector terms the address asks for, under the code of ``vocabulary``. The others are hidden."""

    def __init__(self, pages, chosen=(), vocabulary=USUAL):
        self.pages, self.chosen, self.vocabulary = pages, set(chosen), vocabulary
        prefetch_related_objects(pages, "organization__quartier")

    @cached_property
    def terms(self):
        """``{page id: [sector Term]}``, in one query."""
        ids = [page.pk for page in self.pages]
        links = PageTerm.objects.filter(page__in=ids, term__vocabulary__code=self.vocabulary)
        found = {page.pk: [] for page in self.pages}
        for link in links.select_related("term__parent", "term__vocabulary").order_by("sort_order"):
            found[link.page_id].append(link.term)
        return found

    @property
    def legend(self):
        """The name of the vocabulary, once a center has a sector."""
        return next((str(sector.term.vocabulary) for sector in self.sectors if sector.term), _("Secteur"))

    @cached_property
    def branch(self):
        """The division that places most centers: the list follows it."""
        branches = Counter(term.branch for terms in self.terms.values() for term in terms if term.parent_id)
        return branches.most_common(1)[0][0] if branches else ""

    def _sector_of(self, page):
        return next((term for term in self.terms[page.pk] if term.branch == self.branch), None)

    @cached_property
    def sectors(self):
        """In the order in which the centers come, those without a sector last."""
        groups = defaultdict(list)
        for page in self.pages:
            groups[self._sector_of(page)].append(page)
        ordered = sorted(groups.items(), key=lambda group: group[0] is None)
        numbers = count(1)
        return [self._sector(position, term, pages, numbers) for position, (term, pages) in enumerate(ordered, 1)]

    def _sector(self, position, term, pages, numbers):
        sector = Sector(term, min(position, SECTORS_SHOWN), bool(term) and term.code in self.chosen)
        for page in pages:
            others = [other for other in self.terms[page.pk] if other.branch != self.branch]
            sector.places.append(Place(next(numbers), page, sector, others))
        return sector

    @property
    def chosen_one(self):
        """The radio to check: one sector at a time."""
        return next((sector for sector in self.sectors if sector.chosen), None)

    @cached_property
    def map(self):
        return draw_map(
            [self._spot(place) for sector in self.sectors for place in sector.places if is_placed(place.page)]
        )

    def _spot(self, place):
        organization = place.page.organization
        where = (organization.latitude, organization.longitude, organization.blur)
        return (place.number, place.label, place.anchor, place.sector.css, *where)


def is_placed(page):
    return page.organization_id is not None and page.organization.latitude is not None


def territory(page):
    """The map of one center's page: its circle alone."""
    if not is_placed(page):
        return None
    organization = page.organization
    return draw_map([("", page.title, "", "", organization.latitude, organization.longitude, organization.blur)])
