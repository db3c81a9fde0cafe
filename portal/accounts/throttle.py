"""How often one may ask: counted in the database, for all processes, about nobody.

An address, an account or a page is known by a hash that another day makes anew. A school is one address: what is
counted by address is generous, what is counted by account or by page is strict.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.db.models import F
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.models import Attempt
from portal.outages.patience import at_once
from portal.security import wants_json

KEPT = timedelta(days=1)
MINUTE, HOUR = 60, 3600
MOST_SEEN = 10_000

_seen: dict = {}  # by key: what stood in the database when this process last wrote, and what it has counted since


@dataclass(frozen=True)
class Limit:
    """``most`` times in as many ``seconds``, for each subject; small things are written ``step`` by ``step``."""

    name: str
    most: int
    seconds: int
    step: int = 1
    words: object = ""  # of what was too many, where it is neither a login nor an account


class Counted(NamedTuple):
    limit: Limit
    subject: str


def take(limit, subject):
    """Counts once more; the seconds to wait when it was once too many, else 0. A database that is held stops nobody."""
    now = int(timezone.now().timestamp())
    key, times = key_of(limit, subject, now), []
    written, more = _seen.pop(key, (0, 0))
    more += 1
    if more >= limit.step and at_once(lambda: times.append(_count(key, more)), "Limite"):
        written, more = times[0], 0
    if limit.step > 1:
        _keep(key, written, more)
    return limit.seconds - now % limit.seconds if written + more > limit.most else 0


def give_back(limit, subject):
    """What was counted beforehand turned out well."""
    key = key_of(limit, subject, int(timezone.now().timestamp()))
    at_once(lambda: Attempt.objects.filter(key=key, times__gt=0).update(times=F("times") - 1), "Limite")


def key_of(limit, subject, now):
    window = now // limit.seconds
    text = f"{timezone.localdate():%Y-%m-%d} {limit.name} {window} {subject}"
    return salted_hmac("portal.accounts.throttle", text, algorithm="sha256").hexdigest()


def _count(key, more):
    rows = Attempt.objects.filter(key=key)
    if not rows.update(times=F("times") + more):
        Attempt.objects.bulk_create([Attempt(key=key, times=0)], ignore_conflicts=True)
        rows.update(times=F("times") + more)
    return rows.values_list("times", flat=True).get()


def _keep(key, written, more):
    if len(_seen) >= MOST_SEEN:
        _seen.clear()  # a minute of a few more answers, rather than memory for every address that ever came
    _seen[key] = written, more


def purge():
    return Attempt.objects.filter(created__lt=timezone.now() - KEPT).delete()[0]


def first_refusal(request, counted):
    """Takes each of these limits; the answer 429 of the first that is met, else None."""
    for limit, subject in counted:
        if seconds := take(limit, subject):
            return too_many(request, seconds, limit.words)
    return None


def too_many(request, seconds, words=""):
    minutes = -(-seconds // MINUTE)
    what = str(words) or _("Trop d’essais depuis votre connexion ou pour ce compte.")
    when = ngettext("Réessayez dans une minute.", "Réessayez dans %(minutes)d minutes.", minutes)
    sentence = f"{what} {when % {'minutes': minutes}}"
    if wants_json(request) or not request.accepts("text/html"):
        response = JsonResponse({"success": False, "error_message": sentence, "detail": sentence}, status=429)
    else:
        response = HttpResponse(render_to_string("429.html", {"sentence": sentence}), status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "private, no-store"
    return response
