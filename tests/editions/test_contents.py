"""Which pages an edition holds: by kind, below a page, of a live list, of a day, or one by one; public sheets only."""

from types import SimpleNamespace

import pytest

from actions.models import ActionIndexPage, ActionPage
from catalog.models import SheetKind
from editions.booklets import contents
from editions.booklets.contents import parts_of
from editions.models import Edition, EditionKind
from events.models import EventPage
from home.models import HomePage, StandardPage
from jobs.work import Refused
from resources.models import ResourcePage
from sheets.models import CollectionPage
from tests import factories
from tests.editions.making import edition

pytestmark = pytest.mark.usefixtures("sample_site")


def of_kinds(*codes):
    made = Edition(title="Par types", slug="types", source="kinds")
    made.kind_rows = [
        EditionKind(sort_order=place, kind=SheetKind.objects.get(code=code)) for place, code in enumerate(codes)
    ]
    made.save()
    return made


def titles(made, site):
    return [page.title for part in parts_of(made, site) for page in part.pages]


def test_kinds_are_parts_in_their_order(sample_site):
    parts = parts_of(of_kinds("ressource", "action"), sample_site)
    assert [(part.tint, {type(page) for page in part.pages}) for part in parts] == [
        ("ressource", {ResourcePage}),
        ("fiche", {ActionPage}),
    ]


def test_a_kind_made_in_the_browser_is_a_part(sample_site):
    kind = factories.kind("Stage")
    factories.sheet(kind, "Stage de troisième")
    assert titles(of_kinds(kind.code), sample_site) == ["Stage de troisième"]


def test_a_part_that_holds_nothing_is_left_out(sample_site):
    assert parts_of(of_kinds(factories.kind("Stage").code), sample_site) == []


def test_a_section_is_all_that_is_below_it(sample_site):
    made = Edition.objects.create(title="S", slug="s", source="section", section=ActionIndexPage.objects.get())
    assert len(titles(made, sample_site)) == ActionPage.objects.live().count()


def test_a_live_list_gives_what_it_finds(sample_site):
    page = CollectionPage(title="Sports", listing=[("listing", {"terms": ["theme:sport"], "number": 1})])
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    made = Edition.objects.create(title="L", slug="l", source="list", section=page)
    assert "Le sport comme levier d’ouverture au cycle 3 (Secteur Nord)" in titles(made, sample_site)


def test_a_day_is_its_programme_then_the_sheets_that_it_names(sample_site):
    day = EventPage.objects.get(code="seminaire-2022")
    found = titles(Edition.objects.create(title="J", slug="j", source="day", section=day), sample_site)
    assert found[0] == day.title
    assert "Espaces ressources numériques de proximité pour les parents" in found[1:]


def test_picked_sheets_keep_their_order(sample_site):
    first, second = factories.action("Un"), factories.resource("Deux")
    assert titles(edition(second, first), sample_site) == ["Deux", "Un"]


def test_a_page_that_is_no_sheet_is_left_out(sample_site):
    assert titles(edition(StandardPage.objects.first(), factories.action("Un")), sample_site) == ["Un"]


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), factories.restrict])
def test_a_sheet_that_nobody_may_read_is_left_out(sample_site, hide):
    shown, hidden = factories.action("Un"), factories.action("Deux")
    hide(hidden.page_ptr)
    assert titles(edition(shown, hidden), sample_site) == ["Un"]


@pytest.mark.parametrize("source", ["section", "list", "day"])
def test_of_a_page_that_was_deleted_nothing_is_left(sample_site, source):
    assert titles(Edition.objects.create(title="S", slug="s", source=source), sample_site) == []


def test_without_an_engine_a_live_list_is_refused_rather_than_made_shorter(sample_site, monkeypatch):
    page = CollectionPage(title="Sports", listing=[("listing", {"terms": ["theme:sport"], "number": 1})])
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    made = Edition.objects.create(title="L", slug="l", source="list", section=page)
    monkeypatch.setattr(contents, "find_all", lambda *args: [SimpleNamespace(degraded=True, entries=[])])
    with pytest.raises(Refused, match="La recherche est en panne"):
        parts_of(made, sample_site)
