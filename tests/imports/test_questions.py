"""What an editor is asked of a sheet, with the answers that are offered."""

import pytest

from directory.models import Organization
from imports.matching.registers import Registers
from imports.questions import questions_of
from tests import factories
from tests.imports.making import batch_of, doubt, person, read

pytestmark = pytest.mark.usefixtures("sample_site")


def asked(user, **values):
    batch = batch_of(read(**values), user=user)
    return {question.key: question for question in questions_of(batch.sheets.get(), Registers.of_batch(batch))}


def values_of(question):
    return [choice.value for choice in question.choices]


def test_a_sheet_that_is_all_new_asks_nothing(admin_user):
    assert asked(admin_user) == {}


def test_which_page_it_is_must_be_said(admin_user):
    page = factories.action("Chorale", number=901)
    question = asked(admin_user)["page"]
    assert (question.must, values_of(question)) == (True, [str(page.pk), "new"])
    assert "901" in question.text


def test_nearly_a_title_asks_without_a_number(admin_user):
    factories.action("Ateliers du livres", number=901)
    assert "presque ce titre" in asked(admin_user, number=None)["page"].text


def test_a_near_organization_is_offered_with_words_and_a_new_one(admin_user):
    record = Organization.objects.create(name="Les Passeurs du livre")
    question = asked(admin_user, partners=["Les Passeur du livre"])["organizations:passeur livre"]
    assert (question.kind, question.field) == ("near", "partners")
    assert values_of(question) == [record.code, "label", "new"]


def test_a_name_said_twice_is_asked_once(admin_user):
    assert list(asked(admin_user, partners=["Fanfare"], operators=["La fanfare"])) == ["organizations:fanfare"]


def test_a_person_may_be_made_at_a_structure_that_the_sheet_names(admin_user):
    record = Organization.objects.create(name="Fanfare")
    [question] = asked(admin_user, operators=["Fanfare"], contacts=[person("Prénom Nom", "Accueil")]).values()
    assert f"new@{record.code}" in values_of(question)


def test_sectors_are_asked_by_the_words_of_the_description(admin_user):
    question = asked(admin_user, sectors=["nord"])["sectors:nord"]
    assert {"cite-nord", "ville-nord"} <= set(values_of(question))
    assert "« Secteur Nord »" in question.text


def test_a_theme_of_the_title_is_asked_never_put(admin_user):
    assert "numerique" in values_of(asked(admin_user, title="Le numérique pour tous")["themes"])


def test_a_doubt_offers_its_choices_where_they_change_something(admin_user):
    doubts = [
        doubt("title", "variants", "Deux titres.", "Un", "Deux"),
        doubt("perimeter", "empty", "Rien."),
        doubt("operators", "inferred", "Coupé aux virgules.", "Un", "Deux"),
    ]
    questions = asked(admin_user, doubts=doubts)
    assert [values_of(questions[f"doubt:{index}"]) for index in range(3)] == [
        ["Un", "Deux", "ok"],
        ["ok"],
        ["Un\nDeux", "ok"],
    ]


def test_that_a_summary_is_inferred_may_be_answered_and_is_not_open(admin_user):
    inferred = doubt("summary", "inferred", "Le résumé est la première phrase du texte ?")
    question = asked(admin_user, doubts=[inferred])["doubt:0"]
    assert (question.is_open, values_of(question)) == (False, ["ok"])


def test_what_is_announced_may_go_where_the_sheet_tells_how_far_it_is(admin_user):
    announced = doubt("description", "rollout", "« À venir » : est-ce encore vrai ?")
    assert values_of(asked(admin_user, doubts=[announced])["doubt:0"]) == ["move", "ok"]
