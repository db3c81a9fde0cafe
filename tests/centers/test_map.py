"""The schematic map: where points fall, and what is drawn when the town is another one."""

import pytest

from centers import map as city_map
from centers.annuaire import Annuaire
from centers.models import CenterIndexPage

ALMA = (50.70260, 3.16792)
THREE_TOWNS = (50.67213, 3.19581)


@pytest.fixture
def no_outline(monkeypatch):
    monkeypatch.setattr(city_map, "outline", lambda: None)


@pytest.mark.parametrize(("place", "point"), [(ALMA, (137, 85)), (THREE_TOWNS, (365, 478))])
def test_points_fall_where_the_town_was_drawn(place, point):
    x, y = city_map.outline().project(*place)
    assert abs(x - point[0]) <= 1 and abs(y - point[1]) <= 1


def test_blur_is_drawn_to_scale():
    assert [city_map.outline().units(metres) for metres in (200, 500, 1000)] == [23, 58, 116]


def test_the_outline_serves_only_its_own_town():
    assert city_map.frame_for([ALMA, THREE_TOWNS]).areas
    assert not city_map.frame_for([ALMA, (43.6, 1.44)]).areas


@pytest.mark.parametrize("places", [[ALMA], [ALMA, THREE_TOWNS], [(43.6, 1.44), (43.7, 1.30), (43.55, 1.5)]])
def test_a_frame_holds_its_places(no_outline, places):
    frame = city_map.frame_for(places)
    assert all(frame.holds(*place) for place in places)
    assert frame.units(1000) >= 1


def test_nothing_to_place_is_no_map():
    assert city_map.draw_map([]) is None


@pytest.mark.django_db
class TestAnnuaire:
    @pytest.fixture
    def pages(self, sample_site):
        return CenterIndexPage.objects.get().listed_pages()

    def test_list_and_map_say_the_same(self, pages):
        directory = Annuaire(pages)
        listed = [(place.number, place.anchor, sector.css) for sector in directory.sectors for place in sector.places]
        drawn = [(point.number, point.anchor, point.css) for point in directory.map.points]
        assert listed == drawn
        assert [number for number, *_rest in listed] == list(range(1, 11))

    def test_by_sector_of_the_town(self, pages):
        assert [sector.code for sector in Annuaire(pages).sectors] == [
            "ville-nord",
            "ville-sud",
            "ville-ouest",
            "ville-est",
        ]

    def test_the_sector_asked_for(self, pages):
        directory = Annuaire(pages, ["ville-ouest", "inconnu"])
        assert directory.chosen_one.code == "ville-ouest"
        assert sum(len(sector.places) for sector in directory.sectors) == 10, "the others are marked, not dropped"

    def test_queries_do_not_grow_with_centers(self, pages, django_assert_num_queries):
        with django_assert_num_queries(3):
            assert Annuaire(pages).map

    def test_the_page_marks_other_sectors_hidden(self, client, sample_site):
        html = client.get("/centres/?secteur=ville-sud").content.decode()
        assert html.count(" hidden>") == 3
        assert 'value="ville-sud" id="s-2" checked' in html


ECHO = (50.69, 3.18)


def spot(number, place):
    return (number, str(number), f"c-{number}", "", *place, 0)


@pytest.mark.parametrize("wrong", [(3.1817, 50.6902), (0.0, 0.0), (48.85, 2.35), (-50.69, 3.18)])
def test_a_wrong_position_does_not_fold_the_others_onto_one_point(no_outline, wrong):
    places = [spot(1, ALMA), spot(2, THREE_TOWNS), spot(3, wrong), spot(4, ECHO)]
    drawn = city_map.draw_map(places)
    assert [point.number for point in drawn.points] == [1, 2, 4]
    assert drawn == city_map.draw_map([places[0], places[1], places[3]])


def test_of_two_places_the_one_in_the_drawn_town_stays():
    drawn = city_map.draw_map([spot(1, ALMA), spot(2, ALMA[::-1])])
    assert [point.number for point in drawn.points] == [1]
    assert drawn.frame.areas
