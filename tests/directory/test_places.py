"""Coordinates in the register: typed as people paste them, asked about when they lie far from all others."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from directory.models import Organization
from portal.inputs.places import DegreesFormField, kilometres
from tests import factories

ADD = "directory_organization_modeladmin_create"


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [
        ("50,6902", 50.6902), ("50.6902", 50.6902), (" 50,6902 ° ", 50.6902), ("50.6902 N", 50.6902), ("-3,5", -3.5),
        ("\N{MINUS SIGN}3,5", -3.5), ("3,5 O", -3.5), ("50° 41′ 24″ N", 50.69), ("50°41'24\"", 50.69),
        ("\u200b50,6902\u200b", 50.6902), ("50º41'24\"", 50.69),
    ],
)  # fmt: skip
def test_degrees_as_people_write_them(typed, degrees):
    assert DegreesFormField().clean(typed) == pytest.approx(degrees)


@pytest.mark.parametrize("typed", ["50.6902, 3.1817", "50,6902 3,1817", "nord", "1e3", "nan", "inf", "506902"])
def test_what_is_no_single_number_is_refused(typed):
    with pytest.raises(ValidationError, match="un seul nombre"):
        DegreesFormField().clean(typed)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        DegreesFormField(required=False).clean(text)
    except ValidationError as error:
        assert error.messages


def test_kilometres_between_two_places():
    assert kilometres((50.69, 3.18), (48.85, 2.35)) == pytest.approx(213, abs=5)


@pytest.fixture
def town(db):
    for latitude, longitude in ((50.70, 3.17), (50.69, 3.18), (50.67, 3.19)):
        factories.organization(latitude=latitude, longitude=longitude, precision="building")


def send(client, latitude, longitude, **more):
    values = {"name": "Maison du port", "latitude": latitude, "longitude": longitude, "precision": "building", **more}
    return client.post(reverse(ADD), values)


def stored():
    return Organization.objects.filter(name="Maison du port").values_list("latitude", "longitude").first()


def test_a_comma_is_a_comma(town, admin_client):
    assert send(admin_client, "50,6902", "3,1817").status_code == 302
    assert stored() == (50.6902, 3.1817)


def test_a_form_shows_degrees_as_its_help_does(town, admin_client):
    record = factories.organization(latitude=50.6902, longitude=3.1817, precision="building")
    html = admin_client.get(reverse("directory_organization_modeladmin_edit", args=[record.pk])).content.decode()
    assert 'value="50,6902"' in html
    assert 'type="number" name="latitude"' not in html


def test_exchanged_coordinates_are_asked_about(town, admin_client):
    answer = send(admin_client, "3,1817", "50,6902")
    assert "semblent inversées" in answer.content.decode()
    assert stored() is None


def test_a_place_far_away_is_asked_about_and_kept_at_the_second_press(town, admin_client):
    html = send(admin_client, "48,85", "2,35").content.decode()
    assert "à plus de 60 km" in html
    assert 'name="asked_place" value="(48.85, 2.35)"' in html
    assert send(admin_client, "48,85", "2,35", asked_place="(48.85, 2.35)").status_code == 302
    assert stored() == (48.85, 2.35)


def test_another_place_is_asked_about_again(town, admin_client):
    assert send(admin_client, "43,6", "1,44", asked_place="(48.85, 2.35)").status_code == 200
    assert stored() is None


def test_the_first_places_of_a_city_are_not_asked_about(db, admin_client):
    assert send(admin_client, "43,6", "1,44").status_code == 302
