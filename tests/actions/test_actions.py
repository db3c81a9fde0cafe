"""Action sheets: grouped by axis, numbered, each knowing its twin."""

import pytest

from actions.models import ActionIndexPage, ActionPage
from catalog.models import Term
from sheets.models import OrganizationLink
from tests import factories


@pytest.fixture
def sheets(sample_site):
    return {page.number: page for page in ActionPage.objects.all()}


def names(client, page, other):
    """Whether the sheet of ``page`` leads to ``other``."""
    return f'href="{other.url}"' in client.get(page.url).content.decode()


@pytest.mark.parametrize(("one", "other"), [(3, 4), (6, 7)])
def test_twins_know_each_other(sheets, client, one, other):
    assert names(client, sheets[one], sheets[other])
    assert names(client, sheets[other], sheets[one])


def test_a_twin_written_on_one_side_is_enough(sheets, client):
    ActionPage.objects.filter(number__in=(1, 2)).update(twin=None)
    assert not names(client, sheets[2], sheets[1])
    ActionPage.objects.filter(number=1).update(twin=sheets[2])
    assert names(client, sheets[2], sheets[1])


def test_a_twin_that_is_not_public_is_not_named(sheets, client):
    sheets[7].unpublish()
    assert not names(client, sheets[6], sheets[7])
    assert sheets[7].title not in client.get(sheets[6].url).content.decode()


def test_each_axis_lists_its_sheets_in_the_order_of_their_numbers(sheets, client):
    index = ActionIndexPage.objects.get()
    listed = []
    for axis in index.axes:
        answer = client.get(f"/actions/axe/{axis.code}/")
        numbers = [sheet.number for sheet in answer.context["sheets"]]
        assert numbers == sorted(numbers)
        assert {ActionPage.objects.get(number=number).axis.code for number in numbers} == {axis.code}
        listed += numbers
    assert sorted(listed) == list(range(1, 28))


def test_a_sheet_without_a_number_comes_last(sheets, client):
    axis = Term.objects.filter(vocabulary__code="axe").order_by("sort_order").first()
    page = factories.action(title="Sans numéro", number=None, terms=[axis])
    assert client.get(f"/actions/axe/{axis.code}/").context["sheets"].last() == page


def test_an_unknown_axis_is_not_found(sample_site, client):
    assert client.get("/actions/axe/inconnu/").status_code == 404


def test_the_card_says_number_and_operator(sheets):
    card = sheets[2].search_card()
    assert card["number"] == "2"
    assert card["meta"][0] == "Fiche action n° 2"
    assert card["meta"][1:] == ["Centre social Alma et 9 autres"]


@pytest.mark.django_db
def test_a_card_never_shows_one_operator_of_several_as_if_it_were_alone():
    page = ActionPage(title="Essai")
    assert page.carried_by == ""
    page.organization_links.add(OrganizationLink(role="operator", label="Première"))
    assert page.carried_by == "Première"
    page.organization_links.add(OrganizationLink(role="operator", label="Deuxième"))
    assert page.carried_by == "Première et 1 autre"
    page.organization_links.add(OrganizationLink(role="partner", label="Partenaire"))
    assert page.carried_by == "Première et 1 autre"
