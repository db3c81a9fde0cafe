"""Two twins side by side, for everybody."""

import re

import pytest

from actions.models import ActionPage
from tests import factories

pytestmark = pytest.mark.django_db
PAIR = "/jumelles/fiche-06/"


def read(client, address):
    return " ".join(client.get(address).content.decode().replace("\xa0", " ").split())


def row(html, label):
    return re.search(rf'<th scope="row"> {label} .*?</tr>', html)[0]


def test_both_sheets_lead_there(client, sample_site):
    for number in (6, 7):
        assert f'href="/jumelles/fiche-{number:02d}/"' in read(client, f"/actions/fiche-{number:02d}/")


def test_from_either_sheet_it_is_the_same_page_the_lower_number_first(client, sample_site):
    html = read(client, PAIR)
    assert read(client, "/jumelles/fiche-07/") == html
    assert html.index("fiche 6") < html.index("fiche 7")


def test_what_is_the_same_is_said_once(client, sample_site):
    same = row(read(client, PAIR), "Opérateurs")
    assert "identique" in same and same.count("Fédération des centres sociaux") == 1


def test_what_differs_is_marked_and_said_in_words(client, sample_site):
    sector = row(read(client, PAIR), "Secteur")
    assert "en partie différent" in sector
    assert '<mark><span class="vh">seulement ici :</span> Nord</mark>' in sector


def test_what_shares_nothing_is_said_and_not_marked(client, sample_site):
    places = row(read(client, PAIR), "Les lieux")
    assert "tout diffère" in places and "<mark>" not in places


def test_editors_notes_are_not_compared(client, sample_site):
    assert "Rubrique" not in read(client, PAIR)


@pytest.mark.parametrize("address", ["/jumelles/clas/", "/jumelles/nulle-part/", "/jumelles/echo/"])
def test_what_has_no_twin_has_no_such_page(client, sample_site, address):
    assert client.get(address).status_code == 404


def test_a_twin_that_is_not_public_is_told_to_nobody(client, sample_site):
    ActionPage.objects.get(code="fiche-07").unpublish()
    assert client.get(PAIR).status_code == client.get("/jumelles/fiche-07/").status_code == 404


def test_a_twin_behind_a_password_is_told_to_nobody(client, sample_site):
    factories.restrict(ActionPage.objects.get(code="fiche-07"))
    assert client.get(PAIR).status_code == 404
