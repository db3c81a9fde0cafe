"""Groups of filters: which are open, what stands in them at once, and how the rest is asked for by the address."""

import re

import pytest
from django.test import RequestFactory

from catalog.models import Term, Vocabulary
from search.results.filters import MOST_AT_ONCE
from search.results.listing import Listing
from tests import factories


@pytest.fixture
def listing(sample_site):
    def listing(address="", fixed=None, path="/recherche/"):
        return Listing.from_request(RequestFactory(SERVER_NAME="localhost").get(f"{path}?{address}"), fixed, path)

    return listing


def groups(made):
    return {view.code: view for view in made.filtering.facets}


def boxes(view):
    return [value for _label, values in view.shown for value in values]


def test_those_that_editors_chose_are_open_first(listing):
    assert [code for code, view in groups(listing()).items() if view.is_open] == ["secteur", "age", "public"]
    Vocabulary.objects.update(opens_first=False)
    Vocabulary.objects.filter(code="axe").update(opens_first=True, order=1)
    assert [view.code for view in listing().filtering.facets if view.is_open] == ["axe"]
    assert listing().filtering.facets[0].code == "axe"


def test_a_group_with_a_choice_is_open(listing):
    made = groups(listing("type=action&acteur=ville-roubaix"))
    assert made["type"].is_open and made["acteur"].is_open and not made["theme"].is_open


def test_a_folded_group_says_how_many_choices_it_has(listing, client):
    html = client.get("/recherche/?type=centre").content.decode()
    assert groups(listing("type=centre"))["axe"].choices == 0
    assert re.search(r'aria-label="Axe de la Cité éducative">\s*<summary>[^<]*<small>0 choix</small>', html)


def test_six_values_at_once_and_no_zero(listing):
    for view in listing("secteur=cite-nord").filtering.facets:
        for _label, values in view.shown:
            assert len(values) <= MOST_AT_ONCE
            assert all(value.count or value.selected for value in values)


def test_those_shown_are_what_most_results_have_in_the_order_of_the_vocabulary(listing):
    view = groups(listing())["theme"]
    shown, order = boxes(view), list(view.values)
    assert [value.value for value in shown] == sorted((value.value for value in shown), key=order.index)
    least = min(value.count for value in shown)
    assert all(value.count <= least for value in view.values.values() if value not in shown)


def test_a_ticked_value_is_always_shown(listing):
    rare = groups(listing("type=centre&theme=sport&theme=citoyennete-laicite&axe=cooperation"))
    assert [value.value for value in boxes(rare["axe"])] == ["cooperation"]
    assert {"sport", "citoyennete-laicite"} <= {value.value for value in boxes(rare["theme"])}


def test_the_others_are_asked_for_by_an_address_that_keeps_the_search(listing, client):
    view = groups(listing("q=parents&secteur=cite-nord&tri=titre"))["theme"]
    assert view.toggle_url == "/recherche/?q=parents&secteur=cite-nord&tri=titre&plus=theme"
    assert view.others == len(view.values) - len(boxes(view)) > 0
    html = client.get(view.toggle_url).content.decode()
    assert html.count('name="theme"') == len(view.values)
    assert 'href="/recherche/?q=parents&amp;secteur=cite-nord&amp;tri=titre#f-theme"' in html


def test_zeros_that_were_asked_for_cannot_be_chosen(listing):
    zeros = [value for value in boxes(groups(listing("type=centre&plus=axe"))["axe"]) if not value.count]
    assert zeros and all(value.disabled for value in zeros)


def test_a_group_that_was_asked_for_is_open_and_stays_so_from_link_to_link(listing):
    made = listing("theme=sport&plus=theme")
    assert groups(made)["theme"].is_open
    assert made.chips[0].url == "/recherche/?plus=theme"
    assert ("plus", "theme") in made.filtering.hidden


@pytest.mark.parametrize("address", ["plus=nulle-part", "plus=%00", "plus=duree-min", "plus=", "plus=type&plus=x"])
def test_a_group_that_is_none_is_ignored_and_said(listing, address):
    made = listing(address)
    assert made.notices
    assert "x" not in made.query.whole


def test_each_address_is_written_in_one_way(listing):
    made = listing("plus=type&plus=acteur&plus=type&theme=sport")
    assert made.url(made.query) == "/recherche/?theme=sport&plus=acteur&plus=type"


def test_what_is_shown_is_no_part_of_what_is_asked(listing):
    made = listing("theme=sport&plus=theme")
    assert "plus" not in made.alternate_json_url
    assert all("plus" not in link.url for link in made.exports)


def test_a_label_is_short_where_its_group_is_named(listing, client):
    html = client.get("/recherche/?secteur=ville-ouest").content.decode()
    assert '<legend class="caption">Secteurs de la Ville</legend>' in html
    assert 'value="ville-ouest" checked>Ouest</label>' in html
    assert "Retirer : Ville – Ouest" in html
    Term.objects.update(short_label="")
    assert groups(listing())["secteur"].values["ville-ouest"].short_label == "Ville – Ouest"


def test_without_engine_the_first_ones_may_be_chosen(listing, monkeypatch):
    monkeypatch.setattr("search.results.service.ask_engines", lambda *args, **kwargs: None)
    view = groups(listing())["theme"]
    assert len(boxes(view)) == MOST_AT_ONCE and not any(value.disabled for value in boxes(view))


def test_a_list_of_one_kind_leaves_out_what_none_of_its_pages_has(listing):
    made = groups(listing("", {"type": ("centre",)}, "/centres/"))
    assert "axe" not in made and "secteur" in made


def test_a_vocabulary_that_nothing_carries_yet_is_there(listing):
    factories.vocabulary(terms=["Arabe", "Turc"])
    view = groups(listing())["langue"]
    assert (view.choices, view.others, view.is_open) == (0, 2, False)
