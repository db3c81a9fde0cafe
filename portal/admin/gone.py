"""A record deleted, or an account closed, while another request works on it.

Where the line is: what the address names, and the account that asks, are looked for again. When one of them is no
longer there, what failed in the database failed for that, and is an answer in words, logged with its trace. When all
are there, the fault is ours and stays one.
"""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.db.models import BigIntegerField
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.inputs.keys import is_key
from portal.outages.faults import outage_of

PAGE_KEYS = "page_id", "page_to_move_id", "destination_id", "parent_page_id"
PAGE_GONE = _("Cette page n’existe plus : une autre personne vient de la supprimer. Rien n’a été enregistré.")
RECORD_GONE = _("Cette fiche n’existe plus : une autre personne vient de la supprimer. Rien n’a été enregistré.")


def is_of_the_missing(error):
    """How a view fails that finds no row where it had read one."""
    return isinstance(error, ObjectDoesNotExist | DatabaseError) and not outage_of(error)


def has_no_account(request):
    return not get_user_model().objects.filter(pk=request.user.pk).exists()


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
    return {int(key) for key in keys if is_key(str(key)) and int(key) <= BigIntegerField.MAX_BIGINT}


def _ticked(request, match):
    try:
        model = apps.get_model(match.kwargs["app_label"], match.kwargs["model_name"])
    except LookupError:
        return {}
    return {model: possible(request.GET.getlist("id"))}


def _of_the_view(match):
    """Of a generic view, which says what it shows and where the address has its key."""
    view = getattr(match.func, "view_class", None)
    model = getattr(match.func, "view_initkwargs", {}).get("model") or getattr(view, "model", None)
    key = match.kwargs.get(getattr(view, "pk_url_kwarg", "pk"))
    return {model: possible([key])} if isinstance(model, type) and key is not None else {}
