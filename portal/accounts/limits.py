"""What is limited, by the name of its address. Forms of visitors add theirs with ``portal.accounts.throttle``."""

from unicodedata import normalize

from django.conf import settings

from portal.accounts.throttle import HOUR, MINUTE, Counted, Limit, first_refusal, give_back
from portal.security import client_address

LOGINS = Limit("logins", 20, 15 * MINUTE)  # that fail, from one address, whatever the account; axes has each account
RESETS_OF_ACCOUNT = Limit("resets of account", 3, HOUR)
RESETS = Limit("resets", 20, HOUR)
PAGE_PASSWORDS = Limit("page passwords", 20, 15 * MINUTE)  # wrong ones, for one page or collection from one address
PAGE_PASSWORDS_OF_PAGE = Limit("page passwords of page", 200, HOUR)
STEP_OF_API = 10  # answers counted at once: one by one, each would cost more queries than it asks

NOT_MODIFIED_OR_MOVED = range(300, 400)


def _of_login(request, kwargs):
    return [Counted(LOGINS, client_address(request))]


def _of_reset(request, kwargs):
    email = normalize("NFKC", request.POST.get("email", "")[:254]).strip().casefold()  # as Django compares addresses
    return [Counted(RESETS, client_address(request)), Counted(RESETS_OF_ACCOUNT, email)]


def _of_password(request, kwargs):
    """Of a page or of a collection of documents."""
    page = " ".join(f"{name} {pk}" for name, pk in kwargs.items() if name.endswith("restriction_id"))
    return [
        Counted(PAGE_PASSWORDS, f"{page} {client_address(request)}"),
        Counted(PAGE_PASSWORDS_OF_PAGE, page),
    ]


def _of_api(request):
    """Answers that had to be made: those kept in memory are not counted."""
    most = settings.API_ANSWERS_A_MINUTE
    return [Counted(Limit("api", most, MINUTE, STEP_OF_API), client_address(request))] if most else []


# By the name of the address: what is counted of a POST, and whether one that went well is given back.
POSTS = {
    "wagtailadmin_login": (_of_login, True),
    "wagtailcore_login": (_of_login, True),  # of private pages: the same accounts
    "wagtailadmin_password_reset": (_of_reset, False),
    "wagtailcore_authenticate_with_password": (_of_password, True),
    "wagtaildocs_authenticate_with_password": (_of_password, True),
}


class LimitMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        went_well = response.status_code in NOT_MODIFIED_OR_MOVED
        for limit, subject in getattr(request, "to_give_back", ()) if went_well else ():
            give_back(limit, subject)
        return response

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match.app_name == "ninja":
            return first_refusal(request, _of_api(request))
        if request.method != "POST" or match.url_name not in POSTS:
            return None
        count, gives_back = POSTS[match.url_name]
        counted = count(request, kwargs)
        request.to_give_back = counted if gives_back else ()
        return first_refusal(request, counted)
