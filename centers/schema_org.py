"""What a center says to machines, in the words of schema.org: where it is, and when it is open."""

from portal.inputs.phones import numbers_in
from portal.schema_org import thing

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def civic_structure(page, portal):
    data = thing(page, portal, "CivicStructure")
    return {**data, **_facts(page.organization), **_hours(page)} if page.organization else data


def _facts(organization):
    return {
        "telephone": next((number.address.removeprefix("tel:") for number in numbers_in(organization.phone)), None),
        "sameAs": organization.website,
        "address": organization.address,
    }


def _hours(page):
    rows = page.opening_hours.all() if page.hours == page.Hours.KNOWN else []
    return {"openingHoursSpecification": [_opening(row) for row in rows]}


def _opening(row):
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": DAYS[row.weekday],
        "opens": f"{row.opens:%H:%M}",
        "closes": f"{row.closes:%H:%M}",
    }
