"""« À venir », « Nouveauté »: rows of the sheet's rollout, where an editor says that it still is so."""

import pytest

from imports.drafts.rollout import LONGEST, taken
from tests import factories
from tests.imports.making import accept_all, batch_of, doubt, draft_of, read, write_all

WORDS = {"a venir": "planned", "nouveaute": "new"}


@pytest.mark.parametrize(
    ("text", "left", "rows"),
    [
        ("On y lit.\nÀ venir :\n- au collège\n- à l’école\nPuis on chante.", "On y lit.\nPuis on chante.",
         [("planned", "au collège"), ("planned", "à l’école")]),
        ("Nouveauté : une chorale.", "", [("new", "une chorale.")]),
        ("Nouveauté :\nUne chorale.\nElle chante.", "Elle chante.", [("new", "Une chorale.")]),
        ("Nouveauté : des séances :\n- en 2021\n- en 2022", "",
         [("new", "des séances"), ("new", "en 2021"), ("new", "en 2022")]),
        ("À venir :", "À venir :", []),
        ("Il reste à venir : une chorale.", "Il reste à venir : une chorale.", []),
        ("", "", []),
    ],
)  # fmt: skip
def test_what_a_word_announces_leaves_the_text(text, left, rows):
    assert taken(text, WORDS) == (left, rows)


def test_what_no_row_can_hold_stays_in_the_text():
    text = f"À venir :\n- {'a' * (LONGEST + 1)}"
    assert taken(text, WORDS) == (text, [])


ANNOUNCED = read(
    description="On y lit.\nÀ venir :\n- au collège",
    doubts=[doubt("description", "rollout", "« À venir » : est-ce encore vrai ?")],
)


def written_with(answer, user, sheet=ANNOUNCED):
    batch = batch_of(sheet, user=user)
    batch.sheets.update(answers={"doubt:0": answer} if answer else {})
    accept_all(batch)
    write_all(batch, user)
    return draft_of(batch.sheets.get())


def rows_of(draft):
    return [(row.status, row.label) for row in draft.rollout_rows.all()]


def test_an_answer_makes_rows_of_it(sample_site, admin_user):
    draft = written_with("move", admin_user)
    assert rows_of(draft) == [("planned", "au collège")]
    assert "collège" not in str(draft.body)
    assert not any("À venir" in text for text in draft.doubts)


@pytest.mark.parametrize("answer", ["", "ok"])
def test_without_it_the_text_stays_whole(sample_site, admin_user, answer):
    draft = written_with(answer, admin_user)
    assert rows_of(draft) == []
    assert "collège" in str(draft.body)


def test_rows_of_the_page_stay_and_none_is_doubled(sample_site, admin_user):
    page = factories.action("Ateliers du livre", number=901)
    page.rollout_rows.create(status="done", label="à l’école")
    page.rollout_rows.create(status="planned", label="Au collège")
    page.save_revision().publish()
    assert rows_of(written_with("move", admin_user)) == [("done", "à l’école"), ("planned", "Au collège")]


def test_what_was_corrected_away_is_told(sample_site, admin_user):
    batch = batch_of(ANNOUNCED, user=admin_user)
    batch.sheets.update(answers={"doubt:0": "move"}, values={"description": "On y lit."})
    accept_all(batch)
    write_all(batch, admin_user)
    assert any("déploiement" in text for text in draft_of(batch.sheets.get()).doubts)
