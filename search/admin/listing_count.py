"""How many sheets a list would show, told while the editor chooses."""

from django.http import HttpResponseBadRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from search.live_lists.blocks import ListingBlock, listing_of

PREFIX = "listing"
MOST_NAMED = 5

block = ListingBlock()
block.set_name(PREFIX)


@require_safe
def listing_count(request):
    try:
        value = block.value_from_datadict(request.GET, {}, PREFIX)
    except (KeyError, ValueError):
        return HttpResponseBadRequest()
    listing = listing_of(as_numbers(value), request, size=MOST_NAMED)
    return JsonResponse({"text": count_in_words(listing), "warning": warning_of(listing.unknown)})


def as_numbers(value):
    """Ages as the form would clean them; what is no age is left as it was typed, and finds nothing."""
    ages = {name: _whole(value[name]) for name in ("age_min", "age_max")}
    return {**value, **ages}


def _whole(text):
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else text or None


def count_in_words(listing):
    if listing.degraded:
        return _("Le moteur de recherche ne répond pas : le nombre n’est pas connu.")
    if not listing.total:
        return _("Aucune fiche pour le moment.")
    more = "…" if listing.has_more else ""
    names = ", ".join(result.title for result in listing.results)
    if listing.has_pages:
        found = ngettext("%(n)d page ou fiche :", "%(n)d pages ou fiches :", listing.total)
    else:
        found = ngettext("%(n)d fiche :", "%(n)d fiches :", listing.total)
    found %= {"n": listing.total}
    return f"{found} {names}{more}"


def warning_of(unknown):
    return _("N’existe plus, et ne trouve rien : %(named)s.") % {"named": ", ".join(unknown)} if unknown else ""
