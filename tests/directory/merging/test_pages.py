"""Pages that named the one name the other: saved, in drafts, in what is scheduled, in history."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from catalog.models import PageTerm, TermUse
from catalog.property_types import clean_cell
from directory.merging.merge import begin, carry_out
from directory.merging.pages import MERGED
from directory.models import Organization
from home.models import StandardPage
from search.models import Outbox
from sheets.models import ContactLink, OrganizationLink
from tests import factories


@pytest.fixture
def contacts(sample_site):
    return factories.contact("Perdue"), factories.contact("Gardée")


def merge(lost, kept, **options):
    found = begin(lost, kept, None, **options)
    carry_out(found)
    found.refresh_from_db()
    return found


def with_contacts(*contacts, live=True, heading="structure"):
    page = factories.action(live=live)
    page.contact_links = [ContactLink(contact=each, heading=heading) for each in contacts]
    revision = page.save_revision()
    if live:
        revision.publish()
    return factories.reload(page)


def shown(page):
    return [link.contact_id for link in page.contact_links.all()]


def saved(page):
    return shown(factories.reload(page))


def draft(page):
    return shown(factories.reload(page).get_latest_revision_as_object())


def test_a_public_page_names_the_other_at_once(contacts):
    lost, kept = contacts
    page = with_contacts(lost)
    merge(lost, kept)
    after = factories.reload(page)
    assert (shown(after), draft(page)) == ([kept.pk], [kept.pk])
    assert after.live and not after.has_unpublished_changes
    assert after.last_published_at == page.last_published_at
    assert after.live_revision_id == after.latest_revision_id != page.latest_revision_id


def test_an_open_draft_stays_a_draft(contacts):
    lost, kept = contacts
    page = with_contacts(lost)
    page.title = "Autre titre"
    page.save_revision()
    merge(lost, kept)
    after = factories.reload(page)
    assert (after.title, after.get_latest_revision_as_object().title) == ("Atelier du mercredi", "Autre titre")
    assert (saved(page), draft(page), after.has_unpublished_changes) == ([kept.pk], [kept.pk], True)


def test_a_draft_alone_is_moved(contacts):
    lost, kept = contacts
    page = with_contacts(lost, live=False)
    merge(lost, kept)
    assert draft(page) == [kept.pk]
    assert not factories.reload(page).live


def test_what_is_scheduled_stays_so_and_names_the_other(contacts):
    lost, kept = contacts
    page = with_contacts(lost, live=False).get_latest_revision_as_object()
    when = timezone.now() + timedelta(days=3)
    revision = page.save_revision(approved_go_live_at=when)
    merge(lost, kept)
    revision.refresh_from_db()
    assert (revision.approved_go_live_at, shown(revision.as_object())) == (when, [kept.pk])
    assert factories.reload(page).latest_revision_id == revision.pk


def test_an_old_version_may_still_be_taken_back(contacts):
    lost, kept = contacts
    page = with_contacts(lost)
    old = page.latest_revision
    page.contact_links = []
    page.save_revision().publish()
    merge(lost, kept)
    old.refresh_from_db()
    assert shown(old.as_object()) == [kept.pk]


def test_two_rows_that_are_one_become_one(contacts):
    lost, kept = contacts
    page = with_contacts(kept, lost)
    merge(lost, kept)
    assert (saved(page), draft(page)) == ([kept.pk], [kept.pk])


def test_under_two_headings_both_rows_stay(contacts):
    lost, kept = contacts
    page = with_contacts(kept)
    page.contact_links.add(ContactLink(contact=lost, heading="ville"))
    page.save_revision().publish()
    merge(lost, kept)
    assert saved(page) == [kept.pk, kept.pk]


def test_what_a_doubled_row_says_is_kept(sample_site):
    lost, kept = factories.organization(), factories.organization()
    page = factories.action()
    page.organization_links = [
        OrganizationLink(organization=kept, role="partner"),
        OrganizationLink(organization=lost, role="partner", detail="Prête la salle"),
        OrganizationLink(organization=lost, role="funder"),
    ]
    page.save_revision().publish()
    merge(lost, kept)
    rows = factories.reload(page).organization_links.all()
    assert [(row.organization_id, row.role, row.detail) for row in rows] == [
        (kept.pk, "partner", "Prête la salle"),
        (kept.pk, "funder", ""),
    ]


def test_two_rows_that_say_different_things_both_stay(sample_site):
    lost, kept = factories.organization(), factories.organization()
    page = factories.action()
    page.organization_links = [
        OrganizationLink(organization=kept, role="partner", detail="Anime"),
        OrganizationLink(organization=lost, role="partner", detail="Prête la salle"),
    ]
    page.save_revision().publish()
    merge(lost, kept)
    assert [row.detail for row in factories.reload(page).organization_links.all()] == ["Anime", "Prête la salle"]


def test_blocks_name_the_other_and_lists_name_it_once(sample_site):
    lost, kept = factories.organization(), factories.organization()
    page = factories.action(sites=[("site", {"name": "Réseau", "college": lost, "schools": [lost, kept], "note": ""})])
    merge(lost, kept)
    place = factories.reload(page).sites[0].value
    assert (place["college"], list(place["schools"])) == (kept, [kept])
    assert not Organization.objects.filter(pk=lost.pk).exists()


def test_a_stored_list_asks_for_the_other_term(sample_site):
    vocabulary = factories.vocabulary(terms=("Arabe", "Arabe littéral"))
    lost, kept = vocabulary.terms.all()
    page = StandardPage.objects.get(slug="aide")
    page.body = [("listing", {"terms": [f"langue:{lost.code}", f"langue:{kept.code}"], "look": "cards"})]
    page.save_revision().publish()
    merge(lost, kept)
    assert factories.reload(page).body[0].value["terms"] == [f"langue:{kept.code}"]


def test_terms_of_pages_and_of_their_history(sample_site):
    vocabulary = factories.vocabulary(terms=("Arabe", "Arabe littéral"))
    lost, kept = vocabulary.terms.all()
    page = factories.action(terms=[lost, kept])
    merge(lost, kept)
    assert [row.term_id for row in PageTerm.objects.filter(page=page)] == [kept.pk]
    assert not TermUse.objects.filter(term=lost.pk).exists()


def test_a_property_names_the_other(contacts):
    lost, kept = contacts
    prop = factories.prop("Référent", "contact")
    page = factories.action(property_values={prop.code: clean_cell(prop, str(lost.pk))})
    merge(lost, kept)
    assert factories.reload(page).property_values[prop.code]["v"] == kept.pk


def test_an_alias_follows(contacts):
    lost, kept = contacts
    page = with_contacts(lost)
    alias = page.create_alias(parent=page.get_parent(), update_slug="alias")
    merge(lost, kept)
    assert saved(alias) == [kept.pk]


def test_the_search_reads_the_page_again(contacts):
    lost, kept = contacts
    page = with_contacts(lost)
    Outbox.objects.all().delete()
    merge(lost, kept)
    assert f"wagtailcore.page:{page.pk}" in set(Outbox.objects.values_list("key", flat=True))


def test_an_open_form_is_told(contacts):
    """Its version is no longer the latest: the portal shows both instead of replacing one."""
    lost, kept = contacts
    page = with_contacts(lost)
    merge(lost, kept)
    assert factories.reload(page).latest_revision_id != page.latest_revision_id


def test_its_history_says_it(contacts):
    lost, kept = contacts
    page = with_contacts(lost)
    merge(lost, kept)
    entry = PageLogEntry.objects.filter(page=page.pk, action=MERGED).get()
    assert entry.message == f"« {lost} » remplacé par « {kept} »"


def test_pages_that_name_neither_are_left_alone(contacts):
    lost, kept = contacts
    other = with_contacts(kept)
    merge(lost, kept)
    assert factories.reload(other).latest_revision_id == other.latest_revision_id
