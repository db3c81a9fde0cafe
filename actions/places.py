"""Where an action takes place, and the sectors that this makes it count for."""

from django.db.models import prefetch_related_objects


def places_of(sites):
    """``[(name, [codes of sectors])]`` of those that lie in some sector."""
    found = [(block.value["name"], organizations_of(block.value)) for block in sites]
    prefetch_related_objects([each for _name, there in found for each in there], "sectors", "quartier__sectors")
    coded = [(name, _codes(organizations)) for name, organizations in found]
    return [(name, codes) for name, codes in coded if codes]


def organizations_of(site):
    return [each for each in (site["center"], site["college"], *site["schools"]) if each]


def _codes(organizations):
    return list(dict.fromkeys(code for each in organizations for code in each.sector_codes))
