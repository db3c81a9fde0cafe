"""A deletion that something forbids is answered in words, whatever screen asked for it."""

import re
from contextlib import nullcontext
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin import messages
from wagtail.models import Page

from portal.admin.doors import seen_by_reader
from portal.admin.gone import named
from portal.admin.reader import screen
from portal.security import is_admin, wants_json

MOST_NAMED = 10
RESERVED = _lazy("page réservée")
# Screens that stock leaves without a transaction: a page deleted meanwhile would be half there again.
ONE_STEP = re.compile(
    r"delete|/(unpublish|move|set_position|convert_alias|lock|unlock|unschedule)/|/bulk/.*/publish/"
    r"|/workflow/(action|confirm_cancellation)/"
)


class StillUsed(ProtectedError):
    """Raised before a deletion: its first argument is a sentence for the editor."""


class RefusalMiddleware:
    """Lists, multiple uploads, bulk actions and the API of the explorer each delete in their own way: one answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_sent = is_admin(request) and request.method in ("POST", "DELETE")
        request.is_one_step = is_sent and ONE_STEP.search(request.path) is not None
        with screen(request) if is_admin(request) else nullcontext():
            return self._answer(request)

    def _answer(self, request):
        """A tree counts its children, and Wagtail writes its history, before the first row is deleted."""
        if not request.is_one_step:
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if getattr(request, "has_failed", False):
                transaction.set_rollback(True)  # whatever failed, nothing is done by half
            return response

    def process_view(self, request, _view, _args, _kwargs):
        if request.is_one_step:
            hold(request)

    def process_exception(self, request, error):
        is_refused = isinstance(error, ProtectedError | RestrictedError) and is_admin(request)
        request.has_failed = True
        if not is_refused:
            return None
        sentence = sentence_of(error)
        if wants_json(request):
            return JsonResponse({"success": False, "error_message": sentence}, status=409)
        messages.error(request, sentence)
        return redirect(way_back(request))


def hold(request):
    """Whoever deletes these pages waits for this request: SQLite has one writer anyway."""
    pages = named(request).get(Page, ())
    list(Page.objects.select_for_update(no_key=True).filter(pk__in=pages).order_by("pk").values_list("pk"))


def sentence_of(error):
    if isinstance(error, StillUsed):
        return str(error.args[0])
    users = getattr(error, "protected_objects", None) or error.restricted_objects
    names = _names(users)
    more = _(" et %(n)d autres") % {"n": len(names) - MOST_NAMED} if len(names) > MOST_NAMED else ""
    text = _("Rien n’a été supprimé : c’est encore utilisé par %(names)s%(more)s. Changez-les d’abord.")
    return text % {"names": ", ".join(f"« {name} »" for name in names[:MOST_NAMED]), "more": more}


def _names(users):
    """A row is known by its page; a page that the reader may not know of is not named."""
    records = [getattr(record, "page", None) or record for record in users]
    pages = {record.pk for record in records if isinstance(record, Page)}
    seen = set(seen_by_reader(Page.objects.filter(pk__in=pages)).values_list("pk", flat=True))
    hidden = [record for record in records if isinstance(record, Page) and record.pk not in seen]
    return list(dict.fromkeys(RESERVED if record in hidden else str(record) for record in records))


def way_back(request):
    """Where the screen would have gone after deleting, or where the editor came from."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    came_from = request.headers.get("referer", "")
    return next((address for address in (asked, came_from) if _leads_on(address, request)), "wagtailadmin_home")


def _leads_on(address, request):
    is_ours = url_has_allowed_host_and_scheme(address, request.get_host(), request.is_secure())
    return is_ours and urlsplit(address).path != request.path
