"""A document whose last version ends within a month is told to whoever answers for it, once."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.models import ReferenceDocument
from jobs.mails.posting import Message, absolute, post

AHEAD = timedelta(days=31)


def ending(today=None, documents=None):
    """Those that nothing replaces yet, the soonest first; what is over already too: nobody is given it any more."""
    today = today or timezone.localdate()
    documents = ReferenceDocument.objects.all() if documents is None else documents
    dated = [(each.last_day, each) for each in documents.prefetch_related("versions")]
    soon = [(day, each) for day, each in dated if day and day <= today + AHEAD]
    return [each for _day, each in sorted(soon, key=lambda row: (row[0], row[1].pk))]


def announce_ending(today=None):
    """Writes to their owners; how many mails. Asked again, it posts nothing twice: the day is in the key."""
    today = today or timezone.localdate()
    soon = [document for document in ending(today) if document.last_day >= today]
    return sum(
        post(f"document {document.pk} {document.last_day} {address}", address, _message(document), about="document")
        is not None
        for document in soon
        for address in addresses_of(document)
    )


def addresses_of(document):
    """Of its owner; none is nobody, and then only the admin says it."""
    if document.owner_contact_id:
        return [document.owner_contact.email] if document.owner_contact.email else []
    if not document.owner_group_id:
        return []
    members = document.owner_group.user_set.filter(is_active=True).exclude(email="").order_by("pk")
    return list(dict.fromkeys(members.values_list("email", flat=True)))


def _message(document):
    names = {"document": document, "day": date_format(document.last_day, "j F Y")}
    return Message(
        _("À renouveler : %(document)s") % names,
        [
            _("« %(document)s » est valable jusqu’au %(day)s. Rien ne le remplace encore.") % names,
            _("Le jour suivant, son adresse et les fiches qui le nomment diront qu’aucune version n’est valable."),
            _("Déposez la nouvelle dans l’administration, ou envoyez-la à la coordination : l’adresse ne change pas."),
        ],
        _("Vous êtes responsable de ce document."),
        link=absolute(document.address),
        link_label=_("Le document d’aujourd’hui"),
    )
