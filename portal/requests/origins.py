"""Whether a form was sent by a page of this site: browsers say so, and no other site can make them say otherwise."""

from urllib.parse import urlsplit


def is_foreign(request):
    """A form without cookie has no token either; what an old browser does not say is believed."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    return site != "same-origin" or (origin is not None and urlsplit(origin).netloc != request.get_host())
