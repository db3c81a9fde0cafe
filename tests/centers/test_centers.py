"""Centers: facts of the register, a list and a map that say the same, actions found from the sheets."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from centers.models import CenterIndexPage, CenterPage, Closure, OpeningHours
from directory.models import Organization
from sheets.models import OrganizationLink
from tests import factories


@pytest.fixture
def center(sample_site):
    return CenterPage.objects.get(slug="alma")


def html(client, page):
    return client.get(page.url).content.decode()


def test_facts_are_corrected_in_the_register(center, client):
    Organization.objects.filter(pk=center.organization_id).update(phone="03 53 00 11 22")
    assert 'href="tel:+33353001122"' in html(client, center)


def test_the_liaison_is_shown_when_it_is_public(center, client):
    assert center.liaison.title in html(client, center)
    type(center.liaison).objects.update(public=False)
    assert center.liaison.phone not in html(client, CenterPage.objects.get(pk=center.pk))


def test_actions_run_here_are_found_from_the_sheets(center, client):
    page = factories.action(title="Atelier de la passerelle")
    page.organization_links = [OrganizationLink(organization=center.organization)]
    page.save_revision().publish()
    assert "Atelier de la passerelle" in html(client, center)
    page.unpublish()
    assert "Atelier de la passerelle" not in html(client, CenterPage.objects.get(pk=center.pk))


def test_unknown_hours_are_a_state_of_their_own(center, client):
    assert center.hours == CenterPage.Hours.UNKNOWN
    assert "communiqués" in html(client, center).lower()


def test_known_hours_are_shown(center, client):
    center.hours = CenterPage.Hours.KNOWN
    center.opening_hours = [OpeningHours(weekday=1, opens=time(9), closes=time(12), note="hors vacances")]
    center.save_revision().publish()
    assert "hors vacances" in html(client, center)


def test_closures_that_are_over_are_not_shown(center, client):
    today = timezone.localdate()
    center.closures = [
        Closure(starts_on=today - timedelta(9), ends_on=today - timedelta(1), reason="Travaux finis"),
        Closure(starts_on=today, ends_on=today + timedelta(1), reason="Travaux en cours"),
        Closure(starts_on=today - timedelta(9), reason="Incendie"),
    ]
    center.save_revision().publish()
    text = html(client, center)
    assert "Travaux en cours" in text
    assert "Incendie" in text
    assert "Travaux finis" not in text


def test_hours_and_closures_must_make_sense():
    with pytest.raises(ValidationError):
        OpeningHours(weekday=1, opens=time(12), closes=time(9)).clean()
    with pytest.raises(ValidationError):
        Closure(starts_on=date(2026, 5, 2), ends_on=date(2026, 5, 1)).clean()


def test_the_list_and_the_map_say_the_same(sample_site, client):
    text = html(client, CenterIndexPage.objects.get())
    for page in CenterPage.objects.all():
        assert text.count(f'id="c-{page.code}"') == 1
        assert f'href="#c-{page.code}"' in text, "a spot of the map leads to the line of the list"


def test_a_center_without_position_is_in_the_list_only(center, client):
    Organization.objects.filter(pk=center.organization_id).update(latitude=None, longitude=None, precision="")
    text = html(client, CenterIndexPage.objects.get())
    assert f'id="c-{center.code}"' in text
    assert f'href="#c-{center.code}"' not in text


def test_a_center_that_is_not_public_is_in_neither(center, client):
    center.unpublish()
    assert f"c-{center.code}" not in html(client, CenterIndexPage.objects.get())


@pytest.mark.parametrize(("opens", "closes"), [("18:00", "00:00"), ("00:00", "00:00"), ("09:30", "12:00")])
def test_a_day_may_end_at_midnight(opens, closes):
    OpeningHours(weekday=0, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes)).clean()


@pytest.mark.parametrize(("opens", "closes"), [("12:00", "09:00"), ("12:00", "12:00")])
def test_a_closing_before_its_opening_is_refused(opens, closes):
    with pytest.raises(ValidationError, match="après l’ouverture"):
        OpeningHours(weekday=0, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes)).clean()
