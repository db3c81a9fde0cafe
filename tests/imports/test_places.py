"""Where the sheets of a booklet go, and as what."""

import pytest
from wagtail.models import Page

from imports.places import page_model, usual_place, why_not_under
from resources.models import ResourceIndexPage, ResourcePage
from sheets.models import GenericSheetPage
from tests import factories
from tests.imports.making import draft_of, read, written

pytestmark = pytest.mark.usefixtures("sample_site")


def as_page(page):
    return Page.objects.get(pk=page.pk)


def test_the_usual_place_is_the_list_of_the_kind():
    assert usual_place("ressource").pk == ResourceIndexPage.objects.first().pk
    assert page_model(usual_place("ressource")) is ResourcePage
    assert usual_place("inconnu") is None


def test_a_list_of_one_kind_made_in_the_browser_takes_sheets_of_it(admin_user):
    kind = factories.kind("Stage", review_every=3)
    [sheet] = written(read("Découvrir", 7), user=admin_user, parent=as_page(factories.sheet_list(kind)))
    draft = draft_of(sheet)
    assert (type(draft), draft.sheet_kind, draft.review_every) == (GenericSheetPage, kind, 3)


def test_a_list_of_every_kind_asks_for_one(admin_user):
    assert "plusieurs types" in why_not_under(as_page(factories.sheet_list()), admin_user)


def test_without_a_list_there_is_nowhere(admin_user):
    assert "aucune rubrique" in why_not_under(None, admin_user)
