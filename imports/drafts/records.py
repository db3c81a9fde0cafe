"""Records that a sheet needs and that the registers lack: made where an editor asked, internal, and never twice."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.models import Contact, Organization
from imports.drafts.content import Called, Carrier, Content
from imports.matching.contacts import heading_of
from imports.matching.registers import Registers
from imports.matching.results import Known
from imports.questions import contact_match

_ROLES = {"ville", "structure", "region", "plfeq", "pre", "inclusion"}


def make_records(content: Content, user, registers: Registers) -> dict[str, list[int]]:
    """Puts what it makes into ``content``; tells the keys. Without the right to, the sheet says what is missing."""
    made: dict[str, list[int]] = {"organizations": [], "contacts": []}
    content.carriers = [_with_organization(each, content, user, registers, made) for each in content.carriers]
    content.called = [_with_contact(each, content, user, registers, made) for each in content.called]
    return made


def _with_organization(carrier: Carrier, content: Content, user, registers: Registers, made) -> Carrier:
    if not carrier.is_new:
        return carrier
    known = registers.organizations.match(carrier.name).found  # made for a sheet before
    if not known and not user.has_perm("directory.add_organization"):
        content.doubt(_("« %s » : à ajouter au répertoire, ce que votre compte ne peut pas.") % carrier.name)
        return carrier
    return replace(carrier, known=known or make_organization(carrier.name, user, registers, made))


def make_organization(name: str, user, registers: Registers, made) -> Known:
    organization = Organization(name=name[:255])
    organization.full_clean()
    organization.save()
    log(instance=organization, action="wagtail.create", user=user)
    registers.organizations.add(organization)
    made["organizations"].append(organization.pk)
    return registers.organizations.known[organization.code]


def _with_contact(called: Called, content: Content, user, registers: Registers, made) -> Called:
    if called.known or not called.place:
        return called
    known = contact_match(called.row, registers).found
    if not known and not user.has_perm("directory.add_contact"):
        text = _("Contact sous « %s » : à ajouter au répertoire, ce que votre compte ne peut pas.")
        content.doubt(text % called.heading)
        return called
    role = heading_of(called.heading)
    title = _("Contact – %s") % called.heading
    known = known or make_contact(
        called.row, title, called.place, user, registers, made, role=role if role in _ROLES else Contact.Role.OTHER
    )
    return replace(called, known=known)


def make_contact(row, title: str, place: Known, user, registers: Registers, made, **values) -> Known:
    """The person is its holder, whom nobody but editors reads; what cannot be stored is left out, and told."""
    contact = Contact(title=title[:255], organization_id=place.pk, holder=row["name"][:120], **values)
    contact.public = contact.holder_public = False
    contact.phone = row.get("phone", "")[:30]
    contact.email = row.get("email", "")
    _leave_out_what_cannot_be(contact)
    contact.save()
    log(instance=contact, action="wagtail.create", user=user)
    registers.contacts.add(contact)
    made["contacts"].append(contact.pk)
    return registers.contacts.known[contact.code]


def _leave_out_what_cannot_be(contact: Contact) -> None:
    try:
        contact.full_clean()
    except ValidationError as error:
        if set(error.message_dict) - {"email"}:
            raise
        contact.email = ""
        contact.doubts = [_("L’adresse que donne le livret ne peut pas exister : cherchez-la.")]
