"""A newer edition against the site: added, changed, gone, by sheet and by field."""

import pytest

from actions.models import ActionPage
from imports.drafts.comparing import changes_of
from tests import factories
from tests.imports.making import batch_of, doubt, draft_of, read, written

pytestmark = pytest.mark.usefixtures("sample_site")


def told(batch, number=901):
    return next(change for change in changes_of(batch) if change.number == number)


def fields(change):
    return {each.name: each for each in change.fields}


def test_each_sheet_is_added_changed_the_same_or_gone(admin_user):
    factories.action("Chorale", number=902, summary="Avant.")
    factories.action("Piscine", number=903, summary="À la piscine.")
    factories.action("Échecs", number=904)
    batch = batch_of(
        read(), read("Chorale", 902, summary="Après."), read("Piscine", 903, summary="A la piscine"), user=admin_user
    )
    assert [told(batch, number).state for number in (901, 902, 903, 904)] == ["added", "changed", "same", "gone"]


def test_fields_say_what_was_and_what_would_be(admin_user):
    factories.action("Ateliers du livre", number=901, summary="Avant.", perimeter_note="Le Parc")
    change = told(batch_of(read(summary="Après.", objectives=["Lire"]), user=admin_user))
    summary, objectives, perimeter = (fields(change)[name] for name in ("summary", "objectives", "perimeter"))
    assert (summary.state, summary.before, summary.after) == ("changed", ["Avant."], ["Après."])
    assert (objectives.state, objectives.before, objectives.after) == ("added", [], ["Lire"])
    assert (perimeter.state, perimeter.before) == ("gone", ["Le Parc"])


def test_rows_that_the_booklet_no_longer_has_are_named_and_stay(admin_user):
    written(read(partners=["Fanfare", "Chorale"]), user=admin_user)
    change = fields(told(batch_of(read(partners=["Fanfare", "Orchestre"]), user=admin_user)))["organizations"]
    assert (change.state, change.gone) == ("changed", ["Chorale"])
    assert change.after == ["Fanfare", "Chorale", "Orchestre"]


def test_a_field_that_its_editor_changed_is_kept(admin_user):
    [sheet] = written(read(summary="De 2025."), user=admin_user)
    draft = draft_of(sheet)
    draft.summary = "De la rédaction."
    draft.save_revision().publish()
    change = fields(told(batch_of(read(summary="De 2026."), user=admin_user)))["summary"]
    assert (change.state, change.before, change.after) == ("kept", ["De la rédaction."], ["De 2026."])


def test_which_page_it_is_may_have_to_be_asked(admin_user):
    factories.action("Chorale", number=901)
    assert told(batch_of(read("Piscine"), user=admin_user)).state == "asked"


def test_nothing_is_written(admin_user):
    page = factories.action("Ateliers du livre", number=901, summary="Avant.")
    doubts = [doubt("title", "moved", "Un doute.")]
    changes_of(batch_of(read(summary="Après.", doubts=doubts), read("Chorale", 902), user=admin_user))
    now = ActionPage.objects.get(pk=page.pk)
    assert (now.latest_revision, now.summary, now.doubts) == (page.latest_revision, "Avant.", [])
    assert not ActionPage.objects.filter(number=902).exists()
