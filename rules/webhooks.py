"""Telling another site: only those that the settings name, only what the public reads, signed, once."""

import hmac
import json
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.outside import Refused, Unreachable, ask
from rules.words import address_of, is_public

MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(minutes=1)  # doubled at each failure
SURE = timedelta(minutes=5)  # a call takes less, or its process has died
SIGNATURE = "X-Passerelles-Signature"


def allowed_host(url):
    """Why the settings do not allow this site; empty where they do."""
    host = urlsplit(url).hostname or ""
    if host in settings.WEBHOOK_HOSTS:
        return ""
    return _("Le réglage WEBHOOK_HOSTS ne nomme pas « %s ». Demandez à qui s’occupe du serveur.") % host


def payload(context):
    """What a call says: nothing of a page that the public may not read, but that something happened."""
    said = {"event": context.run.event.split(":")[0], "rule": context.run.rule_id, "run": context.run.pk}
    pages = {"pages": len(context.run.pages)} if len(context.run.pages) > 1 else {}
    page = context.page
    if page is None or not is_public(page):
        return said | pages
    return said | pages | {"title": page.title, "url": address_of(page), "type": str(page.page_type_display_name)}


def signature(body):
    return hmac.new(settings.WEBHOOK_SECRET.encode(), body, sha256).hexdigest()


def call_waiting(now=None):
    """Makes the calls that are due; what a killed process was calling is left to a person."""
    from rules.models import WebhookCall

    now = now or timezone.now()
    WebhookCall.objects.filter(state="calling", taken__lt=now - SURE).update(state="unsure")
    for pk in list(WebhookCall.objects.filter(state="waiting", due__lte=now).values_list("pk", flat=True)[:50]):
        if WebhookCall.objects.filter(pk=pk, state="waiting").update(
            state="calling", taken=now, attempts=F("attempts") + 1
        ):
            _call(WebhookCall.objects.get(pk=pk))


def _call(call):
    body = json.dumps(call.body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", SIGNATURE: signature(body)}
    reason, is_final = allowed_host(call.url), True
    if not reason:
        reason, is_final = _answer_to(call.url, body, headers)
    if not reason:
        call.state, call.error = "told", ""
    elif is_final or call.attempts >= MOST_ATTEMPTS:
        call.state, call.error = "failed", reason[:255]
    else:
        call.state, call.error = "waiting", reason[:255]
        call.due = timezone.now() + FIRST_PAUSE * 2 ** (call.attempts - 1)
    call.save(update_fields=["state", "error", "due"])


def _answer_to(url, body, headers):
    """``(why it was not heard, whether that is for good)``."""
    try:
        answer = ask("POST", url, body=body, headers=headers, schemes=("https",))
    except Refused as refusal:
        return str(refusal), True
    except Unreachable as reason:
        return str(reason), False
    if 200 <= answer.status < 300:
        return "", False
    return _("Le site a répondu %d.") % answer.status, 300 <= answer.status < 500 and answer.status != 429
