"""Dates and hours in forms: what people type is read, what is no date is refused and never becomes another one."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.forms.models import formfield_for_dbfield

from actions.models import ActionPage
from centers.models import CenterPage
from directory.models import Contact
from portal.inputs.days import DayField, HourField, MomentField


@pytest.mark.parametrize(
    "text",
    [
        "15/09/2026", "15/9/2026", "15/09/26", "15.09.2026", "15-09-2026", "15 09 2026", "2026-09-15", " 15/09/2026 ",
        "15 septembre 2026", "15 sept. 2026", "mardi 15 Septembre 2026", "15 SEPTEMBRE 2026",
        "\u200b15/09/2026", "15 septembre\u200b 2026",
    ],
)  # fmt: skip
def test_a_day_as_people_write_it(text):
    assert DayField().clean(text) == date(2026, 9, 15)


def test_the_first_of_a_month():
    assert DayField().clean("1er août 2026") == date(2026, 8, 1)


@pytest.mark.parametrize(
    "text", ["demain", "31/02/2026", "15/13/2026", "15", "15/09", "15/09/0206", "15 brumaire 2026"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValidationError):
        DayField().clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "15/09/2026 14:30", "15/09/2026 14h30", "15 septembre 2026 à 14 h 30", "2026-09-15 14:30",
        "15/09/2026 à 14h30", "15/09/2026, à 14 h 30", "15/09/2026 14:30\ufeff",
    ],
)  # fmt: skip
def test_a_moment_as_people_write_it(text):
    moment = MomentField().clean(text)
    assert moment.replace(tzinfo=None) == datetime(2026, 9, 15, 14, 30)  # noqa: DTZ001


@pytest.mark.parametrize("text", ["29/03/2026 02:30", "29 mars 2026 à 2h30", "28/03/2027 02:00"])
def test_an_hour_that_clocks_skip_is_refused_with_the_one_to_write(text):
    with pytest.raises(ValidationError, match=r"Cette heure n’existe pas.*écrivez \d\d/03/202\d 03:\d0\."):
        MomentField().clean(text)


def test_an_hour_that_comes_twice_is_the_first_one():
    moment = MomentField().clean("25/10/2026 02:30")
    assert (moment.hour, moment.minute, moment.utcoffset()) == (2, 30, timedelta(hours=2))


def test_a_day_alone_is_a_moment_at_its_first_hour():
    assert MomentField().clean("15/09/2026").hour == 0


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("9h30", time(9, 30)), ("9:30", time(9, 30)), ("9 h 30", time(9, 30)), ("9H30", time(9, 30)),
        ("9.30", time(9, 30)), ("12h", time(12)), ("12 h", time(12)), ("00:00", time(0)), ("24:00", time(0)),
        ("24h", time(0)), ("9h30\u200b", time(9, 30)),
    ],
)  # fmt: skip
def test_an_hour_as_people_write_it(text, hour):
    assert HourField().clean(text) == hour


@pytest.mark.parametrize("text", ["midi", "25:00", "9h75", "24:30"])
def test_what_is_no_hour_is_refused(text):
    with pytest.raises(ValidationError, match="9h30"):
        HourField().clean(text)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    for field in (DayField(required=False), MomentField(required=False), HourField(required=False)):
        try:
            value = field.clean(text)
        except ValidationError:
            continue
        assert value is None or any(letter.isdigit() for letter in text)


@pytest.mark.parametrize(
    ("model", "name", "field"),
    [
        (ActionPage, "reviewed_on", DayField), (ActionPage, "expire_at", MomentField), (Contact, "review_on", DayField),
        (CenterPage.opening_hours.rel.related_model, "opens", HourField),
    ],
)  # fmt: skip
def test_forms_of_the_admin_use_them(model, name, field):
    assert type(formfield_for_dbfield(model._meta.get_field(name))) is field


def test_a_day_is_shown_as_it_is_typed():
    field = DayField()
    assert 'value="15/09/2026"' in field.widget.render("day", date(2026, 9, 15))
