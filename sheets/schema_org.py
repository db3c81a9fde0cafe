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
