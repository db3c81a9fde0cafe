"""What an editor decides of a sheet: accept, correct, skip, answer."""

import pytest
from django.core.exceptions import ValidationError

from imports import decisions
from imports.matching.registers import Registers
from imports.models import BatchSheet
from imports.questions import questions_of
from imports.values import effective
from tests.imports.making import batch_of, doubt, person, read

pytestmark = pytest.mark.usefixtures("sample_site")


def sheet_of(user, **values):
    return batch_of(read(**values), user=user).sheets.get()


def answer(sheet, where, value):
    decisions.answer(sheet, where, value, Registers.of_batch(sheet.batch))
    return effective(sheet)


def test_a_decision_is_taken_back(admin_user):
    sheet = sheet_of(admin_user)
    for decide, state in (
        (decisions.accept, "accepted"),
        (decisions.skip, "skipped"),
        (decisions.wait, "waiting"),
    ):
        decide(sheet)
        sheet.refresh_from_db()
        assert sheet.decision == state


def test_a_refused_sheet_may_be_accepted_again(admin_user):
    sheet = sheet_of(admin_user)
    sheet.state, sheet.message = "refused", "Elle était verrouillée."
    sheet.save()
    decisions.accept(sheet)
    assert (sheet.state, sheet.message) == ("read", "")


@pytest.mark.parametrize("decide", [decisions.accept, decisions.skip, decisions.wait])
def test_what_is_written_is_decided(decide, admin_user):
    """Since it was shown, perhaps."""
    sheet = sheet_of(admin_user)
    BatchSheet.objects.update(state="written")
    with pytest.raises(ValidationError, match="annulez-le d’abord"):
        decide(sheet)
    assert BatchSheet.objects.get().state == "written"


def test_two_editors_correct_one_sheet_and_neither_is_lost(admin_user):
    one = sheet_of(admin_user)
    other = BatchSheet.objects.get()
    decisions.correct(one, "summary", "Un résumé.")
    decisions.correct(other, "perimeter", "Le Parc")
    assert BatchSheet.objects.get().values == {"summary": "Un résumé.", "perimeter": "Le Parc"}


def test_a_sheet_that_is_no_longer_there_is_said(admin_user):
    sheet = sheet_of(admin_user)
    BatchSheet.objects.all().delete()
    with pytest.raises(ValidationError, match="n’est plus dans l’import"):
        decisions.accept(sheet)


def test_a_correction_stands_beside_what_was_read(admin_user):
    sheet = sheet_of(admin_user, summary="Lu.")
    decisions.correct(sheet, "summary", "  Corrigé. ")
    sheet.refresh_from_db()
    assert (effective(sheet)["summary"], sheet.read["summary"]) == ("Corrigé.", "Lu.")
    decisions.as_read(sheet, "summary")
    assert effective(sheet)["summary"] == "Lu."


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("number", " 12 ", 12),
        ("number", "", None),
        ("objectives", ["Lire ", " "], ["Lire"]),
        ("publics", [{"label": "Enfants", "age_min": "6", "age_max": ""}, {}],
         [{"label": "Enfants", "age_min": 6, "age_max": None}]),
        ("contacts", [{"heading": "Ville", "name": "Prénom Nom"}],
         [{"heading": "Ville", "name": "Prénom Nom", "email": "", "phone": ""}]),
    ],
)  # fmt: skip
def test_corrections_are_stored_as_they_would_be_read(name, value, stored, admin_user):
    sheet = sheet_of(admin_user)
    decisions.correct(sheet, name, value)
    assert sheet.values == {name: stored}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("number", "douze", "Numéro"),
        ("number", -1, "Numéro"),
        ("summary", ["Un", "deux"], "Résumé"),
        ("summary", "x" * 30_000, "20000 caractères"),
        ("summary", "un\0deux", "Résumé"),
        ("objectives", "Lire", "Objectifs"),
        ("objectives", ["x"] * 201, "200 lignes"),
        ("links", [{"label": 3}], "Liens"),
        ("sources", [], "pas un champ"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_words(name, value, said, admin_user):
    sheet = sheet_of(admin_user)
    with pytest.raises(ValidationError, match=said):
        decisions.correct(sheet, name, value)
    assert sheet.values == {}


def test_an_answer_must_be_one_that_is_offered(admin_user):
    sheet = sheet_of(admin_user, doubts=[doubt("title", "variants", "Deux titres.", "Un", "Deux")])
    for where, value in (("doubt:0", "Trois"), ("doubt:7", "ok")):
        with pytest.raises(ValidationError, match="plus proposée"):
            answer(sheet, where, value)


def test_the_title_is_the_one_that_is_chosen(admin_user):
    sheet = sheet_of(admin_user, doubts=[doubt("title", "variants", "Deux titres.", "Un", "Deux")])
    assert answer(sheet, "doubt:0", "Deux")["title"] == "Deux"
    assert answer(sheet, "doubt:0", "")["title"] == "Ateliers du livre"


def test_the_address_behind_a_link_takes_the_place_of_the_printed_one(admin_user):
    contacts = [person("Un", email="lu@ici.example"), person("Deux", email="autre@ici.example")]
    doubts = [doubt("contacts", "linked", "Deux adresses.", "lu@ici.example", "lien@ici.example")]
    sheet = sheet_of(admin_user, contacts=contacts, doubts=doubts)
    values = answer(sheet, "doubt:0", "lien@ici.example")
    assert [row["email"] for row in values["contacts"]] == ["lien@ici.example", "autre@ici.example"]


def test_one_operator_or_two(admin_user):
    doubts = [doubt("operators", "inferred", "Un, ou deux ?", "Arts et Jeux", "Arts", "Jeux")]
    sheet = sheet_of(admin_user, operators=["Arts et Jeux"], doubts=doubts)
    assert answer(sheet, "doubt:0", "Arts\nJeux")["operators"] == ["Arts", "Jeux"]
    assert answer(sheet, "doubt:0", "Arts et Jeux")["operators"] == ["Arts et Jeux"]


def test_a_doubt_may_be_seen_and_nothing_changed(admin_user):
    sheet = sheet_of(admin_user, doubts=[doubt("publics", "age", "Un âge.", "2-3 ans")])
    assert answer(sheet, "doubt:0", "ok")["publics"] == []
    [question] = [each for each in questions_of(sheet, Registers.of_batch(sheet.batch)) if each.key == "doubt:0"]
    assert (question.answer, question.label, question.must) == ("ok", "Publics", False)
