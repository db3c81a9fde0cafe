"""A page reads at once the pages it leads to, and shows those anyone may read."""

import pytest

from home.models import HomePage
from sheets.models import SheetLink
from tests import factories


@pytest.fixture
def sheet(sample_site):
    public, draft, twin = factories.action(), factories.action(live=False), factories.action()
    page = factories.action(twin=twin)
    page.sheet_links = [SheetLink(related=each) for each in (public, draft)]
    page.save_revision().publish()
    return page


def test_its_templates_are_given_them(sheet, client):
    public, draft = (link.related_id for link in sheet.sheet_links.all())
    assert sheet.neighbour_ids() == {public, draft, sheet.twin_id}
    assert set(client.get(sheet.url).context["neighbours"]) == {public, sheet.twin_id}


@pytest.mark.parametrize("number", [1, 6])
def test_its_rows_are_read_before_it_is_shown(sheet, number, django_assert_num_queries):
    sheet.sheet_links = [SheetLink(related=factories.action()) for _each in range(number)]
    sheet.save_revision().publish()
    page = type(sheet).objects.get(pk=sheet.pk)
    page.read_together()
    with django_assert_num_queries(0):
        assert len([link.related_id for link in page.shown_links]) == number


def test_the_home_page_is_given_those_of_its_doors(sample_site, client):
    doors = HomePage.objects.get().doors
    linked = {link["page"].pk for block in doors for link in (block.value, *block.value["links"]) if link["page"]}
    assert linked and set(client.get("/").context["destinations"]) == linked
