"""A record deleted, or an account closed, while another request works on it.

Where the line is: what the address names, and the account that asks, are looked for again. When one of them is no
longer there, what failed in the database failed for that, and is an answer in words, logged with its trace. When all
are there, the fault is ours and stays one.
"""

import logging

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.admin.answers import refused
from portal.inputs.keys import is_key
from portal.outages.faults import outage_of

logger = logging.getLogger(__name__)

PAGE_KEYS = "page_id", "page_to_move_id", "destination_id", "parent_page_id"
NO_PAGE = 0  # a key that no page has
PAGE_GONE = _("Cette page n’existe plus : une autre personne vient de la supprimer. Rien n’a été enregistré.")
RECORD_GONE = _("Cette fiche n’existe plus : une autre personne vient de la supprimer. Rien n’a été enregistré.")


def refuse_what_is_gone(request, error):
    if not is_of_the_missing(error) or not may_ask(request, error):
        return None
    is_closed = has_closed_account(request.user)
    sentence = "" if is_closed else what_is_gone(request)
    if not is_closed and not sentence:
        return None
    logger.warning("Supprimé entre-temps : %s", request.path, exc_info=error)
    return ask_who_it_is(request) if is_closed else refused(request, 404, sentence)


def ask_who_it_is(request):
    request.session.flush()
    request.user = AnonymousUser()
    return redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))


def is_of_the_missing(error):
    """How a view fails that finds no row where it had read one."""
    return isinstance(error, ObjectDoesNotExist | DatabaseError) and not outage_of(error)


def may_ask(request, error):
    """After an error within a transaction that is still open, no database answers any more."""
    return not (connection.needs_rollback or request.is_one_step and isinstance(error, DatabaseError))


def has_closed_account(user):
    return user.is_authenticated and not get_user_model().objects.filter(pk=user.pk).exists()


def what_is_gone(request):
    """A sentence for the editor; empty when all that the address names is there."""
    for model, pks in named(request).items():
        if model.objects.filter(pk__in=pks).count() < len(pks):
            return PAGE_GONE if issubclass(model, Page) else RECORD_GONE
    return ""


def named(request):
    """``{model: keys}`` of the records that an address names."""
    match = request.resolver_match
    pages = {Page: possible(match.kwargs[name] for name in PAGE_KEYS if name in match.kwargs)}
    others = _ticked(request, match) if match.view_name == "wagtail_bulk_action" else _of_the_view(match)
    return {model: pks for model, pks in (pages | others).items() if pks}


def possible(keys):
    """What a database can hold."""
    return {int(key) for key in keys if is_key(str(key))}


def _ticked(request, match):
    try:
        model = apps.get_model(match.kwargs["app_label"], match.kwargs["model_name"])
    except LookupError:
        return {}
    place = request.GET.get("childOf")
    if place is not None and issubclass(model, Page):
        return {model: possible(request.GET.getlist("id")) | (possible([place]) or {NO_PAGE})}
    return {model: possible(request.GET.getlist("id"))}


def _of_the_view(match):
    """Of a generic view, which says what it shows and where the address has its key."""
    view = getattr(match.func, "view_class", None)
    model = getattr(match.func, "view_initkwargs", {}).get("model") or getattr(view, "model", None)
    key = match.kwargs.get(getattr(view, "pk_url_kwarg", "pk"))
    return {model: possible([key])} if isinstance(model, type) and key is not None else {}
