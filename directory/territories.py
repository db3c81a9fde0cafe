"""What organizations wrote of their quartier before the register had it."""

from directory.models import Organization
from directory.models.quartiers import quartiers_by_name
from portal.text.letters import sort_key


def link_territories():
    """Those whose words name one quartier are linked to it. How many, and the organizations whose words name none."""
    quartiers, unmatched, linked = quartiers_by_name(), [], 0
    for organization in Organization.objects.filter(quartier=None).exclude(territory=""):
        organization.quartier = quartiers.get(sort_key(organization.territory)[0])
        if not organization.quartier:
            unmatched.append(organization)
            continue
        organization.territory = ""
        organization.save()
        linked += 1
    return linked, unmatched
