"""Whether a form was sent by a page of this site: browsers say so, and no other site can make them say otherwise."""

from urllib.parse import urlsplit

UNSAID = "null"  # what a browser writes of a page that must not be named, whatever its site


def is_foreign(request, *, is_unnamed=False):
    """A form without cookie has no token either; what an old browser does not say is believed.

    ``is_unnamed``: the page of the form asks not to be named (« no-referrer »), and the browser then names no origin.
    """
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    if is_unnamed and origin == UNSAID:
        origin = None
    return site != "same-origin" or (origin is not None and _site_of(origin) != request.get_host())


def _site_of(origin):
    """Empty where it is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
