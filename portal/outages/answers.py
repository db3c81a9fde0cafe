"""The database is held, away or full, or the disk is: 503, in words, with nothing half-written and nothing lost."""

import logging
import sys

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.defaults import server_error

from portal.outages.faults import AWAY, CLOSED, FULL, HELD, outage_of
from portal.outages.files import keep_track
from portal.outages.patience import in_passing
from portal.security import is_admin, wants_json

logger = logging.getLogger(__name__)

RETRY_AFTER = 30  # seconds
SAFE = ("GET", "HEAD", "OPTIONS")

SENTENCES = {
    HELD: gettext_lazy(
        "Rien n’a été enregistré : le site est occupé à une autre écriture. Attendez une minute, puis recommencez."
    ),
    FULL: gettext_lazy(
        "Rien n’a été enregistré : le serveur n’a plus de place. "
        "Prévenez la personne qui s’occupe du serveur, puis recommencez."
    ),
    CLOSED: gettext_lazy(
        "Rien n’a été enregistré : le serveur ne peut pas écrire dans ses fichiers. "
        "Prévenez la personne qui s’occupe du serveur, puis recommencez."
    ),
    AWAY: gettext_lazy(
        "Rien n’a été enregistré : la base de données ne répond pas. Attendez quelques minutes, puis recommencez. "
        "Si cela dure, prévenez la personne qui s’occupe du serveur."
    ),
}


class OutageMiddleware:
    """Answers what a view could not do. Files that it stored without their row are taken away."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with keep_track() as files, in_passing(request.method in SAFE and not is_admin(request)):
            response = self.get_response(request)
            if getattr(request, "has_failed", False):
                files.discard()
        return response

    def process_exception(self, request, error):
        request.has_failed = True
        kind = outage_of(error)
        return answer(request, kind, error) if kind else None


def handler500(request):
    """For what fails outside of views: a session that cannot be saved, a form that finds no room on the disk."""
    error = sys.exc_info()[1]
    kind = outage_of(error)
    return answer(request, kind, error) if kind else server_error(request)


def answer(request, kind, error):
    logger.error("Panne (%s) : %s %s : %s", kind, request.method, request.path, error)
    sentence = SENTENCES[kind]
    if wants_json(request) or not request.accepts("text/html"):
        # One of the codes whose sentence Wagtail's autosave shows.
        said = {"success": False, "error_code": "locked", "error_message": str(sentence)}
        response = JsonResponse(said, status=503)
    else:
        response = HttpResponse(_page(request, sentence), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "private, no-store"
    return response


def _page(request, sentence):
    """Without the site's own templates: they would ask the database."""
    with override("fr"):
        is_reading = request.method in SAFE
        return render_to_string(
            "503.html",
            {
                "is_reading": is_reading,
                "sentence": _("La page n’a pas pu être affichée. Rechargez-la dans une minute.")
                if is_reading
                else sentence,
                "typed": [] if is_reading else typed(request),
                "has_files": not is_reading and bool(_files(request)),
                "address": request.get_full_path(),
            },
        )


def typed(request):
    """What was sent, to be sent again as it is; nothing of a form that holds a password."""
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    except (OSError, ValueError):
        return []  # it could not even be read: the browser still has it
    return [] if any("password" in name for name, _value in pairs) else pairs


def _files(request):
    try:
        return request.FILES
    except (OSError, ValueError):
        return {}
