"""What a page says to machines that read the web, in the words of schema.org. Page classes say the rest."""

from django.utils.translation import get_language


def thing(page, portal, kind):
    """What a page stands for, whatever it is."""
    return {"@type": kind, "@id": portal.address, "url": portal.address, "name": page.title, "description": page.lead}


def web_page(page, portal, kind="WebPage"):
    """A page that stands for itself."""
    published = page.last_published_at
    return {
        **thing(page, portal, kind),
        "inLanguage": get_language(),
        "dateModified": published.isoformat() if published else None,
    }
