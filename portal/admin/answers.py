"""A sentence in place of a screen of the admin."""

import logging

from django.http import JsonResponse
from django.shortcuts import render

from portal.security import wants_json

logger = logging.getLogger(__name__)


def refused(request, status, sentence):
    logger.warning("Formulaire refusé (%s) : %s", status, request.path)
    if wants_json(request) or not request.accepts("text/html"):
        return JsonResponse({"success": False, "error_code": "refused", "error_message": sentence}, status=status)
    return render(request, "portal/admin/refused.html", {"sentence": sentence}, status=status)
