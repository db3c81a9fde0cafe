"""The people of a booklet's tables: proposed as contacts of their structures, and made where somebody says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from directory.models import Contact
from imports.drafts.records import make_contact, make_organization
from imports.matching.registers import Registers
from imports.matching.results import Known, Match
from imports.questions import NEW
from portal.publication.rules import describe


@dataclass(frozen=True)
class Proposal:
    """``position``: of the row, from 1. ``row``: as in the report."""

    position: int
    row: dict[str, Any]
    structure: Match
    person: Match
    sector: Match

    @property
    def is_known(self) -> bool:
        return self.person.found is not None


@dataclass
class Outcome:
    """``left``: ``(proposal, why)``."""

    made: list[Contact] = field(default_factory=list)
    known: list[Proposal] = field(default_factory=list)
    left: list[tuple[Proposal, str]] = field(default_factory=list)


def proposals_of(batch, registers: Registers) -> list[Proposal]:
    return [proposal_of(position, row, registers) for position, row in enumerate(batch.report.get("people", ()), 1)]


def proposal_of(position: int, row: dict[str, Any], registers: Registers) -> Proposal:
    return Proposal(
        position,
        row,
        registers.organizations.match(row["structure"]),
        registers.contacts.match(row["name"], row["email"]),
        registers.terms.match("secteur", row["sector"]) if row["sector"] else Match(""),
    )


def write_people(batch, user, choices: Mapping[int, str], registers: Registers) -> Outcome:
    """``choices``: for each row to write, by its position, the code of its structure, « new », or "" for the one found.

    A person who is known already stays as the register has them.
    """
    outcome = Outcome()
    for proposal in proposals_of(batch, registers):
        if proposal.position in choices:
            _write(proposal.position, proposal.row, choices[proposal.position], user, registers, outcome)
    return outcome


def _write(position, row, choice: str, user, registers: Registers, outcome: Outcome) -> None:
    proposal = proposal_of(position, row, registers)  # a row before may have made its structure
    if proposal.is_known:
        outcome.known.append(proposal)
        return
    try:
        with transaction.atomic():
            outcome.made.append(_make(proposal, choice, user, registers))
    except ValidationError as error:
        registers.forget()
        outcome.left.append((proposal, " ".join(describe(error, Contact))))


def _make(proposal: Proposal, choice: str, user, registers: Registers) -> Contact:
    if not user.has_perm("directory.add_contact"):
        raise ValidationError(_("Votre compte ne peut pas ajouter de contact."))
    made: dict[str, list[int]] = {"organizations": [], "contacts": []}
    place = _place(proposal, choice, user, registers, made)
    sector = proposal.sector.found
    known = make_contact(
        proposal.row,
        _("Contact"),
        place,
        user,
        registers,
        made,
        role=Contact.Role.STRUCTURE,
        sector_id=sector.pk if sector else None,
    )
    contact = Contact.objects.get(pk=known.pk)
    contact.doubts = list(dict.fromkeys([*contact.doubts, *(_what(doubt) for doubt in proposal.row["doubts"])]))
    contact.save(update_fields=["doubts"])
    return contact


def _what(doubt) -> str:
    """Beside a contact that is internal, its own words may stand."""
    choices = _(" : %s") % ", ".join(doubt["choices"]) if doubt["choices"] else ""
    return f"{doubt['text'].rstrip('.')}{choices}."


def _place(proposal: Proposal, choice: str, user, registers: Registers, made) -> Known:
    match = proposal.structure
    chosen = match.found if choice in ("", NEW) else registers.organizations.known.get(choice)
    if chosen:
        return chosen
    if choice != NEW:
        raise ValidationError(_("« %s » : dites quelle structure c’est, ou qu’elle est nouvelle.") % match.name)
    if not match.name:
        raise ValidationError(_("Cette ligne n’a pas de structure."))
    if not user.has_perm("directory.add_organization"):
        raise ValidationError(_("Votre compte ne peut pas ajouter d’organisation."))
    return make_organization(match.name, user, registers, made)
