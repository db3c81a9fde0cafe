"""People of a booklet's tables: proposed, and made as internal contacts where somebody says so."""

import pytest

from directory.models import Contact, Organization
from imports.matching.registers import Registers
from imports.people import proposals_of, write_people
from tests import factories
from tests.imports.making import batch_of, doubt

pytestmark = pytest.mark.usefixtures("sample_site")


def row(structure="Fanfare", name="Prénom Nom", email="prenom@fanfare.example", **values):
    return {"structure": structure, "name": name, "email": email, "email_linked": "", "sector": "", "doubts": [],
            **values}  # fmt: skip


def write(user, rows, choices):
    batch = batch_of(user=user, people=rows)
    return write_people(batch, user, choices, Registers.of_batch(batch))


def reasons(outcome):
    return [why for _proposal, why in outcome.left]


def test_each_row_says_whether_its_structure_and_person_are_known(admin_user):
    Organization.objects.create(name="Fanfare")
    factories.contact(email="prenom@fanfare.example")
    batch = batch_of(user=admin_user, people=[row(), row("Fanfares", "Autre", "autre@ici.example"), row("Inconnue")])
    proposals = proposals_of(batch, Registers.of_batch(batch))
    assert [proposal.structure.state for proposal in proposals] == ["exact", "near", "new"]
    assert [proposal.is_known for proposal in proposals] == [True, False, True]


def test_a_person_is_made_internal_in_the_structure_that_was_found(admin_user):
    place = Organization.objects.create(name="Fanfare")
    doubts = [doubt("people", "linked", "Deux adresses.", "un@ici.example", "deux@ici.example")]
    outcome = write(admin_user, [row(doubts=doubts), row(name="Autre", email="")], {1: ""})
    [contact] = outcome.made
    assert (contact.organization, contact.holder, contact.title) == (place, "Prénom Nom", "Contact")
    assert (contact.public, contact.holder_public) == (False, False)
    assert contact.doubts == ["Deux adresses : un@ici.example, deux@ici.example."]
    assert not Contact.objects.filter(holder="Autre").exists()


def test_twice_is_once(admin_user):
    Organization.objects.create(name="Fanfare")
    write(admin_user, [row()], {1: ""})
    outcome = write(admin_user, [row()], {1: ""})
    assert (outcome.made, len(outcome.known)) == ([], 1)


def test_a_near_structure_asks_for_an_answer(admin_user):
    place = Organization.objects.create(name="Fanfares du Nord")
    assert "dites quelle structure" in reasons(write(admin_user, [row("Fanfare du Nord")], {1: ""}))[0]
    [contact] = write(admin_user, [row("Fanfare du Nord")], {1: place.code}).made
    assert contact.organization == place


def test_a_new_structure_is_made_once(admin_user):
    rows = [row(), row(name="Autre", email="autre@fanfare.example")]
    outcome = write(admin_user, rows, {1: "new", 2: "new"})
    assert [contact.organization.name for contact in outcome.made] == ["Fanfare"] * 2
    assert Organization.objects.filter(name="Fanfare").count() == 1


def test_without_the_right_nobody_is_made(admin_user):
    Organization.objects.create(name="Fanfare")
    nobody = type(admin_user).objects.create_user("personne", "personne@passerelles.example")
    assert "ne peut pas ajouter" in reasons(write(nobody, [row()], {1: ""}))[0]
