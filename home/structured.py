"""schema.org data of a page, for machines that read the web."""

from urllib.parse import urljoin

from django.utils.translation import get_language

from portal.inputs.phones import numbers_in

SCHEDULE_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def structured_data(page, portal):
    """The page and its breadcrumbs, as one graph."""
    describe = DESCRIPTIONS.get(type(page).__name__, _web_page)
    thing = {**_web_page(page, portal), **describe(page, portal)}
    graph = [_without_blanks(thing), *_breadcrumbs(page, portal)]
    return {"@context": "https://schema.org", "@graph": graph}


def _without_blanks(data):
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _web_page(page, portal):
    return {
        "@type": "WebPage",
        "@id": portal.address,
        "url": portal.address,
        "name": page.title,
        "description": page.lead,
        "inLanguage": get_language(),
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
    }


def _home(page, portal):
    return {
        "@type": "WebSite",
        "name": portal.full_name,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{portal.root_url}/recherche/?q={{q}}"},
            "query-input": "required name=q",
        },
    }


def _sheet(page, portal):
    operators = [{"@type": "Organization", "name": link.name} for link in page.organizations("operator")]
    audience = [{"@type": "Audience", "audienceType": row.label} for row in page.audience_rows]
    area = {"@type": "AdministrativeArea", "name": portal.city} if portal.city else None
    return {
        "@type": "Service",
        "provider": operators,
        "audience": audience,
        "areaServed": area,
        "dateModified": None,
        "inLanguage": None,
    }


def _made_sheet(page, portal):
    """What such a sheet describes is its editors' affair: it is a page, for someone, by someone."""
    return {
        "genre": page.kind_name,
        "provider": [{"@type": "Organization", "name": link.name} for link in page.organizations("operator")],
        "audience": [{"@type": "Audience", "audienceType": row.label} for row in page.audience_rows],
    }


def _center(page, portal):
    organization = page.organization
    data = {"@type": "CivicStructure", "dateModified": None, "inLanguage": None}
    if organization is None:
        return data
    hours = page.opening_hours.all() if page.hours == page.Hours.KNOWN else []
    return {
        **data,
        "telephone": next((each.address.removeprefix("tel:") for each in numbers_in(organization.phone)), None),
        "sameAs": organization.website,
        "address": organization.address,
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": SCHEDULE_DAYS[row.weekday],
                "opens": f"{row.opens:%H:%M}",
                "closes": f"{row.closes:%H:%M}",
            }
            for row in hours
        ],
    }


def _event(page, portal):
    place = ", ".join(part for part in (page.place, page.town) if part)
    return {
        "@type": "Event",
        "startDate": page.date.isoformat() if page.date else None,
        "endDate": page.end_date.isoformat() if page.end_date else None,
        "location": {"@type": "Place", "name": place} if place else None,
        "organizer": [{"@type": "Organization", "name": link.name} for link in page.organizations("operator")],
        "dateModified": None,
    }


def _collection(page, portal):
    return {"@type": "CollectionPage"}


def _breadcrumbs(page, portal):
    trail = portal.trail_of(page)
    if not trail:
        return []
    steps = [*((title, urljoin(portal.root_url, url)) for title, url in trail if url), (page.title, portal.address)]
    items = [
        {"@type": "ListItem", "position": n, "name": str(name), "item": url} for n, (name, url) in enumerate(steps, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


DESCRIPTIONS = {
    "HomePage": _home,
    "ActionPage": _sheet,
    "ResourcePage": _sheet,
    "GenericSheetPage": _made_sheet,
    "CenterPage": _center,
    "EventPage": _event,
    "CollectionPage": _collection,
}
