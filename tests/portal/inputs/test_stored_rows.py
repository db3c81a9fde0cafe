"""What is stored of the rows of a page is what the page holds, in a few statements."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sheets.models import OrganizationLink, SheetLink
from tests import factories


@pytest.fixture
def page(sample_site):
    page = factories.action()
    page.organization_links = [OrganizationLink(label=f"Partenaire {number}") for number in range(4)]
    page.save()
    return factories.reload(page)


def stored(page):
    return [row.label for row in OrganizationLink.objects.filter(page=page.pk)]


def test_rows_are_changed_moved_added_and_taken_away_in_one_save(page):
    first, _second, third, fourth = page.organization_links.all()
    first.label = "Autre nom"
    page.organization_links = [fourth, OrganizationLink(label="Nouveau"), first, third]
    for order, row in enumerate(page.organization_links.all()):
        row.sort_order = order
    page.save()
    assert stored(page) == ["Partenaire 3", "Nouveau", "Autre nom", "Partenaire 2"]


def test_the_last_row_may_be_taken_away(page):
    page.organization_links = []
    page.save()
    assert stored(page) == []


def test_rows_that_have_not_changed_are_not_written(page):
    page.organization_links = list(page.organization_links.all())
    with CaptureQueriesContext(connection) as queries:
        page.save()
    written = [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert not any("sheets_organizationlink" in sql for sql in written)


def test_rows_of_an_old_version_come_back_under_their_keys(page):
    keys = [row.pk for row in page.organization_links.all()]
    version = page.save_revision()
    page.organization_links = []
    page.save_revision().publish()
    version.publish()
    assert [row.pk for row in OrganizationLink.objects.filter(page=page.pk)] == keys


def test_a_key_that_another_page_has_taken_is_not_taken_back(page):
    other = factories.action()
    row = page.organization_links.first()
    other.organization_links = [OrganizationLink(pk=row.pk, label="Copie")]
    other.save()
    assert stored(other) == ["Copie"]
    assert row.label in stored(page)


@pytest.mark.parametrize("rows", [1, 30])
def test_a_version_is_read_in_as_many_queries_for_thirty_rows_as_for_one(sample_site, rows):
    page = factories.action()
    page.organization_links = [OrganizationLink(organization=factories.organization()) for _row in range(rows)]
    version = page.save_revision()
    with CaptureQueriesContext(connection) as queries:
        assert len(version.as_object().organization_links.all()) == rows
    asked = [query["sql"] for query in queries if "directory_organization" in query["sql"]]
    assert len(asked) == 1


def test_a_row_of_a_version_whose_page_has_gone_is_left_out(sample_site):
    page, gone = factories.action(), factories.resource()
    page.sheet_links = [SheetLink(related=each.page_ptr) for each in (gone, factories.resource())]
    version = page.save_revision()
    gone.delete()
    assert len(version.as_object().sheet_links.all()) == 1


def test_a_key_that_was_not_read_is_still_checked(db):
    with pytest.raises(ValidationError):
        OrganizationLink(page_id=1, organization_id=999_999).clean_fields()
