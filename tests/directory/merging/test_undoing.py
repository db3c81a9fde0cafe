"""« Annuler » within a day: what did not change since is put back, the rest is listed with why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.models import FormerCode
from directory.merging.merge import Impossible
from directory.merging.undoing import _put_back_page, begin_undo, undo
from directory.models import Contact, Organization
from schools.models import School
from search.models import Need
from sheets.models import ContactLink
from tests import factories
from tests.directory.merging.test_pages import contacts, draft, merge, saved, with_contacts  # noqa: F401
from tests.directory.merging.test_registers import again, two  # noqa: F401


def undone(merged):
    undo(begin_undo(merged, None))
    merged.refresh_from_db()
    return merged


def test_the_record_comes_back_with_its_code_and_its_names(two):  # noqa: F811
    lost, kept = two
    key, aliases = lost.pk, kept.aliases
    undone(merge(lost, kept, given=["email", "acronym"]))
    back = Organization.objects.get(pk=key)
    assert (back.code, back.name, back.email) == (lost.code, lost.name, "perdu@x.example")
    assert (again(kept).email, again(kept).acronym, again(kept).aliases) == ("", "", aliases)
    assert not FormerCode.objects.exists()


def test_pages_name_it_again(contacts):  # noqa: F811
    lost, kept = contacts
    key = lost.pk
    page, other, double = with_contacts(lost), with_contacts(kept), with_contacts(kept, lost)
    page.title = "Brouillon"
    page.save_revision()
    merged = undone(merge(lost, kept))
    assert (saved(page), draft(page), saved(other), saved(double)) == ([key], [key], [kept.pk], [kept.pk, key])
    assert merged.left == []
    assert factories.reload(page).has_unpublished_changes


def test_what_changed_since_stays_and_is_listed(contacts):  # noqa: F811
    lost, kept = contacts
    page = with_contacts(lost)
    merged = merge(lost, kept)
    third = factories.contact("Tierce")
    page = factories.reload(page)
    page.contact_links = [ContactLink(contact=third)]
    page.save_revision().publish()
    undone(merged)
    assert saved(page) == [third.pk]
    assert [(key, "a changé depuis" in why) for _title, key, why in merged.left] == [(page.pk, True)]


def test_a_page_that_changed_elsewhere_is_put_back(contacts):  # noqa: F811
    lost, kept = contacts
    key = lost.pk
    page = with_contacts(lost)
    merged = merge(lost, kept)
    page = factories.reload(page)
    page.title = "Un autre titre"
    page.save_revision().publish()
    undone(merged)
    assert (saved(page), draft(page), factories.reload(page).title) == ([key], [key], "Un autre titre")


def test_a_page_that_went_is_listed(contacts):  # noqa: F811
    lost, kept = contacts
    page = with_contacts(lost)
    merged = merge(lost, kept)
    page.delete()
    assert [why for _title, _key, why in undone(merged).left] == ["la page n’existe plus"]


def test_the_registers_are_put_back(two):  # noqa: F811
    lost, kept = two
    key = lost.pk
    below, contact = factories.organization(parent=lost), factories.contact(organization=lost)
    merged = merge(lost, kept)
    elsewhere = factories.organization()
    Contact.objects.filter(pk=contact.pk).update(organization=elsewhere)
    undone(merged)
    assert (again(below).parent_id, again(contact).organization) == (key, elsewhere)
    assert [name for name, _key, _why in merged.left] == [str(again(contact))]


def test_lists_are_put_back(sample_site):
    gone, stays = factories.vocabulary(terms=("Arabe", "Arabe littéral")).terms.all()
    key = gone.pk
    need = Need.objects.create(words=["parler arabe"])
    need.terms = [gone]
    need.save()
    undone(merge(gone, stays))
    assert [term.pk for term in again(need).terms.all()] == [key]


def test_after_a_day_nothing_is_undone(two):  # noqa: F811
    merged = merge(*two)
    merged.ended = timezone.now() - timedelta(days=1, seconds=1)
    merged.save()
    with pytest.raises(Impossible, match="plus d’un jour"):
        begin_undo(merged, None)


def test_it_is_undone_once(two):  # noqa: F811
    merged = undone(merge(*two))
    with pytest.raises(Impossible):
        begin_undo(merged, None)


def test_a_replacement_is_undone_too(contacts):  # noqa: F811
    lost, kept = contacts
    page = with_contacts(lost)
    merged = merge(lost, kept, removes=False)
    assert saved(page) == [kept.pk]
    undone(merged)
    assert saved(page) == [lost.pk]


def test_one_whose_own_words_another_has_by_now_does_not_come_back(sample_site):
    lost, kept = factories.organization("École perdue"), factories.organization("École gardée")
    school = School.objects.create(organization=lost, uai="0590001A", level=School.Level.PRIMARY)
    merged = merge(lost, kept)
    Organization.objects.create(name="Une autre", code="perdue-encore")
    Organization.objects.filter(code="perdue-encore").update(code=lost.code)
    with pytest.raises(Impossible, match="ne peut plus revenir"):
        begin_undo(merged, None)
    merged.refresh_from_db()
    assert (merged.state, again(school).organization_id) == ("done", kept.pk)


def test_one_that_names_what_is_gone_does_not_come_back(two):  # noqa: F811
    lost, kept = two
    above = factories.organization()
    lost.parent = above
    lost.save()
    merged = merge(lost, kept)
    above.delete()
    with pytest.raises(Impossible, match="ne peut plus revenir"):
        begin_undo(merged, None)
    assert FormerCode.objects.filter(code=lost.code).exists()


def test_two_processes_put_a_page_back_once(contacts):  # noqa: F811
    lost, kept = contacts
    key = lost.pk
    page = with_contacts(lost)
    merged = begin_undo(merge(lost, kept), None)
    moved, late = merged.pages.get(), merged.pages.get()
    _put_back_page(merged, moved)
    _put_back_page(merged, late)
    assert (saved(page), merged.left) == ([key], [])
