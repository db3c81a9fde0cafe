"""A contact is a function: its holder is shown only with the box ticked, and while in post."""

import datetime

import pytest

from tests import factories

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("directory.models.contacts.timezone.localdate", lambda: TODAY)


def holder(**values):
    return factories.contact(holder="Personne Exemple", **values).shown_holder


def test_the_holder_is_internal_by_default(db):
    assert holder(public=True) == ""


def test_the_holder_is_shown_once_its_box_is_ticked(db):
    assert holder(public=True, holder_public=True) == "Personne Exemple"


def test_the_holder_of_an_internal_contact_is_never_shown(db):
    assert holder(public=False, holder_public=True) == ""


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        ({"holder_until": TODAY}, True),
        ({"holder_until": TODAY - datetime.timedelta(days=1)}, False),
        ({"holder_since": TODAY}, True),
        ({"holder_since": TODAY + datetime.timedelta(days=1)}, False),
    ],
)
def test_the_holder_is_shown_only_while_in_post(db, dates, shown):
    assert bool(holder(public=True, holder_public=True, **dates)) is shown


def test_dates_in_the_wrong_order_are_refused(db):
    contact = factories.contact(holder_since=TODAY, holder_until=TODAY - datetime.timedelta(days=1))
    with pytest.raises(Exception, match="La fin vient après le début"):
        contact.full_clean()
