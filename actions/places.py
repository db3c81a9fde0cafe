"""Where an action takes place, and the sectors and networks that this makes it count for."""

from django.db.models import Q, prefetch_related_objects

from directory.models import Organization
from portal.references import references_from_pages


def places_of(sites):
    """``[(name, [codes of sectors])]`` of those that lie in some sector."""
    found = [(block.value["name"], organizations_of(block.value)) for block in sites]
    prefetch_related_objects([each for _name, there in found for each in there], "sectors", "quartier__sectors")
    coded = [(name, _codes(organizations)) for name, organizations in found]
    return [(name, codes) for name, codes in coded if codes]


def hosts_of(sites):
    """The organizations in whose walls it takes place."""
    found = [each for block in sites for each in organizations_of(block.value)]
    prefetch_related_objects(found, "network", "kind")
    return found


def organizations_of(site):
    return [each for each in (site["center"], site["college"], *site["schools"]) if each]


def taking_place_in(sectors):
    """Primary keys of the pages of which a place lies in one of these sectors."""
    by_quartier = Q(sectors=None, quartier__sectors__in=sectors)
    inside = Organization.objects.filter(Q(sectors__in=sectors) | by_quartier).values_list("pk", flat=True).distinct()
    named = references_from_pages(Organization, list(inside))
    return {page for pages in named.values() for page, paths in pages.items() if any(map(_is_of_a_place, paths))}


def _is_of_a_place(path):
    return path.startswith("sites.")


def _codes(organizations):
    return list(dict.fromkeys(code for each in organizations for code in each.sector_codes))
