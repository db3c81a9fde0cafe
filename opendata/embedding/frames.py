"""Who may show an answer in a frame: the sites of the settings, nobody else; nobody where there is none."""

from functools import wraps

from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Site

from opendata.licence import settings_of

NOBODY = ("'none'",)


def framed(view):
    """For a view of a frame: 403 with a sentence as long as the city names no site."""

    @require_safe
    @xframe_options_exempt  # « frame-ancestors » names the sites, which that older header cannot
    @wraps(view)
    def answer(request, *args, **kwargs):
        site = Site.find_for_request(request)
        origins = tuple(settings_of(site).embedding_sites) if site else ()
        if origins:
            response = view(request, *args, **kwargs)
        else:
            response = render(request, "opendata/embedded/refused.html", status=403)
        response._csp_replace = {"frame-ancestors": list(origins or NOBODY)}
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer
