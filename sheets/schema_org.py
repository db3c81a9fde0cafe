"""What sheets say to machines, in the words of schema.org: for whom, and by whom."""

from portal.schema_org import thing


def service(page, portal):
    area = {"@type": "AdministrativeArea", "name": portal.city} if portal.city else None
    return {**thing(page, portal, "Service"), **people(page), "areaServed": area}


def people(page):
    audience = [{"@type": "Audience", "audienceType": row.label} for row in page.audience_rows]
    return {"provider": operators(page), "audience": audience}


def operators(page):
    return [{"@type": "Organization", "name": link.name} for link in page.organizations("operator")]


def organization(actor, portal):
    found = actor.organization
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": portal.address,
        "url": portal.address,
        "name": found.name,
        "alternateName": found.acronym,
        "description": found.description,
        "telephone": found.phone,
        "address": found.address,
        "sameAs": found.website,
        "parentOrganization": actor.parent and {"@type": "Organization", "name": actor.parent.name},
    }
    return {key: value for key, value in data.items() if value}
