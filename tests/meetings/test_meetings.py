"""A meeting that comes back: its dates stand by themselves, and calendars follow each change."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from time_machine import travel
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from catalog.models import Term
from events.models import EventPage
from install.setup.groups import COORDINATION
from meetings import secret
from meetings.models import Meeting, MeetingDate, TakenAway
from portal.models import User
from tests import factories

pytestmark = pytest.mark.usefixtures("september")
FIRST = date(2033, 10, 4)  # a Tuesday, the change of hour is on the 30th


@pytest.fixture
def september(sample_site):
    """Before any meeting: those of the sample are taken away."""
    Meeting.objects.all().delete()
    TakenAway.objects.all().delete()
    with travel(datetime(2033, 9, 1, 10, tzinfo=timezone.get_default_timezone()), tick=False):
        yield


def meeting(title="Commission Nord", **values):
    common = {"starts": time(9), "ends": time(11), "first_day": FIRST, "every": 4, "until": date(2033, 12, 31)}
    made = Meeting(**{"title": title, "place": "Salle des fêtes", **common, **values})
    made.save()
    return made


def days(of):
    return list(of.dates.order_by("day").values_list("day", flat=True))


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content)


def told(client, of):
    """``{day: (uid, sequence, status, hour)}`` as a client reads the calendar of one meeting."""
    events = read(client, reverse("meeting_calendar", args=[of.code])).walk("VEVENT")
    return {
        event.start.date(): (str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"]), event.start.hour)
        for event in events
    }


# From a rhythm to dates.


def test_a_rhythm_writes_its_dates():
    assert days(meeting()) == [FIRST, date(2033, 11, 1), date(2033, 11, 29), date(2033, 12, 27)]


def test_saving_again_adds_nothing():
    made = meeting()
    made.save()
    assert len(days(made)) == 4


def test_without_a_rhythm_dates_are_written_by_hand():
    assert days(meeting(every=None, first_day=None, until=None)) == []


def test_another_rhythm_leaves_what_was_changed_by_hand():
    made = meeting()
    made.dates.filter(day=FIRST).update(is_struck=True)
    moved = made.dates.get(day=date(2033, 11, 1))
    MeetingDate.objects.filter(pk=moved.pk).update(day=date(2033, 11, 8))
    made = Meeting.objects.get(pk=made.pk)
    made.every = 6
    made.save()
    assert days(made) == [FIRST, date(2033, 11, 8), date(2033, 11, 15), date(2033, 12, 27)]


def test_past_dates_stay_and_none_is_added_to_the_past():
    made = meeting()
    with travel(datetime(2033, 11, 10, tzinfo=timezone.get_default_timezone()), tick=False):
        made.every = 5
        made.save()
    assert days(made) == [FIRST, date(2033, 11, 1), date(2033, 12, 13)]


def test_a_date_taken_away_does_not_come_back():
    made = meeting()
    made.dates.get(day=FIRST).delete()
    Meeting.objects.get(pk=made.pk).save()
    assert FIRST not in days(made)


def test_two_meetings_of_one_title_have_two_codes():
    assert [meeting().code, meeting().code] == ["commission-nord", "commission-nord-2"]


# Calendars.


def test_hours_stay_over_the_change_of_time(client):
    assert {row[3] for row in told(client, meeting()).values()} == {9}


def test_a_moved_date_keeps_its_uid_and_raises_its_sequence(client):
    made = meeting()
    before = told(client, made)[FIRST]
    made.dates.filter(day=FIRST).update(day=FIRST + timedelta(days=1))
    Meeting.objects.get(pk=made.pk).save()
    after = told(client, made)
    assert FIRST not in after
    assert after[FIRST + timedelta(days=1)][:2] == (before[0], before[1] + 1)


def test_a_struck_date_is_cancelled_and_the_others_are_as_they_were(client):
    made = meeting()
    before = told(client, made)
    made.dates.filter(day=FIRST).update(is_struck=True)
    Meeting.objects.get(pk=made.pk).save()
    after = told(client, made)
    assert after.pop(FIRST) == (before[FIRST][0], 1, "CANCELLED", 9)
    assert after == {day: row for day, row in before.items() if day != FIRST}


def test_another_usual_hour_is_told_of_every_date(client):
    made = meeting()
    made.starts = time(14)
    made.ends = time(16)
    made.save()
    assert {row[1:] for row in told(client, made).values()} == {(1, "CONFIRMED", 14)}


def test_saving_what_did_not_change_tells_nothing_new(client):
    made = meeting()
    before = told(client, made)
    made.about = "Autre chose."
    made.save()
    assert told(client, made) == before


def test_a_date_taken_away_is_cancelled_for_sixty_days(client):
    made = meeting()
    uid = told(client, made)[FIRST][0]
    made.dates.get(day=FIRST).delete()
    assert told(client, made)[FIRST] == (uid, 1, "CANCELLED", 9)
    with travel(timezone.now() + timedelta(days=61), tick=False):
        assert FIRST not in told(client, made)


def test_the_dates_of_a_deleted_meeting_are_cancelled_in_the_calendar_of_all(client):
    meeting().delete()
    events = read(client, reverse("meetings_calendar")).walk("VEVENT")
    assert {str(event["STATUS"]) for event in events} == {"CANCELLED"} and len(events) == 4


def test_a_meeting_that_became_reserved_is_not_told_again_once_deleted(client):
    made = meeting()
    made.dates.first().delete()
    made.level = Meeting.Level.GROUPS
    made.save()
    made.delete()
    assert TakenAway.objects.exists()
    assert not read(client, reverse("meetings_calendar")).walk("VEVENT")


def test_a_file_has_its_time_zone_and_is_the_same_twice(client):
    address = reverse("meeting_calendar", args=[meeting().code])
    first = client.get(address).content
    assert b"BEGIN:VTIMEZONE" in first and b"DTSTART;TZID=Europe/Paris:20331004T090000" in first
    assert client.get(address).content == first


def test_a_sector_has_its_meetings_and_those_of_the_whole_city(client):
    north, south = Term.objects.filter(vocabulary__code="secteur")[:2]
    for title, sectors in (("Au nord", [north]), ("Au sud", [south]), ("Partout", [])):
        made = meeting(title)
        made.sectors.set(sectors)
        made.save()
    html = client.get(reverse("meetings"), {"secteur": north.code}).content.decode()
    assert "Au nord" in html and "Partout" in html and "Au sud" not in html
    events = read(client, f"{reverse('meetings_calendar')}?secteur={north.code}").walk("VEVENT")
    assert {str(event["SUMMARY"]) for event in events} == {"Au nord", "Partout"}


def test_a_sector_that_is_none_has_no_calendar(client):
    for address in (reverse("meetings"), reverse("meetings_calendar")):
        assert client.get(address, {"secteur": "nulle-part"}).status_code == 404


@pytest.mark.parametrize("name", ["meetings", "meetings_calendar"])
def test_what_a_database_cannot_look_for_is_no_sector(client, name):
    assert client.get(reverse(name), {"secteur": "nord\0"}).status_code == 404
    assert client.get(reverse(name), {"secteur": "\0"}).status_code == 404


def test_a_sector_that_a_meeting_names_is_not_deleted():
    made = meeting()
    sector = factories.term(factories.vocabulary(), "Secteur")
    made.sectors.set([sector])
    made.save()
    with pytest.raises(Exception, match="Commission Nord"):
        sector.delete()


# What visitors read.


def test_a_page_says_when_where_and_who_sits(client):
    made = meeting(seats=["Direction du centre social"], convener="Coordination")
    made.dates.filter(day=FIRST).update(is_struck=True)
    moved = made.dates.get(day=date(2033, 11, 1))
    MeetingDate.objects.filter(pk=moved.pk).update(day=date(2033, 11, 8))
    html = " ".join(client.get(reverse("meeting", args=[made.code])).content.decode().split())
    for words in ("Direction du centre social", "Salle des fêtes", "Annulée", "au lieu du mardi 1", "De 09:00 à 11:00"):
        assert words in html, words


# For one group.


@pytest.fixture
def group():
    return Group.objects.get(name=COORDINATION)


@pytest.fixture
def member(group):
    user = User.objects.create_user("membre", "membre@passerelles.example", "un mot de passe")
    user.groups.add(group)
    return user


@pytest.fixture
def kept_for(group):
    made = meeting("Équipe de soutien", level=2, about="Ordre du jour", seats=["Psychologue"], convener="PRE")
    made.readers.set([group])
    made.save()
    return made


def address_of(token):
    return reverse("group_calendar", args=[token])


def test_a_reserved_meeting_is_nowhere_a_visitor_looks(client, kept_for):
    assert client.get(reverse("meeting", args=[kept_for.code])).status_code == 404
    assert client.get(reverse("meeting_calendar", args=[kept_for.code])).status_code == 404
    for address in (reverse("meetings"), reverse("meetings_calendar"), "/evenements/"):
        assert "soutien" not in client.get(address).content.decode()


def test_a_secret_address_says_title_place_and_hours_only(client, kept_for, member, group):
    answer = client.get(address_of(secret.make(member, group)))
    text = answer.content.decode()
    assert "soutien" in text and "Salle des f" in text and "T090000" in text
    for word in ("Ordre", "Psychologue", "PRE", "URL"):
        assert word not in text
    assert "no-store" in answer["Cache-Control"] and answer["Referrer-Policy"] == "no-referrer"


def test_a_secret_address_follows_what_is_struck(client, kept_for, member, group):
    kept_for.dates.get(day=FIRST).delete()
    events = Calendar.from_ical(client.get(address_of(secret.make(member, group))).content).walk("VEVENT")
    assert sum(str(event["STATUS"]) == "CANCELLED" for event in events) == 1


def test_a_secret_address_is_replaced_and_taken_back(client, kept_for, member, group):
    old = secret.make(member, group)
    new = secret.make(member, group)
    assert client.get(address_of(old)).status_code == 410
    assert client.get(address_of(new)).status_code == 200
    secret.take_back(member, group)
    assert client.get(address_of(new)).status_code == 410


@pytest.mark.parametrize("leaving", ["group", "account", "deleted"])
def test_a_secret_address_ends_with_the_membership_of_its_maker(client, kept_for, member, group, leaving):
    address = address_of(secret.make(member, group))
    if leaving == "group":
        member.groups.clear()
    elif leaving == "account":
        User.objects.filter(pk=member.pk).update(is_active=False)
    else:
        member.delete()
    assert client.get(address).status_code == 404


def test_a_public_meeting_is_not_in_a_secret_calendar(client, kept_for, member, group):
    meeting("Publique")
    assert "Publique" not in client.get(address_of(secret.make(member, group))).content.decode()


def test_the_screen_makes_shows_once_and_takes_back(client, kept_for, member, group):
    client.force_login(member)
    screen = reverse("meetings:calendars")
    made = client.post(screen, {"group": group.pk, "action": "make"}).context["made"][1]
    assert client.get(urlsplit(made).path).status_code == 200
    assert made not in client.get(screen).content.decode()
    client.post(screen, {"group": group.pk, "action": "take-back"})
    assert secret.expiry(member, group) is None


@pytest.mark.parametrize("key", ["", "x", "999999", "-1", "1" * 40])
def test_the_screen_makes_nothing_for_a_group_of_somebody_else(client, kept_for, member, key):
    client.force_login(member)
    assert client.post(reverse("meetings:calendars"), {"group": key, "action": "make"}).status_code == 404


# In the admin.


def form(rows=(), **values):
    common = {
        "title": "Commission Nord", "about": "", "convener": "", "seats": "", "place": "Mairie", "level": "3",
        "starts": "09:00", "ends": "11:00", "first_day": "04/10/2033", "every": "4", "until": "31/12/2033",
    }  # fmt: skip
    return nested_form_data({**common, "dates": inline_formset(list(rows)), **values})


def errors_of(answer):
    return answer.context["form"].errors


def test_an_editor_writes_a_rhythm_and_reads_its_dates(client, member):
    client.force_login(member)
    answer = client.post(reverse("wagtailsnippets_meetings_meeting:add"), form())
    made = Meeting.objects.get()
    assert answer.url == reverse("wagtailsnippets_meetings_meeting:edit", args=[made.pk])
    assert len(days(made)) == 4
    assert "04/10/2033" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends": "08:00"}, "ends"),
        ({"until": ""}, "until"),
        ({"first_day": ""}, "first_day"),
        ({"until": "01/01/2033"}, "until"),
        ({"until": "01/01/2043"}, "until"),
        ({"every": "0"}, "every"),
        ({"level": "2"}, "readers"),
    ],
)
def test_what_makes_no_meeting_is_told_at_its_field(client, member, values, field):
    client.force_login(member)
    assert field in errors_of(client.post(reverse("wagtailsnippets_meetings_meeting:add"), form(**values)))
    assert not Meeting.objects.exists()


def test_half_an_hour_is_told_at_its_row(client, member):
    client.force_login(member)
    rows = [{"day": "05/10/2033", "starts": "10:00", "ends": "", "place": ""}]
    answer = client.post(reverse("wagtailsnippets_meetings_meeting:add"), form(rows))
    assert "Écrivez les deux heures" in answer.content.decode()


# Events.


def test_a_public_event_is_in_the_calendar_and_a_withdrawn_one_is_not(client):
    calendar = read(client, reverse("events_calendar"))
    events = {str(event["UID"]).split("@")[0]: event for event in calendar.walk("VEVENT")}
    assert events and all(not isinstance(event.start, datetime) for event in events.values())
    event = EventPage.objects.live().exclude(date=None).first()
    assert f"evenement-{event.code}" in events
    assert client.get(reverse("event_calendar", args=[event.code])).status_code == 200
    event.unpublish()
    assert client.get(reverse("event_calendar", args=[event.code])).status_code == 404
    assert f"evenement-{event.code}" not in client.get(reverse("events_calendar")).content.decode()


def test_an_event_published_again_raises_its_sequence(client):
    event = EventPage.objects.live().exclude(date=None).first()
    address = reverse("event_calendar", args=[event.code])
    before = read(client, address).walk("VEVENT")[0]
    event.date += timedelta(days=1)
    event.end_date = None
    event.save_revision().publish()
    after = read(client, address).walk("VEVENT")[0]
    assert after["UID"] == before["UID"] and int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after.start == event.date and after.end == event.date + timedelta(days=1)
    assert TakenAway.objects.count() == 0


def test_the_screen_is_closed_to_whoever_follows_nothing(client, member):
    client.force_login(member)
    assert client.get(reverse("meetings:calendars")).status_code != 200
