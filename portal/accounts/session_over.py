"""A session that ends while somebody types: said in words, and what was typed is kept, with or without scripts."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as stock_csrf_failure

from portal.security import is_admin, wants_json

NEVER_CARRIED = ("csrfmiddlewaretoken", "password")  # or what holds these words


def still_connected(request):
    """Asked before a form is sent; whoever is not connected is answered before this."""
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


class SessionOverMiddleware:
    """Wagtail sends whoever is no longer connected to its login screen, and forgets what was sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        if not is_admin(request) or request.user.is_authenticated:
            return answer
        asks_to_log_in = answer.headers.get("Location") == login_screen(request)
        if is_fetched(request) and (asks_to_log_in or answer.status_code == 403):
            return refusal_in_json(over(), 401)
        return keep(request, over(), 401) if asks_to_log_in and request.method == "POST" else answer


def login_screen(request):
    return redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login")).url


def is_fetched(request):
    """By a script of the screen, whatever it waits for: a page would be read by nobody."""
    return wants_json(request) or request.headers.get("sec-fetch-dest") == "empty"


def over():
    return _("Votre session est finie : reconnectez-vous dans un autre onglet, puis enregistrez.")


def renewed():
    return _("Cette page était ouverte depuis avant votre dernière connexion : enregistrez de nouveau.")


def refusal_in_json(sentence, status):
    """« locked » is one of the codes whose sentence Wagtail's autosave shows; of others it says « server error »."""
    return JsonResponse({"success": False, "error_code": "locked", "error_message": sentence}, status=status)


def keep(request, sentence, status, carries=True):
    """A screen that carries what was sent, and sends it again."""
    context = {
        "sentence": sentence,
        "fields": list(carried(request.POST)) if carries else [],
        "files": [file.name for file in request.FILES.values()],
        "login_url": reverse("wagtailadmin_login"),
        "is_over": not request.user.is_authenticated,
    }
    return render(request, "portal/session_over.html", context, status=status)


def carried(sent):
    for name, values in sent.lists():
        if not any(word in name for word in NEVER_CARRIED):
            yield from ((name, value) for value in values)


def csrf_failure(request, reason=""):
    """Django changes the token at each login: a page opened before it is ours all the same, if its origin says so."""
    if not is_admin(request):
        return stock_csrf_failure(request, reason)
    logs_in = request.path == reverse("wagtailadmin_login")
    sentence = renewed() if logs_in or request.user.is_authenticated else over()
    if is_fetched(request):
        return refusal_in_json(sentence, 403)
    return keep(request, sentence, 403, carries=_is_of_ours(request))


def _is_of_ours(request):
    """Another site can write neither of these headers; without one, nobody knows who filled the form in."""
    ours = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("origin")
    return origin == ours if origin else request.headers.get("referer", "").startswith(f"{ours}/")
