"""A room votes by telephone, without account; its programme of next year comes out as drafts."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import travel

from actions.models import ActionPage
from catalog.models import PageTerm, Term
from portal.models import User
from seminars.models import Proposal, Seminar
from seminars.programme import last_day, make_programme
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")


def axis(place=0):
    return Term.objects.filter(vocabulary__code="axe")[place]


@pytest.fixture
def kept():
    return factories.action("Chorale")


@pytest.fixture
def dropped():
    return factories.action("Balades")


@pytest.fixture
def seminar(kept, dropped):
    made = Seminar.objects.create(title="Séminaire 2032", year=2033, state="open", dots=5, code="ABC234")
    rows = [
        {"choice": "keep", "sheet": kept.page_ptr, "axis": axis()},
        {"choice": "drop", "sheet": dropped.page_ptr, "axis": axis(1)},
        {"choice": "invent", "title": "Une radio d’élèves", "text": "Chaque vendredi.", "axis": axis()},
    ]
    for order, row in enumerate(rows):
        Proposal.objects.create(seminar=made, sort_order=order, **row)
    return made


def vote(client, seminar, *dots, code=""):
    address = reverse("seminar_vote", args=[code or seminar.code])
    opened = re.search(r'name="opened" value="([^"]+)"', client.get(address).content.decode())[1]
    given = {f"p{row.pk}": number for row, number in zip(seminar.proposals.all(), dots, strict=False)}
    with travel(timezone.now() + timedelta(seconds=30), tick=False):
        return client.post(address, {"opened": opened, **given})


def enter(client, code):
    opened = client.get(reverse("seminar")).context["form"].opened_now
    with travel(timezone.now() + timedelta(seconds=30), tick=False):
        return client.post(reverse("seminar"), {"opened": opened, "code": code})


def counted(seminar):
    return list(seminar.proposals.order_by("sort_order").values_list("dots", flat=True))


def test_the_code_on_the_wall_opens_the_ballot_however_it_is_typed(client, seminar):
    answer = enter(client, " abc 234 ")
    assert answer["Location"] == reverse("seminar_vote", args=["ABC234"])


def test_a_wrong_code_is_said(client, seminar):
    answer = enter(client, "XXXXXX")
    assert answer.status_code == 422
    assert "Relisez-le au mur" in answer.content.decode()


def test_dots_are_added_up(client, seminar):
    vote(client, seminar, 2, "", 3)
    vote(client, seminar, 1, 1, 1)
    seminar.refresh_from_db()
    assert counted(seminar) == [3, 1, 4]
    assert seminar.votes == 2


@pytest.mark.parametrize("dots", [(6, 0, 0), (3, 3, 0), (0, 0, 0), (-1, 0, 0), ("x", 1, 0)])
def test_a_ballot_that_gives_too_much_or_nothing_is_asked_again(client, seminar, dots):
    assert vote(client, seminar, *dots).status_code == 422
    assert counted(seminar) == [0, 0, 0]


def test_a_ballot_sent_twice_is_counted_once(client, seminar):
    address = reverse("seminar_vote", args=[seminar.code])
    first, second = (client.get(address).context["form"].opened_now for _telephone in range(2))
    dots = {f"p{seminar.proposals.first().pk}": 2}
    with travel(timezone.now() + timedelta(seconds=30), tick=False):
        answers = [client.post(address, {"opened": opened, **dots}) for opened in (first, first, second)]
    assert {answer["Location"] for answer in answers} == {reverse("seminar_thanks")}
    seminar.refresh_from_db()
    assert (counted(seminar)[0], seminar.votes) == (4, 2)


def test_no_cookie_and_nobody_is_known(client, seminar):
    assert not client.get(reverse("seminar_vote", args=[seminar.code])).cookies


def test_a_vote_that_is_closed_counts_nothing_and_has_results(client, seminar):
    results = reverse("seminar_results", args=[seminar.pk])
    assert client.get(results).status_code == 404
    vote(client, seminar, 2, 0, 3)
    Seminar.objects.update(state="closed")
    assert client.get(reverse("seminar_vote", args=[seminar.code]))["Location"] == results
    text = client.get(results).content.decode()
    assert text.index("Une radio d’élèves") < text.index("Chorale")


def test_the_code_of_a_closed_vote_leads_to_its_results(client, seminar):
    Seminar.objects.update(state="closed")
    answer = enter(client, seminar.code)
    assert client.get(answer["Location"])["Location"] == reverse("seminar_results", args=[seminar.pk])


def test_what_a_database_cannot_look_for_is_no_code(client, seminar):
    assert client.get(reverse("seminar_vote", args=["\0"]))["Location"] == reverse("seminar")


def test_a_ballot_sent_too_late_is_told_that_the_vote_is_closed(client, seminar, monkeypatch):
    monkeypatch.setattr("seminars.views.count", lambda *_: Seminar.objects.update(state="closed") and False)
    answer = vote(client, seminar, 2, 0, 3)
    assert "Le vote est clos" in client.get(answer["Location"]).content.decode()


def test_a_seminar_without_proposals_does_not_open(client, seminar, coordinator):
    seminar.proposals.all().delete()
    client.force_login(coordinator)
    address = reverse("seminars:seminar", args=[seminar.pk])
    Seminar.objects.update(state="ready")
    answer = client.post(address, {"action": "open"}, follow=True)
    assert "aucune proposition" in answer.content.decode()
    assert Seminar.objects.get().state == "ready"


def test_a_sheet_that_visitors_may_not_read_is_in_no_ballot_and_no_result(client, seminar, kept):
    kept.unpublish()
    assert "Chorale" not in client.get(reverse("seminar_vote", args=[seminar.code])).content.decode()
    Seminar.objects.update(state="closed")
    assert "Chorale" not in client.get(reverse("seminar_results", args=[seminar.pk])).content.decode()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["opened", "website", "code", "p1", "p2", "p3"]), st.text(max_size=30)))
def test_nothing_that_is_sent_breaks_the_page(client, seminar, data):
    data = {name: value.encode("utf-8", "replace").decode() for name, value in data.items()}
    for address in (reverse("seminar"), reverse("seminar_vote", args=[seminar.code])):
        assert client.post(address, data).status_code in (302, 422, 429)


@pytest.fixture
def coordinator():
    user = User.objects.create_user("coordination", "coordination@passerelles.example")
    user.groups.add(Group.objects.get(name="Coordination"))
    return user


def test_the_programme_of_next_year_is_drafts_and_nothing_is_published(seminar, kept, dropped, coordinator):
    Seminar.objects.update(state="closed")
    assert make_programme(seminar, coordinator) == (1, 1, [])
    seminar.refresh_from_db()
    [invented] = ActionPage.objects.filter(title="Une radio d’élèves")
    assert (invented.live, invented.summary, invented.programme_period) == (False, "Chaque vendredi.", "2033")
    assert [link.term for link in invented.page_terms.all()] == [axis()]
    draft = ActionPage.objects.get(pk=dropped.pk).get_latest_revision_as_object()
    assert timezone.localtime(draft.expire_at).date() == date(2032, 12, 31) == last_day(seminar)
    assert ActionPage.objects.get(pk=dropped.pk).expire_at is None
    programme = seminar.programme.specific
    text = str(programme.get_latest_revision_as_object().body)
    assert not programme.live
    assert "Chorale" in text and "Une radio d’élèves" in text and "Balades" not in text
    assert axis().label in text


def test_pressed_twice_it_makes_everything_once(seminar, coordinator):
    make_programme(seminar, coordinator)
    make_programme(Seminar.objects.get(), coordinator)
    assert ActionPage.objects.filter(title="Une radio d’élèves").count() == 1
    assert len(ActionPage.objects.get(title="Balades").get_latest_revision_as_object().doubts) == 1


def test_a_sheet_that_somebody_works_on_is_told(seminar, dropped, coordinator):
    dropped.locked = True
    dropped.save()
    _drafted, ended, left = make_programme(seminar, coordinator)
    assert ended == 0
    assert [sheet.pk for sheet, _reason in left] == [dropped.pk]


def test_the_screen_opens_closes_and_makes_the_programme(client, seminar, coordinator):
    client.force_login(coordinator)
    Seminar.objects.update(state="ready")
    screen = reverse("seminars:seminar", args=[seminar.pk])
    client.post(screen, {"action": "programme"})
    assert not ActionPage.objects.filter(title="Une radio d’élèves").exists()
    for action in ("open", "close", "programme"):
        client.post(screen, {"action": action})
    assert ActionPage.objects.filter(title="Une radio d’élèves").exists()
    assert "Programme 2033" in client.get(screen).content.decode()


def test_proposals_do_not_change_while_the_room_votes(client, seminar, coordinator):
    client.force_login(coordinator)
    edit = reverse("wagtailsnippets_seminars_seminar:edit", args=[seminar.pk])
    assert client.get(edit)["Location"] == reverse("seminars:seminar", args=[seminar.pk])


def test_the_programme_lists_its_sheets_by_axis_then_by_sector(seminar, kept, coordinator):
    sector = Term.objects.filter(vocabulary__code="secteur").first()
    kept.page_terms = [PageTerm(term=sector)]
    kept.save_revision()
    make_programme(seminar, coordinator)
    seminar.refresh_from_db()
    text = str(seminar.programme.specific.get_latest_revision_as_object().body)
    by_axis, by_sector = text.split("<h2>Par secteur</h2>")
    assert f"<h3>{escape(axis().label)}</h3>" in by_axis
    assert by_sector.index(escape(sector.label)) < by_sector.index("Chorale") < by_sector.index("Sans secteur")
    assert by_sector.index("Sans secteur") < by_sector.index("Une radio d’élèves")
