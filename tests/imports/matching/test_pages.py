"""Which sheet of the site a sheet of a booklet is."""

import pytest

from actions.models import ActionPage
from imports.matching.pages import Pages
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")


def test_number_and_title_together_are_one_sheet():
    page = factories.action("Équipe mobile des livres", number=901)
    assert Pages(ActionPage).match(901, "Equipe mobile des livres").found.pk == page.pk


def test_a_code_is_enough():
    page = factories.action("Chorale", number=901, code="chorale-du-lundi")
    assert Pages(ActionPage).match(None, "Autre titre", "chorale-du-lundi").found.pk == page.pk


def test_a_number_that_another_title_has_is_asked_about():
    page = factories.action("Chorale", number=901)
    match = Pages(ActionPage).match(901, "Piscine")
    assert (match.found, [known.pk for known in match.near]) == (None, [page.pk])


def test_a_title_under_another_number_is_asked_about():
    page = factories.action("Chorale du lundi soir", number=901)
    match = Pages(ActionPage).match(902, "Chorale du lundi soir")
    assert (match.found, [known.pk for known in match.near]) == (None, [page.pk])


def test_nearly_the_title_of_another_number_is_another_sheet():
    factories.action("Ateliers du livre (Secteur Nord)", number=901)
    assert Pages(ActionPage).match(902, "Ateliers du livre (Secteur Sud)").state == "new"


def test_without_a_number_nearly_a_title_is_asked_about():
    page = factories.action("Ateliers du livre", number=901)
    assert [known.pk for known in Pages(ActionPage).match(None, "Atelier du livre").near] == [page.pk]


def test_a_draft_that_gives_itself_a_number_has_it():
    page = factories.action("Chorale", number=901)
    page.number = 902
    page.save_revision()
    pages = Pages(ActionPage)
    assert pages.is_taken(902)
    assert pages.match(902, "Chorale").found.pk == page.pk
