"""A public page as an anonymous visitor gets it, without going through the network."""

from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from portal.cache.shared import visit

OK = 200


def html_of(page, site):
    """``None``: nobody gets this page without a password, an account, or at all."""
    root = urlsplit(site.root_url)
    request = HttpRequest()
    request.method, request.user = "GET", AnonymousUser()
    request.path = request.path_info = page.get_url(current_site=site) or "/"
    request.META = {
        "SERVER_NAME": root.hostname or "",
        "SERVER_PORT": str(root.port or (443 if root.scheme == "https" else 80)),
        "wsgi.url_scheme": root.scheme,
        "HTTP_HOST": root.netloc,
        "REQUEST_METHOD": "GET",
    }
    request._wagtail_site = site
    with visit():
        response = page.serve(request)
        if hasattr(response, "render"):
            response.render()
    return response.content.decode() if response.status_code == OK else None
