"""A batch taken back while nobody has touched its drafts."""

import pytest

from actions.models import ActionPage
from directory.models import Contact, Organization
from imports.drafts.undoing import undo
from imports.models import ImportedSheet
from tests import factories
from tests.imports.making import draft_of, person, read, written

pytestmark = pytest.mark.usefixtures("sample_site")


def reasons(undone):
    return [why for _sheet, why in undone.left]


def test_new_pages_go_and_existing_ones_are_as_they_were(admin_user):
    page = factories.action("Chorale", number=902, summary="Avant.")
    new, known = written(read(), read("Chorale", 902, summary="Après."), user=admin_user)
    undone = undo(new.batch, admin_user)
    assert [sheet.pk for sheet in undone.done] == [new.pk, known.pk]
    assert not ActionPage.objects.filter(number=901).exists()
    now = ActionPage.objects.get(pk=page.pk)
    assert (now.latest_revision, now.has_unpublished_changes) == (page.latest_revision, False)
    assert (now.get_latest_revision_as_object().summary, now.draft_title) == ("Avant.", "Chorale")
    assert not ImportedSheet.objects.exists()
    assert [sheet.state for sheet in new.batch.sheets.all()] == ["undone", "undone"]


def test_what_was_edited_or_published_since_stays_and_is_listed(admin_user):
    edited, published = written(read(), read("Chorale", 902, summary="On y chante."), user=admin_user)
    draft = draft_of(edited)
    draft.summary = "De la rédaction."
    draft.save_revision(user=admin_user)
    draft_of(published).save_revision(user=admin_user).publish()
    undone = undo(edited.batch, admin_user)
    assert (undone.done, reasons(undone)) == ([], ["quelqu’un l’a modifiée depuis", "elle a été publiée depuis"])
    assert ActionPage.objects.filter(number__in=[901, 902]).count() == 2


def test_the_draft_itself_once_published_stays(admin_user):
    [sheet] = written(read(summary="On y lit."), user=admin_user)
    sheet.revision.publish(user=admin_user)
    assert reasons(undo(sheet.batch, admin_user)) == ["elle a été publiée depuis"]


def test_pressed_twice_at_once_the_second_finds_nothing_to_say(admin_user, monkeypatch):
    [sheet] = written(read(), user=admin_user)
    both = type(sheet).objects.filter(pk=sheet.pk)  # as the second request read them before the first was done
    assert len(undo(sheet.batch, admin_user).done) == 1
    monkeypatch.setattr("imports.drafts.undoing.to_undo", lambda batch: both)
    undone = undo(sheet.batch, admin_user)
    assert (undone.done, undone.left) == ([], [])


def test_a_page_deleted_since_is_listed(admin_user):
    [sheet] = written(read(), user=admin_user)
    sheet.page.specific.delete()
    assert reasons(undo(sheet.batch, admin_user)) == ["la page a été supprimée"]


def test_without_the_right_to_delete_it_stays(admin_user):
    [sheet] = written(read(), user=admin_user)
    nobody = type(admin_user).objects.create_user("personne", "personne@passerelles.example")
    assert reasons(undo(sheet.batch, nobody)) == ["vous n’avez pas le droit de la supprimer"]


def test_a_second_edition_undone_leaves_the_first(admin_user):
    [first] = written(read(summary="De 2025."), user=admin_user)
    [second] = written(read(summary="De 2026."), user=admin_user)
    undo(second.batch, admin_user)
    assert draft_of(first).summary == "De 2025."
    assert ImportedSheet.objects.get().revision == first.revision
    undo(first.batch, admin_user)
    assert not ActionPage.objects.filter(number=901).exists()


def test_contacts_made_for_it_go_where_nothing_else_uses_them(admin_user):
    Organization.objects.create(name="Fanfare")
    [sheet] = written(read(contacts=[person("Prénom Nom, Fanfare", email="prenom@fanfare.example")]), user=admin_user)
    undo(sheet.batch, admin_user)
    assert not Contact.objects.filter(email="prenom@fanfare.example").exists()
