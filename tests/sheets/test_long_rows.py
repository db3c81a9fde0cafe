"""A sheet with sixty partners is opened and saved as one with three."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelcluster.models import get_all_child_relations

from centers.models import CenterPage, Closure, OpeningHours
from portal.pages import page_models
from sheets.models import ContactLink, DocumentLink, OrganizationLink, SheetLink
from tests import factories
from tests.editing import drawn_form, edit_url, post_page, send

ROWS = {
    "organization_links": lambda: OrganizationLink(organization=factories.organization()),
    "contact_links": lambda: ContactLink(contact=factories.contact()),
    "document_links": lambda: DocumentLink(label="Le guide", document=factories.document()),
    "sheet_links": lambda: SheetLink(related=factories.resource().page_ptr),
}
MANY = {"organization_links": 60, "contact_links": 15, "document_links": 15, "sheet_links": 10}
A_ROW = 4_500  # bytes: it was 17 000


def row_models(page_model):
    return [relation.related_model for relation in get_all_child_relations(page_model)]


def sheet_with(relation, number):
    page = factories.action()
    setattr(page, relation, [ROWS[relation]() for _row in range(number)])
    page.save_revision().publish()
    return factories.reload(page)


def asked(work):
    with CaptureQueriesContext(connection) as queries:
        answer = work()
    return len(queries), answer


def opened(client, page):
    client.get(edit_url(page))
    return asked(lambda: client.get(edit_url(page)))


@pytest.mark.parametrize("relation", ROWS)
def test_opening_asks_no_more_for_many_rows_than_for_three(sample_site, admin_client, relation):
    few, short = opened(admin_client, sheet_with(relation, 3))
    many, long = opened(admin_client, sheet_with(relation, MANY[relation]))
    assert many <= few
    assert len(long.content) - len(short.content) < (MANY[relation] - 3) * A_ROW


def saved(client, page, action):
    data = drawn_form(client, edit_url(page))
    data.update({action: "1"} if action else {})
    number, answer = asked(lambda: send(client, edit_url(page), data))
    assert answer.status_code == 302
    return number


@pytest.mark.parametrize(
    ("relation", "action"), [("organization_links", ""), *((relation, "action-publish") for relation in ROWS)]
)
def test_saving_asks_no_more_for_many_rows_than_for_three(sample_site, admin_client, relation, action):
    few, many = (saved(admin_client, sheet_with(relation, number), action) for number in (3, MANY[relation]))
    assert many <= few


def test_rows_are_headed_by_their_name(sample_site, admin_client):
    page = sheet_with("organization_links", 3)
    screen = BeautifulSoup(admin_client.get(edit_url(page)).content, "html.parser")
    headings = screen.select("#id_organization_links-FORMS [data-panel-heading-text]")
    assert [each.text for each in headings] == [link.organization.name for link in page.organization_links.all()]


def test_a_refused_row_is_open_and_says_why(sample_site, admin_client):
    page = sheet_with("organization_links", 3)
    data = drawn_form(admin_client, edit_url(page))
    data["organization_links-1-organization"], data["action-publish"] = "", "1"
    screen = BeautifulSoup(send(admin_client, edit_url(page), data).content, "html.parser")
    rows = screen.select("#id_organization_links-FORMS > [data-inline-panel-child]")
    assert [row.has_attr("data-closed-row") for row in rows] == [True, False, True]
    assert "Choisissez une organisation" in rows[1].text


@pytest.mark.parametrize("key", ["9" * 40, "²", "abc", "999999"])
def test_a_key_that_names_nothing_is_refused_beside_its_row(sample_site, admin_client, key):
    page = sheet_with("organization_links", 1)
    data = drawn_form(admin_client, edit_url(page))
    data["organization_links-0-organization"] = key
    answer = send(admin_client, edit_url(page), data)
    assert "organization" in answer.context["form"].formsets["organization_links"].errors[0]


@pytest.mark.parametrize("relation", ["opening_hours", "closures"])
def test_a_row_left_empty_comes_back_with_what_was_typed(sample_site, admin_client, relation):
    page = CenterPage.objects.first()
    rows = drawn_form(admin_client, edit_url(page))[f"{relation}-TOTAL_FORMS"]
    empty = {f"{relation}-{rows}-ORDER": str(int(rows) + 1), f"{relation}-TOTAL_FORMS": str(int(rows) + 1)}
    answer = post_page(admin_client, page, title="", change_note="Ce que l’on vient d’écrire.", **empty)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Ce que l’on vient d’écrire." in html and "None –" not in html


@pytest.mark.parametrize("model", [m for page in page_models() for m in row_models(page)], ids=lambda m: m.__name__)
def test_a_row_that_says_nothing_yet_has_no_false_name(model, db):
    try:
        assert "None" not in str(model())
    except ObjectDoesNotExist:
        pass  # what it is of is not chosen


@pytest.mark.parametrize("relation", ["opening_hours", "closures"])
def test_hours_and_closures_are_closed_rows_too(sample_site, admin_client, relation):
    page = CenterPage.objects.first()
    page.opening_hours = [OpeningHours(weekday=0, opens=time(9), closes=time(12))]
    page.closures = [Closure(starts_on=date(2026, 12, 24))]
    page.save_revision().publish()
    screen = BeautifulSoup(admin_client.get(edit_url(page)).content, "html.parser")
    (heading,) = screen.select(f"#id_{relation}-FORMS [data-closed-row] [data-panel-heading-text]")
    assert heading.text == str(getattr(page, relation).first())
