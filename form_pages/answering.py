"""An answer: kept once, told to whom the form names, and to the rules."""

import json
from datetime import timedelta
from hashlib import sha256

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from form_pages.builder import SLOT
from form_pages.calls import receive
from form_pages.models import Answer, AnswerFile
from form_pages.sign_ups import take_place
from jobs.mails.posting import Message, absolute, post
from portal.events import FORM_ANSWERED


@transaction.atomic
def keep(page, form):
    """The ``Answer`` to ``page`` that ``form``, a valid one, holds; the same one when it was sent twice, or when its
    address has a place already."""
    values, files = form.answers()
    slot = form.cleaned_data.get(SLOT, "")
    answer, is_new = Answer.objects.get_or_create(
        page_id=page.pk,
        sent=_digest(_moment(page, form, files), slot, values),
        defaults={"form_data": values, "purge_at": timezone.now() + timedelta(days=page.keep_days)},
    )
    if is_new:
        for name, file in files.items():
            AnswerFile.objects.create(answer=answer, field=name, name=file.name[:200], file=file)
        kept = take_place(page, answer, slot).answer if page.is_sign_up else answer
        if page.is_call:
            receive(page, answer)
        if kept == answer:
            _tell(page, answer)
            FORM_ANSWERED.send(sender=type(page), instance=page, title=page.title, key=str(answer.pk))
        return kept
    return answer


def _moment(page, form, files):
    """What tells two equal answers apart: the opening of the form; the day where they say whose they are, since who
    goes back and sends again has opened it anew. A file of the same name may be another one, and a place or a project
    that was given up may be asked for again."""
    says_whose = page.mail_field and not (page.is_sign_up or page.is_call or files)
    return timezone.localdate().isoformat() if says_whose else form.data.get("opened", "")


def _digest(opened, slot, values):
    text = json.dumps([opened, slot, values], sort_keys=True, cls=DjangoJSONEncoder)
    return sha256(text.encode()).hexdigest()


def _tell(page, answer):
    """Nothing of what was answered travels by mail."""
    message = Message(
        _("Une réponse : %s") % page.title,
        [_("Quelqu’un a répondu au formulaire « %s ».") % page.title],
        _("Ce formulaire du portail vous nomme."),
        link=absolute(reverse("wagtailforms:list_submissions", args=[page.pk])),
        link_label=_("Lire la réponse"),
    )
    for address in page.copy_to:
        post(f"réponse {answer.pk} {address}", address, message, about="form")
