"""People of a booklet: those that somebody chooses become contacts, which stay internal."""

from django.urls import reverse

from directory.models import Contact
from tests import factories
from tests.imports.making import batch_of, read


def row(structure, name="Personne d’essai", email="a@livre.example"):
    said = {"structure": structure, "name": name, "email": email, "email_linked": "", "sector": ""}
    return {**said, "sources": [], "doubts": []}


def address(batch):
    return reverse("livrets:people", args=[batch.pk])


def test_who_is_chosen_becomes_an_internal_contact(desk, editor):
    known = factories.organization("Maison du quartier")
    batch = batch_of(read(), user=editor, people=[row(known.name), row(known.name, "Autre", "b@livre.example")])
    desk.post(address(batch), {"personne-1": "trouvee"})
    contact = Contact.objects.get(email="a@livre.example")
    assert (contact.organization, contact.holder, contact.is_public) == (known, "Personne d’essai", False)
    assert not Contact.objects.filter(email="b@livre.example").exists()


def test_who_is_known_is_not_asked_about(desk, editor):
    known = factories.contact(email="a@livre.example")
    batch = batch_of(read(), user=editor, people=[row(known.organization.name)])
    assert [choices for _row, choices in desk.get(address(batch)).context["rows"]] == [[]]


def test_what_is_no_choice_makes_nobody(desk, editor):
    batch = batch_of(read(), user=editor, people=[row("Structure inconnue")])
    before = Contact.objects.count()
    desk.post(address(batch), {"personne-1": "trouvee", "personne-9": "new"})
    assert Contact.objects.count() == before
