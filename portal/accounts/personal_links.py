"""Links that are worth a signature: sent to one person, for one thing, until a day; no account, no cookie.

A link is signed, so that what somebody invents asks the database nothing; it is known there by a hash only, so that a
backup opens nothing. Opening one changes nothing (readers of mail open links by themselves): what it offers is a form,
and only that form writes. All of them are below ``portal.requests.secret_addresses.PREFIX``, which no log repeats.
"""

import secrets
from datetime import timedelta
from functools import wraps
from hashlib import sha256

from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import register_converter
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.accounts.sent_once import is_first, was_sent
from portal.accounts.throttle import HOUR, Counted, Limit, first_refusal
from portal.models import PersonalLink
from portal.requests.origins import is_foreign
from portal.security import client_address

SERVED = "lien"
WRITTEN = Limit("liens", 60, HOUR, words=_("Plus de 60 réponses en une heure depuis votre connexion."))


class TokenConverter:
    regex = r"[A-Za-z0-9_-]{20,60}~[A-Za-z0-9_-]{20,60}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(TokenConverter, "personal")


def _signer(purpose):
    return Signer(sep="~", salt=f"portal.accounts.personal_links.{purpose}")


def _digest(secret):
    return sha256(secret.encode()).hexdigest()


def give(purpose, subject, *, days):
    """A new link, as the text to put in its address. Those given before for the same thing go on."""
    secret = secrets.token_urlsafe(24)
    expires = timezone.now() + timedelta(days=days)
    PersonalLink.objects.create(purpose=purpose, subject=str(subject), digest=_digest(secret), expires=expires)
    return _signer(purpose).sign(secret)


def subject_of(purpose, token):
    """What ``token`` is about, as text; ``None`` when it was invented, is too old, or was taken back."""
    try:
        secret = _signer(purpose).unsign(token)
    except BadSignature:
        return None
    links = PersonalLink.objects.filter(purpose=purpose, digest=_digest(secret), expires__gt=timezone.now())
    return links.values_list("subject", flat=True).first()


def replace(purpose, subject, *, days):
    """A new link in the place of all that were given for the same thing."""
    revoke(purpose, subject)
    return give(purpose, subject, days=days)


def revoke(purpose, subject):
    PersonalLink.objects.filter(purpose=purpose, subject=str(subject)).delete()


def use_up(purpose, subject):
    """Revoked because it has served: whoever presses its button a second time reads that it is done."""
    for digest in PersonalLink.objects.filter(purpose=purpose, subject=str(subject)).values_list("digest", flat=True):
        is_first(SERVED, digest)
    revoke(purpose, subject)


def _has_served(purpose, token):
    try:
        return was_sent(SERVED, _digest(_signer(purpose).unsign(token)))
    except BadSignature:
        return False


def forget_links(now=None):
    """Those that open nothing any more."""
    PersonalLink.objects.filter(expires__lt=now or timezone.now()).delete()


def by_personal_link(purpose, served=""):
    """A view of whoever holds a link: called with ``subject`` where its address has ``token``.

    A link that opens nothing is answered 410 in a sentence; a form from elsewhere 403, too many of them 429.
    ``served``: the name of the page for whoever presses once more when it has just served.
    """

    def decorated(view):
        @csrf_exempt  # no cookie: the link is the proof, and where the form comes from is asked
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def answer(request, token, **kwargs):
            response = _refusal(request) or _answer(request, token, kwargs)
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex"
            response["Cache-Control"] = "private, no-store"
            return response

        def _answer(request, token, kwargs):
            subject = subject_of(purpose, token)
            if subject is None:
                return _gone(request, purpose, token, served, 410)
            try:
                return view(request, subject=subject, token=token, **kwargs)
            except Http404:  # what it was about has gone: told on a page that is kept by nobody either
                return _gone(request, purpose, token, served, 404)

        return answer

    return decorated


def _gone(request, purpose, token, served, status):
    if request.method == "POST" and _has_served(purpose, token):
        return redirect(served) if served else render(request, "portal/link_served.html", status=410)
    return render(request, "portal/link_gone.html", status=status)


def _refusal(request):
    if request.method != "POST":
        return None
    if is_foreign(request, is_unnamed=True):
        return render(request, "portal/foreign_form.html", status=403)
    return first_refusal(request, [Counted(WRITTEN, client_address(request))])
