"""What is to be verified is told once, on the day, or when the process that tells it is back."""

from datetime import date

import pytest

from portal.events import DUE
from sheets.due import announce_due
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")
REVIEWED, DAY = date(2031, 3, 2), date(2032, 3, 2)


@pytest.fixture
def told():
    said = []

    def listen(sender, instance, key, **kwargs):
        said.append((instance.pk, key))

    DUE.connect(listen)
    yield said
    DUE.disconnect(listen)


def sheet(**values):
    return factories.action("Chorale", reviewed_on=REVIEWED, review_every=12, **values)


def test_a_sheet_whose_date_has_come_is_told(told):
    page = sheet()
    assert announce_due(DAY) == 1
    assert told == [(page.pk, f"{page.pk} 2032-03-02")]


@pytest.mark.parametrize("day", [date(2032, 3, 1), date(2032, 3, 12)])
def test_not_before_and_not_for_ever(told, day):
    sheet()
    announce_due(day)
    assert told == []


def test_a_worker_that_was_away_tells_it_in_the_same_words(told):
    sheet()
    announce_due(DAY)
    announce_due(date(2032, 3, 5))
    assert len(set(told)) == 1


def test_a_draft_is_nobodys_business(told):
    sheet(live=False)
    announce_due(DAY)
    assert told == []
