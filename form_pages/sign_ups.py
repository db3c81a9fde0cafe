"""A place taken, waited for, given up: whoever holds the row of a slot decides, one at a time."""

from datetime import UTC, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.ical import Entry, calendar_of, uid_of
from form_pages.models import FormPage, SignUp, Slot
from jobs.mails.posting import Message, absolute, post
from jobs.models import Mail
from portal.accounts import personal_links

LINK = "inscription"
FORGOTTEN = timedelta(days=7)  # whoever cancels
REMINDED = timedelta(hours=36)  # before it starts, at most
LINK_AFTER = 30  # days after the end


@transaction.atomic
def take_place(page, answer, key):
    """The ``SignUp`` of ``answer``: confirmed while there is room, else waiting. One address has one place a slot."""
    slot = _held(key)
    email = answer.form_data[page.mail_field]
    known = slot.sign_ups.filter(email__iexact=email).exclude(state=SignUp.State.CANCELLED).first()
    if known:
        answer.delete()
        _write(known, page, "rappelé")
        return known
    state = SignUp.State.CONFIRMED if _has_room(slot) else SignUp.State.WAITING
    sign_up = SignUp.objects.create(answer=answer, slot=slot, email=email, state=state)
    answer.purge_at = slot.over_at + timedelta(days=page.keep_days)
    answer.save(update_fields=["purge_at"])
    _write(sign_up, page, "inscrit")
    return sign_up


def _held(key):
    """Nobody else takes or gives up a place of this slot before the end of the transaction."""
    return Slot.objects.select_for_update().get(pk=key)


def _has_room(slot):
    return not slot.places or SignUp.objects.taken([slot]).get(slot.pk, 0) < slot.places


@transaction.atomic
def cancel(sign_up):
    """Gives the place to the first who waits. Pressed twice, it is given once.

    ``False``: it was given up already, or is over.
    """
    slot = _held(sign_up.slot_id) if sign_up.slot_id else None
    if slot and slot.over_at <= timezone.now():
        return False
    current = SignUp.objects.select_for_update().filter(pk=sign_up.pk).exclude(state=SignUp.State.CANCELLED).first()
    if current is None:
        return False
    _give_up(current)
    if slot and slot.starts > timezone.now():
        _move_up(slot)
    return True


def _give_up(sign_up):
    sign_up.state = SignUp.State.CANCELLED
    sign_up.save(update_fields=["state", "changed"])
    sign_up.answer.purge_at = min(sign_up.answer.purge_at, timezone.now() + FORGOTTEN)
    sign_up.answer.save(update_fields=["purge_at"])


def call_off(instance, **kwargs):
    """An editor takes a slot away, or puts an old version back that has none: nobody comes for nothing."""
    if instance.starts <= timezone.now():
        return
    for sign_up in instance.sign_ups.exclude(state=SignUp.State.CANCELLED).select_related("answer"):
        had_a_place, sign_up.slot = sign_up.state == SignUp.State.CONFIRMED, instance
        _give_up(sign_up)
        message = Message(
            _("Annulé : %s") % instance.page.title,
            [_("Ce créneau est retiré, votre inscription aussi :"), str(instance)],
            _("Vous vous étiez inscrit sur le portail."),
            link=absolute(reverse("sign_up", args=[personal_links.give(LINK, sign_up.pk, days=LINK_AFTER)])),
            link_label=_("Voir mon inscription"),
            attachments=[file_of(sign_up, instance.page, is_cancelled=True)] if had_a_place else (),
        )
        post(f"inscription {sign_up.pk} retiré", sign_up.email, message, about=LINK)


@transaction.atomic
def tell_move(instance, raw=False, **kwargs):
    """An editor changes when or where a slot is: whoever signed up reads it, and their answers are kept from then."""
    before = None if raw else Slot.objects.select_for_update().filter(pk=instance.pk).first()
    if before is None or before.when_and_where == instance.when_and_where:
        return
    if max(before.starts, instance.starts) <= timezone.now():
        return
    coming = instance.sign_ups.exclude(state=SignUp.State.CANCELLED).select_for_update(of=("self",))
    for sign_up in coming.select_related("answer"):
        sign_up.slot, sign_up.moves = instance, sign_up.moves + 1
        sign_up.save(update_fields=["moves", "changed"])
        sign_up.answer.purge_at = instance.over_at + timedelta(days=instance.page.keep_days)
        sign_up.answer.save(update_fields=["purge_at"])
        _write(sign_up, instance.page, "déplacé", was=before)


def _move_up(slot):
    """Those who wait, in the order in which they came, as long as there is room."""
    page = slot.page
    for sign_up in slot.sign_ups.filter(state=SignUp.State.WAITING).order_by("pk"):
        if not _has_room(slot):
            return
        sign_up.state = SignUp.State.CONFIRMED
        sign_up.save(update_fields=["state", "changed"])
        _write(sign_up, page, "monté")


def fill_places(instance, **kwargs):
    """An editor gave more places."""
    if not isinstance(instance, FormPage):
        return
    for key in Slot.objects.filter(page=instance.pk, starts__gt=timezone.now()).values_list("pk", flat=True):
        with transaction.atomic():
            _move_up(_held(key))


def remind(now=None):
    """Writes once to whoever has a place, the day before."""
    now = now or timezone.now()
    soon = SignUp.objects.filter(state=SignUp.State.CONFIRMED, slot__starts__gt=now, slot__starts__lte=now + REMINDED)
    for sign_up in soon.select_related("slot__page", "answer"):
        _write(sign_up, sign_up.slot.page, "demain")


SUBJECTS = {
    SignUp.State.CONFIRMED: "Inscription confirmée : %s",
    SignUp.State.WAITING: "Sur la liste d’attente : %s",
}
REASONS = {"demain": "C’est bientôt : %s", "déplacé": "Changement : %s"}


def _key(sign_up, reason):
    """What is written once, and once more after each change of the slot."""
    words = ["inscription", sign_up.pk, reason]
    words += [sign_up.moves] if sign_up.moves else []
    words += [f"{timezone.now():%Y-%m-%d}"] if reason == "rappelé" else []
    return " ".join(map(str, words))


def _write(sign_up, page, reason, was=None):
    """One mail for each reason, with a link to cancel, and a file for calendars where there is a place.

    ``was``: the slot before it was changed.
    """
    key = _key(sign_up, reason)
    if Mail.objects.filter(key=key).exists():  # reminders are looked for each hour: no link for nothing
        return
    is_sure = sign_up.state == SignUp.State.CONFIRMED
    days = max(1, (sign_up.slot.over_at - timezone.now()).days + LINK_AFTER)
    token = personal_links.give(LINK, sign_up.pk, days=days)
    subject = _(REASONS.get(reason) or SUBJECTS[sign_up.state])
    message = Message(
        subject % page.title,
        _paragraphs(sign_up, reason, was),
        _("Vous vous êtes inscrit sur le portail. Ce lien est personnel."),
        link=absolute(reverse("sign_up", args=[token])),
        link_label=_("Voir ou annuler mon inscription"),
        attachments=[file_of(sign_up, page)] if is_sure else (),
    )
    post(key, sign_up.email, message, about=LINK)


def _paragraphs(sign_up, reason, was):
    is_sure = sign_up.state == SignUp.State.CONFIRMED
    changed = [_("Ce n’est plus : %s. C’est maintenant :") % was.in_full] if was else []
    way_out = (
        _("Un empêchement ? Rendez votre place d’un bouton.")
        if is_sure
        else _("Un empêchement ? Quittez la liste d’un bouton.")
    )
    first = _first_sentence(sign_up, reason)
    return [*changed, sign_up.slot.in_full, first, way_out] if was else [first, sign_up.slot.in_full, way_out]


def _first_sentence(sign_up, reason):
    if reason == "demain":
        return _("Votre place vous attend.")
    if sign_up.state == SignUp.State.WAITING:
        waiting = _("Il n’y a plus de place : sur la liste d’attente, vous avez le rang %(rank)d.")
        return f"{waiting % {'rank': rank_of(sign_up)}} {_('On vous écrit si une place se libère.')}"
    if reason == "monté":
        return _("Une place s’est libérée : elle est à vous.")
    if reason == "déplacé":
        return _("Votre place vous est gardée. Le fichier joint met votre agenda à jour.")
    return _("Votre inscription est confirmée.")


def rank_of(sign_up):
    """In the list of those who wait, from 1."""
    return sign_up.slot.sign_ups.filter(state=SignUp.State.WAITING, pk__lte=sign_up.pk).count()


def file_of(sign_up, page, is_cancelled=False):
    """For a calendar: where, when, and nothing of who signed up; what was changed or cancelled replaces what it has."""
    slot = sign_up.slot
    entry = Entry(
        uid=uid_of(f"inscription-{sign_up.pk}"),
        title=page.title,
        starts=slot.starts.astimezone(UTC),  # no zone to describe
        ends=slot.ends and slot.ends.astimezone(UTC),
        changed=timezone.now(),
        sequence=sign_up.moves + is_cancelled,
        place=slot.place,
        url=absolute(page.get_url() or ""),
        is_cancelled=is_cancelled,
    )
    return "rendez-vous.ics", "text/calendar", calendar_of("", [entry])
