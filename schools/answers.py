"""What a quartier or a school means for who lives or teaches there: whose center, whom to call, what happens near."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from actions.models import ActionPage
from actions.places import taking_place_in
from catalog.models import Term
from centers.models import CenterPage
from directory.models import Contact, Organization, Quartier
from portal.inputs.phones import numbers_in
from portal.references import referring_page_ids
from resources.models import ResourcePage
from schools.finding import place_url
from schools.models import School, Street
from sheets.models import GenericSheetPage

SHEETS = (ActionPage, ResourcePage, GenericSheetPage)


class Answer:
    """Of a quartier or of a school, perhaps with the street that somebody chose. ``among``: the public pages."""

    def __init__(self, place: Quartier | School, among, vocabulary: str, street: Street | None = None):
        self.place, self.among, self.vocabulary, self.street = place, among, vocabulary, street

    @property
    def school(self) -> School | None:
        return self.place if isinstance(self.place, School) else self.street.school if self.street else None

    @property
    def is_school(self) -> bool:
        return isinstance(self.place, School)

    @property
    def organization(self) -> Organization | None:
        return self.place.organization if isinstance(self.place, School) else None

    @property
    def quartier(self) -> Quartier | None:
        return self.place.organization.quartier if isinstance(self.place, School) else self.place

    @property
    def title(self) -> str:
        return str(self.place) if self.is_school else _("Quartier %(name)s") % {"name": self.place}

    @property
    def short_path(self) -> str:
        return place_url(self.place)

    # Whose center it is, and who says so.

    @property
    def center(self) -> Organization | None:
        return self.place.whose_center if isinstance(self.place, School) else self.place.center

    @property
    def _own_center(self) -> Organization | None:
        return self.place.center if isinstance(self.place, School) else None

    @property
    def where(self) -> str:
        """« Vous habitez … », « École … »."""
        if self.is_school:
            return str(self.place)
        if self.street:
            return _("Vous habitez %(street)s, quartier %(name)s") % {"street": self.street, "name": self.place}
        return _("Vous habitez le quartier %(name)s") % {"name": self.place}

    @property
    def sources(self) -> list[str]:
        """Where what is said here was found: of the center first, then of the street."""
        of_center = self.place if self._own_center or not self.quartier else self.quartier
        told = [of_center, *([self.street] if self.street else [])]
        return [", ".join(part for part in (each.source, each.source_date) if part) for each in told if each.source]

    @cached_property
    def center_page(self) -> CenterPage | None:
        if not self.center:
            return None
        pages = CenterPage.objects.filter(pk__in=self.among.values("pk"), organization=self.center)
        return pages.select_related("liaison__organization", "liaison__sector").first()

    @cached_property
    def neighbours(self) -> list[Quartier]:
        return list(self.quartier.neighbours.select_related("center")) if self.quartier else []

    # Whom to call.

    @cached_property
    def liaison(self) -> Contact | None:
        if self.center_page:
            return self.center_page.public_liaison
        return self._contacts(Contact.Role.LIAISON).filter(organization=self.center).first() if self.center else None

    @cached_property
    def pre_referents(self) -> list[Contact]:
        """Those of the sectors here, and of the whole city."""
        here = Q(sector=None) | Q(sector__matches_all=True) | Q(sector__in=self.sectors)
        return list(self._contacts(Contact.Role.PRE).filter(here))

    def _contacts(self, role: Contact.Role):
        return Contact.objects.public().filter(role=role).select_related("organization", "sector")

    # Sectors, network.

    @cached_property
    def sectors(self) -> list[Term]:
        """One of each division: as the school says, else as its quartier does."""
        holders = [each for each in (self.organization, self.quartier) if each]
        terms = [term for each in holders for term in each.sectors.select_related("parent").filter(matches_all=False)]
        return sorted({term.branch: term for term in reversed(terms)}.values(), key=lambda term: term.sort_order)

    @property
    def network(self) -> Term | None:
        return self.school.organization.network if self.school else None

    # What happens: each sheet once, in the nearest of three groups.

    @cached_property
    def here(self) -> list:
        places = [each for each in (self.organization, self.center) if each]
        return self._sheets(pk__in={pk for each in places for pk in referring_page_ids(each)})

    @cached_property
    def in_sectors(self) -> list:
        """Those of these sectors, and those that take place there, whatever sector they are of."""
        inside = Q(page_terms__term__in=self.sectors) | Q(pk__in=taking_place_in(self.sectors))
        return self._sheets(inside, but=self.here) if self.sectors else []

    @cached_property
    def everywhere(self) -> list:
        whole = {"page_terms__term__vocabulary__code": self.vocabulary, "page_terms__term__matches_all": True}
        return self._sheets(**whole, but=[*self.here, *self.in_sectors])

    def _sheets(self, *conditions, but=(), **others) -> list:
        known = {page.pk for page in but}
        pages = self.among.type(*SHEETS).filter(*conditions, **others).exclude(pk__in=known)
        return list(pages.distinct().order_by("path"))

    # For machines.

    def structured_data(self, portal) -> dict:
        thing = {"@type": "School" if self.is_school else "Place", "@id": portal.address, "url": portal.address}
        facts = _facts(self.organization) if self.organization else {}
        inside = {"containedInPlace": {"@type": "City", "name": portal.city}} if portal.city else {}
        return {"@context": "https://schema.org", **thing, "name": self.title, **facts, **inside}


def _facts(organization: Organization) -> dict:
    phone = next((number.address.removeprefix("tel:") for number in numbers_in(organization.phone)), "")
    facts = {"address": organization.address, "telephone": phone, "sameAs": organization.website}
    return {name: value for name, value in facts.items() if value}


def addresses() -> list[str]:
    """Of every quartier and every school, for the sitemap."""
    places = [*Quartier.objects.all(), *School.objects.filter(organization__active=True)]
    return [reverse("where"), *map(place_url, places)]
