"""Anonymous pages are answered from memory, exactly: a change is visible at the next request, never later.

An answer is kept when it is the same for everybody: asked for without session nor password, it sets no cookie, reads
none (``Vary``), and nobody said otherwise (``Cache-Control``, ``visits.keep_out``). It is given again to the same
address as long as its evidence holds (``portal.cache.evidence``). Browsers and proxies may keep it too, and ask each
time whether it is still that one.
"""

from copy import copy
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import Error, connection
from django.http import HttpResponse
from django.http.request import split_domain_port
from django.utils.functional import cached_property
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from portal.cache import shared as caching
from portal.cache.compression import TEXT_TYPES, CompressTextMiddleware
from portal.cache.kept_pages import KeptPage, Shelf
from portal.requests import visits

LONGEST_ADDRESS = 800
MOST_PARAMETERS = 40
# Kept by anyone, but shown again only once we have said that it did not change: one visit, one question, no surprise.
PUBLIC = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-store"


class Kept:
    """Two shelves: nobody can push the pages out by inventing parameters."""

    @cached_property
    def _shelves(self):
        half = settings.PAGE_CACHE_MEGABYTES * 1024 * 1024 // 2
        return {False: Shelf(half), True: Shelf(half)}

    def _shelf(self, address):
        return self._shelves[bool(address[-1])]

    def get(self, address):
        return self._shelf(address).get(address)

    def put(self, address, page):
        self._shelf(address).put(address, page)

    def clear(self):
        self.__dict__.pop("_shelves", None)


kept = Kept()


def address_of(environ):
    """What an anonymous answer depends on, its parameters last; None for requests that are not everybody's."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if (
        environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        or path.startswith(settings.PAGE_CACHE_EXCLUDED)
        or len(path) + len(query) > LONGEST_ADDRESS
        or is_personal(environ)
    ):
        return None
    origin, parameters = _origin(environ), canonical(query)
    if origin is None or parameters is None:
        return None
    return (*origin, environ.get("SCRIPT_NAME", ""), path, parameters)


def _origin(environ):
    """Scheme and host, None for a host that is written in another way than the site's own.

    Django takes any port, capitals, a dot at the end and any name below « .ville.example »: were each an address of its
    own, a script could push the pages out, and a page made for one would carry its odd links to the next visitor.
    """
    proxy = settings.SECURE_PROXY_SSL_HEADER
    is_secure = environ.get(proxy[0], "") == proxy[1] if proxy else environ["wsgi.url_scheme"] == "https"
    forwarded = environ.get("HTTP_X_FORWARDED_HOST", "") if settings.USE_X_FORWARDED_HOST else ""
    server = f"{environ.get('SERVER_NAME')}:{environ.get('SERVER_PORT')}"
    host = forwarded or environ.get("HTTP_HOST") or server
    name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    known = name in _names() and port in (environ.get("SERVER_PORT"), _own_port()) if colon else host in _names()
    return (str(is_secure), host) if known else None


def _names():
    return {name.removeprefix(".") for name in settings.ALLOWED_HOSTS}


def _own_port():
    return str(urlsplit(settings.WAGTAILADMIN_BASE_URL).port or "")


def is_personal(environ):
    """Whether the request says who asks: a session, a message left for its next page, a password in the header."""
    cookies = environ.get("HTTP_COOKIE", "")
    names = {cookie.partition("=")[0].strip() for cookie in cookies.split(";")} if cookies else set()
    personal = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    return "HTTP_AUTHORIZATION" in environ or not names.isdisjoint(personal)


def canonical(query):
    """Parameters in the order of their names: that of a name's own values matters, that of names does not."""
    if not query:
        return ""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    return urlencode(sorted(pairs, key=lambda pair: pair[0]))


def find(environ, address, moment):
    page = kept.get(address)
    return page.answer(environ) if page and page.evidence.holds_at(moment) else None


@caching.shared_by_visits
def site_at(host, port):
    try:
        site = get_site_for_hostname(host, port)
    except Site.DoesNotExist:
        return None
    site.root_page = site.root_page.specific  # which Wagtail would read again to find its way
    return site


class PageCacheMiddleware:
    """The first of all: what it keeps is whole, with the headers that the others set."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.compress = CompressTextMiddleware(get_response)

    def __call__(self, request):
        address = address_of(request.META)
        if address is None:
            return with_cache_control(self.get_response(request), is_personal(request.META))
        with caching.visit() as visit:
            answer = find(request.META, address, visit.moment)
            if answer is None:
                response = self._plain(request)
                if not is_everybodys(response, visit):
                    response = with_cache_control(response, not visit.is_kept)
                    return self.compress.process_response(request, response)
                response["Cache-Control"] = PUBLIC
                page = KeptPage(caching.evidence_of(visit), response.items(), response.content)
                if request.method == "GET":
                    kept.put(address, page)
                answer = page.answer(request.META)
        return to_response(answer)

    def process_view(self, request, view, args, kwargs):
        """Visits share the site that is found: Wagtail takes it from here. By now Django has accepted the host."""
        if visits.in_visit():
            site = copy(site_at(split_domain_port(request.get_host())[0], request.get_port()))
            if site:
                site.root_page = copy(site.root_page)  # pages are routed from it, and keep things on themselves
            request._wagtail_site = site

    def _plain(self, request):
        """The answer before it is compressed: both forms are made from it."""
        accepted = request.META.pop("HTTP_ACCEPT_ENCODING", "")
        response = self.get_response(request)
        request.META["HTTP_ACCEPT_ENCODING"] = accepted
        return response


def is_everybodys(response, visit):
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {"", "accept-encoding"}
    return (
        response.status_code == HTTPStatus.OK
        and visit.is_kept
        and not response.streaming
        and not response.cookies
        and not varies
        and not response.has_header("Cache-Control")
        and response.get("Content-Type", "").startswith(TEXT_TYPES)
    )


def with_cache_control(response, is_private):
    """Where nothing is said, browsers would guess: a redirection kept for ever, a file shown after it was withdrawn."""
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = PRIVATE if is_private or response.cookies else "no-cache"
    return response


def to_response(answer):
    status, headers, body = answer
    response = HttpResponse(body, status=status, headers=dict(headers))
    if status == HTTPStatus.NOT_MODIFIED:
        del response["Content-Type"]
    return response


class PageCacheDoor:
    """In front of Django, for gunicorn: most of a kept page's time would go into making a request of it.

    It only ever gives what the middleware has kept, after all of Django had its say about that very address.
    """

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        answer = self._kept_answer(environ)
        if answer is None:
            return self.application(environ, start_response)
        status, headers, body = answer
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [body]

    def _kept_answer(self, environ):
        address = address_of(environ)
        if address is None or kept.get(address) is None:
            return None
        try:
            return find(environ, address, caching.current_moment())
        except Error:
            connection.close()  # Django opens another one, or says what is wrong
            return None
