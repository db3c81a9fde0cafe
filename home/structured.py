"""schema.org data of a page, for machines that read the web."""

from urllib.parse import urljoin


def structured_data(page, portal):
    """What the page says of itself, and its breadcrumbs, as one graph."""
    graph = [_without_blanks(page.structured_data(portal)), *_breadcrumbs(page, portal)]
    return {"@context": "https://schema.org", "@graph": graph}


def _without_blanks(data):
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _breadcrumbs(page, portal):
    trail = portal.trail_of(page)
    if not trail:
        return []
    steps = [*((title, urljoin(portal.root_url, url)) for title, url in trail if url), (page.title, portal.address)]
    items = [
        {"@type": "ListItem", "position": n, "name": str(name), "item": url} for n, (name, url) in enumerate(steps, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]
