"""Two terms of one name in one place of a vocabulary: refused beside the second, whichever form it comes from."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from catalog.models import PropertyGroup, Term, Vocabulary, names
from catalog.models.names import plain, spelled
from tests import factories
from tests.editing import drawn_record, send

REFUSED = "Un autre terme porte déjà ce nom"


@pytest.fixture
def colors(sample_site):
    return factories.vocabulary("couleur", "Couleur", ["Bleu", "Vert"])


def test_a_name_is_what_is_read():
    assert plain("Durée") == plain("DUREE ")
    assert plain("REP") != plain("REP+")
    assert spelled("Arabe") == spelled("ARABE\u200b ") != spelled("Arabe !")


@pytest.mark.parametrize("label", ["Bleu", "BLEU", " bleu", "Bleu\u200b"])
def test_a_second_term_of_one_name_is_refused_beside_it(colors, admin_client, label):
    data = drawn_record(admin_client, reverse("termes:add"))
    data["vocabulary"], data["label"] = str(colors.pk), label
    answer = send(admin_client, reverse("termes:add"), data)
    assert REFUSED in answer.context["form"].errors["label"][0]
    assert colors.terms.count() == 2


def test_the_same_press_twice_makes_one_term(colors, admin_client):
    data = drawn_record(admin_client, reverse("termes:add"))
    data["vocabulary"], data["label"] = str(colors.pk), "Double"
    statuses = [send(admin_client, reverse("termes:add"), data).status_code for _press in range(2)]
    assert statuses == [302, 200]
    assert Term.objects.filter(label="Double").count() == 1


def test_two_new_rows_of_a_vocabulary_are_told_too(colors, admin_client):
    address = reverse("vocabulaires:edit", args=[colors.pk])
    data = drawn_record(admin_client, address)
    for row in (2, 3):
        data[f"terms-{row}-label"], data[f"terms-{row}-ORDER"] = "Double", str(row + 1)
    data["terms-TOTAL_FORMS"] = "4"
    answer = send(admin_client, address, data)
    rows = answer.context["form"].formsets["terms"].errors
    assert "label" not in rows[2]
    assert REFUSED in rows[3]["label"][0]
    assert colors.terms.count() == 2


def test_a_vocabulary_keeps_its_own_terms(colors, admin_client):
    address = reverse("vocabulaires:edit", args=[colors.pk])
    assert send(admin_client, address, drawn_record(admin_client, address)).status_code == 302


def test_one_name_may_stand_elsewhere(colors):
    other = factories.vocabulary("teinte", "Teinte", ["Bleu"])
    root = factories.term(other, "Froides")
    Term(locale=other.locale, vocabulary=other, label="Bleu", parent=root).full_clean()
    with pytest.raises(ValidationError, match=REFUSED):
        Term(locale=other.locale, vocabulary=other, label="bleu").full_clean()


def test_the_sample_has_none(sample_site):
    for term in Term.objects.all():
        term.full_clean()
    assert Vocabulary.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["termes", "groupes-de-proprietes", "types-de-fiche"])
def test_of_presses_at_once_each_waits_for_the_one_before(sample_site, admin_client, monkeypatch, name):
    """Names are compared within the transaction that stores them."""
    held = set()

    def note(label):
        held.add(connection.in_atomic_block)
        return spelled(label)

    PropertyGroup.objects.create(label="Accès")
    vocabulary = factories.vocabulary("couleur", "Couleur", ["Bleu"])
    monkeypatch.setattr(names, "spelled", note)
    data = drawn_record(admin_client, reverse(f"{name}:add"))
    for field, value in {"vocabulary": str(vocabulary.pk), "label": "Vert", "name": "Vert", "plural": "Verts"}.items():
        data[field] = value
    assert send(admin_client, reverse(f"{name}:add"), data).status_code == 302
    assert held == {True}
