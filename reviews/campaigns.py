"""A campaign: what it asks, whom, the mails, the reminders, the end."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.mails.posting import Message, absolute, post
from portal.accounts import personal_links
from portal.pages import page_models
from portal.visibility import public_pages
from reviews.models import Addressee, Asked, Campaign
from reviews.owners import owners_of
from sheets.freshness import FreshnessMixin

LINK = "verifier"
MOST_MAILS = 4  # the question and three reminders


def pages_of(campaign):
    """The public pages that ``campaign`` would ask about, in the order of their titles."""
    public = public_pages().values("pk")
    codes = {kind.code for kind in campaign.kinds.all()} if campaign.pk else set()
    found = []
    for model in (model for model in page_models() if issubclass(model, FreshnessMixin)):
        pages = model.objects.filter(pk__in=public, alias_of=None).select_related("owner")
        if campaign.section:
            pages = pages.descendant_of(campaign.section, inclusive=True)
        found += [page for page in pages if not codes or page.kind_code in codes]
    asked = [page for page in found if not campaign.only_due or page.review_is_due]
    return sorted(asked, key=lambda page: page.title.casefold())


def rows_of(campaign):
    """``[(page, Owner)]`` of what it would ask; an owner without address cannot be asked."""
    pages = pages_of(campaign)
    owners = owners_of(pages)
    return [(page, owners[page.pk]) for page in pages]


@transaction.atomic
def launch(campaign):
    """Writes who is asked what, and the mails; how many pages. Pressed twice, it does so once."""
    if not Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.READY).update(state=Campaign.State.RUNNING):
        return 0
    campaign.refresh_from_db()
    asked = 0
    for page, owner in rows_of(campaign):
        addressee = _addressee(campaign, owner) if owner.addresses else None
        Asked.objects.get_or_create(campaign=campaign, page_id=page.pk, defaults={"addressee": addressee})
        asked += 1
    for addressee in campaign.addressees.all():
        write_to(addressee)
    return asked


def _addressee(campaign, owner):
    """Of a group the first address is asked: one answer is enough, and the others see the table."""
    values = {"name": owner.name, "is_public": owner.is_public}
    return Addressee.objects.get_or_create(campaign=campaign, address=owner.addresses[0], defaults=values)[0]


def write_to(addressee):
    """The question, or the next reminder, with a new link; those of earlier mails go on."""
    campaign = addressee.campaign
    waiting = addressee.asked.filter(state=Asked.State.WAITING).count()
    days = max(1, (campaign.until - timezone.localdate()).days + 1)
    token = personal_links.give(LINK, addressee.pk, days=days)
    link = absolute(reverse("verify", args=[token]))
    post(
        f"campagne {addressee.pk} {addressee.mails}", addressee.address, _message(addressee, waiting, link), about=LINK
    )
    Addressee.objects.filter(pk=addressee.pk).update(mails=addressee.mails + 1, written=timezone.now())


def _message(addressee, waiting, link):
    campaign, until = addressee.campaign, date_format(addressee.campaign.until, "j F Y")
    asked = ngettext(
        "Une fiche du portail est de votre ressort : est-elle encore juste ?",
        "%(n)d fiches du portail sont de votre ressort : sont-elles encore justes ?",
        waiting,
    )
    how = _(
        "Le bouton ouvre une page faite pour vous, sans compte ni mot de passe : vous dites que rien n’a changé, ou ce "
        "qui a changé. Rien n’est publié sans relecture. Répondez avant le %(until)s."
    )
    subject = _("Rappel : %s") if addressee.mails else "%s"
    return Message(
        subject % (ngettext("Votre fiche est-elle à jour ?", "Vos fiches sont-elles à jour ?", waiting)),
        [*filter(None, [campaign.words.strip()]), asked % {"n": waiting}, how % {"until": until}],
        _("Vous êtes responsable de ces fiches : « %s ». Ce lien est personnel, ne le transmettez pas.") % addressee,
        link=link,
        link_label=_("Vérifier"),
    )


def remind(now=None):
    """Writes again to those who have not answered, each at its campaign's pace; how many."""
    now = now or timezone.now()
    running = Addressee.objects.filter(campaign__state=Campaign.State.RUNNING, mails__lt=MOST_MAILS)
    late = [
        addressee
        for addressee in running.filter(asked__state=Asked.State.WAITING).distinct().select_related("campaign")
        if addressee.written and addressee.written + timedelta(days=addressee.campaign.remind_every) <= now
        and addressee.campaign.until > timezone.localdate(now)
    ]  # fmt: skip
    for addressee in late:
        with transaction.atomic():
            held = Addressee.objects.select_for_update().select_related("campaign").get(pk=addressee.pk)
            if held.mails == addressee.mails:
                write_to(held)
    return len(late)


def close(campaign):
    """Its links open nothing any more."""
    Campaign.objects.filter(pk=campaign.pk).update(state=Campaign.State.CLOSED)
    for pk in campaign.addressees.values_list("pk", flat=True):
        personal_links.revoke(LINK, pk)


def close_ended(today=None):
    today = today or timezone.localdate()
    for campaign in Campaign.objects.filter(state=Campaign.State.RUNNING, until__lt=today):
        close(campaign)
