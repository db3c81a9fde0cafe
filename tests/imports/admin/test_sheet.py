"""Side by side: what the booklet says, what the sheet will say; corrected, answered, accepted, without JavaScript."""

import re

import pytest
from django.urls import reverse

from tests import factories
from tests.imports.making import batch_of, doubt, person, read, written

SOURCES = {"title": [{"paragraph": 88, "text": "Fiche n° 901 – Ateliers du livre"}]}
TITLES = doubt("title", "variants", "Le titre est écrit de deux façons.", "Ateliers du livre", "Ateliers des livres")
FIRST = read(
    "Ateliers du livre",
    901,
    sources=SOURCES,
    description="On y lit.\n- des contes",
    objectives=["Lire", "Écouter"],
    publics=[{"label": "Enfants", "age_min": 6, "age_max": 11}],
    sectors=["nord"],
    contacts=[person("Personne d’essai", email="a@livre.example")],
    links=[{"label": "Le site", "url": "https://livre.example/"}],
    doubts=[TITLES],
)


@pytest.fixture
def batch(editor):
    return batch_of(FIRST, read("Jardin partagé", 902), user=editor)


def address(batch, position=1):
    return reverse("livrets:sheet", args=[batch.pk, position])


def form_of(answer):
    """What a browser would send of this screen, untouched."""
    whole = answer.context["whole"]
    said = {"opened_as": answer.context["opened_as"]}
    for form in (whole.form, *(each.management_form for each in whole.rows.values())):
        said |= {field.html_name: "" if field.value() is None else field.value() for field in form}
    for rows in whole.rows.values():
        said |= {field.html_name: "" if field.value() is None else field.value() for form in rows for field in form}
    chosen = re.findall(r'name="([^"]+)"\s+value="([^"]*)"\s+checked', answer.content.decode())
    return {**{name: value for name, value in said.items() if value != ""}, **dict(chosen)}


def send(desk, batch, do="save", position=1, **changed):
    said = {**form_of(desk.get(address(batch, position))), "do": do, **changed}
    return desk.post(address(batch, position), said)


def first(batch):
    return batch.sheets.get(position=1)


def test_the_words_of_the_booklet_stand_beside_with_their_place(desk, batch):
    text = desk.get(address(batch)).content.decode()
    assert "¶ 88" in text
    assert "paragraphe 88" in text
    assert "Fiche n° 901 – Ateliers du livre" in text


def test_what_is_sent_untouched_corrects_nothing(desk, batch):
    assert send(desk, batch).status_code == 302
    assert first(batch).values == {}


def test_what_is_corrected_is_kept_beside_what_was_read(desk, batch):
    send(desk, batch, summary="On y lit ensemble.", objectives="Lire\r\n\r\n  Écrire  ", **{"publics-0-age_max": "10"})
    sheet = first(batch)
    assert sheet.values == {
        "summary": "On y lit ensemble.",
        "objectives": ["Lire", "Écrire"],
        "publics": [{"label": "Enfants", "age_min": 6, "age_max": 10}],
    }
    assert sheet.read["objectives"] == ["Lire", "Écouter"]


def test_the_last_empty_row_adds_one_and_an_emptied_row_goes(desk, batch):
    row = {"links-1-label": "Le blog", "links-1-url": "https://blog.example/"}
    send(desk, batch, **row, **{f"contacts-0-{name}": "" for name in ("heading", "name", "email", "phone")})
    assert [each["label"] for each in first(batch).values["links"]] == ["Le site", "Le blog"]
    assert first(batch).values["contacts"] == []


def test_a_choice_is_written_in_its_field(desk, batch):
    send(desk, batch, **{"doubt:0": "Ateliers des livres"})
    assert desk.get(address(batch)).context["whole"].values["title"] == "Ateliers des livres"
    assert first(batch).values == {}


def test_what_is_typed_is_the_last_word(desk, batch):
    send(desk, batch, title="Le livre", **{"doubt:0": "Ateliers des livres"})
    assert first(batch).values == {"title": "Le livre"}


def test_another_choice_takes_the_place_of_a_correction(desk, batch):
    send(desk, batch, title="Le livre", **{"doubt:0": "ok"})
    send(desk, batch, **{"doubt:0": "Ateliers des livres"})
    assert first(batch).values == {}


def test_an_answered_doubt_is_open_no_more(desk, batch):
    faces = {face.name: face for face in desk.get(address(batch)).context["faces"]}
    assert faces["title"].is_open
    send(desk, batch, **{"doubt:0": "ok"})
    faces = {face.name: face for face in desk.get(address(batch)).context["faces"]}
    assert not any(question.kind == "variants" and not question.answer for question in faces["title"].questions)


def test_near_organizations_are_asked_and_none_is_merged_in_silence(desk, editor):
    known = factories.organization("Centre social du Parc fleuri")
    batch = batch_of(read(partners=[known.name.replace("fleuri", "fleury")]), user=editor)
    [question] = [
        each for face in desk.get(address(batch)).context["faces"] for each in face.questions if face.name == "partners"
    ]
    assert [choice.value for choice in question.choices] == [known.code, "label", "new"]
    send(desk, batch, **{question.key: known.code})
    assert first(batch).answers == {question.key: known.code}


def test_accepting_goes_on_to_the_next_sheet_that_waits(desk, batch):
    answer = send(desk, batch, "accept")
    assert (answer.url, first(batch).decision) == (address(batch, 2), "accepted")
    assert send(desk, batch, "skip", position=2).url == reverse("livrets:edit", args=[batch.pk])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "Donnez-lui un titre."),
        ({"number": "douze"}, "Saisissez un nombre entier."),
        ({"publics-0-age_max": "3"}, "L’âge de fin vient avant celui de début."),
        ({"sectors": "ailleurs"}, "Sélectionnez un choix valide"),
        ({"doubt:0": "Un autre titre"}, "Cette réponse n’est plus proposée"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_stored(desk, batch, changed, said):
    answer = send(desk, batch, "accept", summary="Autre résumé", **changed)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert (first(batch).values, first(batch).decision) == ({}, "waiting")


@pytest.mark.parametrize("number", ["1000000", "beaucoup", "-1"])
def test_a_form_whose_rows_do_not_count_is_refused(desk, batch, number):
    assert send(desk, batch, "accept", **{"contacts-TOTAL_FORMS": number}).status_code == 400
    assert first(batch).decision == "waiting"


def test_a_form_without_its_fields_changes_nothing(desk, batch):
    answer = desk.post(address(batch), {"do": "accept"})
    assert answer.status_code == 200
    assert first(batch).decision == "waiting"


def test_two_who_correct_one_sheet_are_told(desk, batch):
    mine = form_of(desk.get(address(batch)))
    send(desk, batch, title="Le titre d’une autre")
    answer = desk.post(address(batch), {**mine, "title": "Le mien", "do": "save"})
    assert "Quelqu’un a enregistré cette fiche" in answer.content.decode()
    assert first(batch).values == {"title": "Le titre d’une autre"}


@pytest.mark.usefixtures("sample_site")
def test_a_written_sheet_is_closed(client, admin_user):
    [sheet] = written(FIRST, user=admin_user)
    client.force_login(admin_user)
    assert 'name="do"' not in client.get(address(sheet.batch)).content.decode()
    answer = send(client, sheet.batch, "skip", title="Trop tard")
    assert "déjà écrit" in answer.content.decode()
    assert first(sheet.batch).values == {}


def test_what_the_site_says_today_is_shown(desk, editor):
    factories.action("Ateliers du livre", number=901, summary="On y lisait.")
    answer = desk.get(address(batch_of(read(summary="On y lit."), user=editor)))
    changes = {face.name: face.change for face in answer.context["faces"] if face.change}
    assert (changes["summary"].state, changes["title"].state) == ("changed", "same")
    assert "On y lisait." in answer.content.decode()


def test_a_new_sheet_is_compared_to_nothing(desk, batch):
    assert not any(face.change for face in desk.get(address(batch)).context["faces"])


@pytest.mark.parametrize("position", [0, 3, 99])
def test_a_sheet_that_is_not_there_is_not_found(desk, batch, position):
    assert desk.get(address(batch, position)).status_code == 404


def test_the_same_names_are_answered_in_the_other_sheets_where_that_is_asked(desk, editor):
    batch = batch_of(*(read(f"Essai {number}", number, sectors=["nord"]) for number in (901, 902, 903)), user=editor)
    batch.sheets.filter(position=3).update(answers={"sectors:nord": "ville-nord"})
    send(desk, batch, **{"sectors:nord": "cite-nord"})
    assert batch.sheets.get(position=2).answers == {}
    answer = desk.get(send(desk, batch, everywhere="on")["Location"])
    assert "Répondu de même dans 1 autre fiche." in answer.content.decode()
    given = list(batch.sheets.values_list("answers", flat=True))
    assert [each["sectors:nord"] for each in given] == ["cite-nord", "cite-nord", "ville-nord"]


def test_what_is_written_is_answered_no_more(desk, admin_user):
    first, second = written(
        *(read(f"Essai {number}", number, sectors=["nord"]) for number in (901, 902)), user=admin_user
    )
    type(first).objects.filter(pk=first.pk).update(state="read")
    send(desk, first.batch, everywhere="on", **{"sectors:nord": "cite-nord"})
    second.refresh_from_db()
    assert second.answers == {}


def test_accepted_twice_it_goes_on_as_the_first_time(desk, batch):
    said = {**form_of(desk.get(address(batch))), "do": "accept", "summary": "Autre résumé"}
    first, second = (desk.post(address(batch), said) for _press in range(2))
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    changed = desk.post(address(batch), {**said, "summary": "Un autre encore"})
    assert "Quelqu’un a enregistré" in changed.content.decode()
