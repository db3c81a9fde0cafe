"""What every answer below « /api/ » has: any site may read it, its licence, and words in JSON for what is refused."""

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from wagtail.models import Site

from opendata.api.problems import METHOD
from opendata.licence import licence_of

PREFIX = "/api/"
SHARED = {
    "Access-Control-Allow-Origin": "*",  # nothing here depends on who asks: no cookie is read
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
BEFOREHAND = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


class ApiMiddleware:
    """Inside of what keeps answers, so that they are kept with these headers; outside of what counts them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        response = self._answer(request)
        for name, value in SHARED.items():
            response[name] = value
        return response

    def _answer(self, request):
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=BEFOREHAND)
        if request.method == "HEAD":
            request.method = "GET"  # the server sends no body in answer to it
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return JsonResponse({"detail": METHOD}, status=response.status_code, headers={"Allow": BEFOREHAND["Allow"]})
        if response.status_code == HTTPStatus.OK and (site := Site.find_for_request(request)):
            response["Link"] = f'<{licence_of(site)["url"]}>; rel="license"'
        return response
