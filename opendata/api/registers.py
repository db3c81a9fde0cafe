"""Organizations, schools and functions as programs read them: those that the public meets, and no e-mail address."""

from django.db.models import prefetch_related_objects
from django.urls import reverse

from directory.addresses import addresses_elsewhere
from directory.models import Contact, Organization
from schools.models import School
from search.indexing.entries import without_addresses
from sheets.who.naming import pages_naming

READ_WITH = ("kind", "network", "quartier", "parent", "sectors__parent", "quartier__sectors__parent")


def actual_organizations():
    return Organization.objects.filter(active=True)


def met_among(keys, site):
    """Keys of those of these organizations that a public function, or a public page, names.

    Pages are asked last: those that name the city may be thousands, and it has functions.
    """
    keys = set(keys)
    held = set(Contact.objects.public().filter(organization__in=keys).values_list("organization", flat=True))
    return {*held, *pages_naming(Organization, site, keys - held)} if keys - held else held


def organizations(records, site):
    """Of some, the items of those that visitors meet."""
    met = met_among([each.pk for each in records], site)
    shown = [each for each in records if each.pk in met]
    read_organizations(shown, site)
    return [organization_of(each, site) for each in shown]


def read_organizations(records, site):
    """What their items are made with, read once for all of them."""
    prefetch_related_objects(records, *READ_WITH)
    parents = met_among({each.parent_id for each in records if each.parent_id}, site)
    elsewhere = addresses_elsewhere([each.pk for each in records]) if records else {}
    for each in records:
        each.shown_parent = each.parent if each.parent_id in parents and each.parent.active else None
        each.shown_address = elsewhere.get(each.pk) or each.public_url


def organization_of(organization, site):
    """Once it was read by ``read_organizations``."""
    address, parent = organization.shown_address, organization.shown_parent
    return {
        "code": organization.code,
        "name": organization.name,
        "acronym": organization.acronym,
        "kind": _code(organization.kind),
        "url": site.root_url + address if address else "",
        "description": without_addresses(organization.description),
        "parent": parent.code if parent else None,
        **place_of(organization),
        "territory": organization.territory,
        "address_known_since": organization.address_date,
        "website": organization.website,
        "position": _position(organization),
    }


def place_of(organization):
    return {
        "network": _code(organization.network),
        "sectors": organization.sector_codes,
        "quartier": _code(organization.quartier),
        "address": organization.address,
        "phone": organization.phone,
    }


def _code(record):
    return record.code if record else None


def _position(organization):
    if organization.latitude is None or organization.longitude is None:
        return None
    return {
        "latitude": float(organization.latitude),
        "longitude": float(organization.longitude),
        "precision": organization.precision,
        "radius": organization.blur,
    }


def actual_schools():
    return School.objects.filter(organization__active=True).select_related(
        "organization__network", "organization__quartier__center", "center"
    )


def schools(records, site):
    prefetch_related_objects(
        records, "organization__sectors__parent", "organization__quartier__sectors__parent", "organization__kind"
    )
    return [_school(each, site) for each in records]


def _school(school, site):
    center = school.whose_center
    return {
        "code": school.code,
        "uai": school.uai,
        "name": school.organization.name,
        "level": school.level,
        "label": school.label,
        "url": site.root_url + reverse("school", args=[school.code]),
        "organization": school.organization.code,
        "center": center.code if center and center.active else None,
        **place_of(school.organization),
        "source": school.source,
        "source_date": school.source_date,
    }


def public_functions():
    functions = Contact.objects.public().filter(organization__active=True)
    return functions.select_related("organization", "sector")


def functions(records, site):
    return [function_of(each) for each in records]


def function_of(contact):
    return {
        "code": contact.code,
        "title": contact.title,
        "role": contact.role,
        "organization": contact.organization.code,
        "organization_name": contact.organization.name,
        "sector": _code(contact.sector),
        "phone": contact.phone,
    }
