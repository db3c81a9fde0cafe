"""One number for a sheet, and what raises it; who leaves; what is hard to read, told while one writes."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from portal.models import User
from reviews.departures import departures
from reviews.models import Report, Score
from reviews.score import look_around, score_of
from reviews.scoring import score_stale
from sheets.models import CollectionPage, ContactLink
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.fixture
def member(client):
    def log_in(group):
        user = User.objects.create_user("membre", "membre@passerelles.example")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return log_in


def advice(sheet):
    return score_of(type(sheet).objects.get(pk=sheet.pk), look_around()).advice


def points(sheet):
    return score_of(type(sheet).objects.get(pk=sheet.pk), look_around()).points


def listed(words):
    """A public page whose live list holds what these words find."""
    page = CollectionPage(title="Liste", listing=[("listing", {"words": words})])
    Site.objects.get().root_page.add_child(instance=page)
    return page


def test_verifying_a_sheet_raises_it():
    sheet = factories.action("Chorale", reviewed_on=None)
    before = points(sheet)
    assert "la vérifier : personne ne l’a encore fait" in advice(sheet)
    type(sheet).objects.update(reviewed_on=timezone.localdate())
    assert points(sheet) == before + 20


def test_a_contact_that_answers_raises_it_and_an_open_report_lowers_it():
    contact = factories.contact("Direction", phone="03 00 00 00 00", public=True)
    bare, sheet = factories.action("A"), factories.action("B", contact_links=[ContactLink(contact=contact)])
    assert points(sheet) == points(bare) + 15
    report = Report.objects.create(page=sheet.page_ptr, about="B", message="M")
    assert points(sheet) == points(bare) + 10
    report.state = "settled"
    report.save()
    assert points(sheet) == points(bare) + 15


def test_an_internal_contact_answers_nobody():
    contact = factories.contact("Direction", phone="03 00 00 00 00", public=False)
    sheet = factories.action("B", contact_links=[ContactLink(contact=contact)])
    assert "donner un contact avec un téléphone ou un courriel" in advice(sheet)


def test_easy_french_raises_it():
    sheet = factories.action("A", easy_french="")
    before = points(sheet)
    type(sheet).objects.filter(pk=sheet.pk).update(easy_french="Venez.")
    assert points(sheet) == before + 5


def test_a_live_list_that_shows_it_raises_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sheet = factories.action("Chorale des collines")
    before = points(sheet)
    listed("chorale collines")
    assert points(sheet) == before + 5


def test_the_list_of_a_page_that_nobody_reads_raises_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sheet = factories.action("Chorale des collines")
    before = points(sheet)
    listed("chorale collines").unpublish()
    assert points(sheet) == before


def test_every_public_sheet_has_a_number_and_a_withdrawn_one_none():
    score_stale()
    assert Score.objects.exists()
    assert all(0 <= score.points <= 100 for score in Score.objects.all())
    kept = Score.objects.first().page.specific
    kept.unpublish()
    score_stale()
    assert not Score.objects.filter(page=kept.pk).exists()


def test_a_publication_has_it_worked_out_again():
    sheet = factories.action("A", reviewed_on=None)
    score_stale()
    before = Score.objects.get(page=sheet.pk).points
    sheet.reviewed_on = timezone.localdate()
    sheet.save_revision().publish()
    score_stale()
    assert Score.objects.get(page=sheet.pk).points == before + 20


def test_the_list_begins_with_what_needs_most(member):
    score_stale()
    session = member("Coordination")
    shown = session.get(reverse("quality:list")).context["object_list"]
    numbers = [score.points for score in shown]
    assert numbers == sorted(numbers)


def leaving(day, **values):
    return factories.contact("Direction", holder="Titulaire", holder_until=day, **values)


def test_who_left_and_who_leaves_within_a_month_are_listed_with_the_sheets_that_name_them():
    today = date(2032, 3, 1)
    gone, soon = leaving(today - timedelta(days=1)), leaving(today + timedelta(days=20))
    leaving(today + timedelta(days=60))
    sheet = factories.action("Chorale", contact_links=[ContactLink(contact=gone)])
    found = [each for each in departures(today) if each.contact in (gone, soon)]
    assert [(each.contact, each.is_over) for each in found] == [(gone, True), (soon, False)]
    assert [page.pk for page in found[0].pages] == [sheet.pk]


def test_no_page_keeps_a_name_whose_term_has_ended(client):
    gone = leaving(timezone.localdate() - timedelta(days=1), public=True, holder_public=True)
    sheet = factories.action("Chorale", contact_links=[ContactLink(contact=gone)])
    assert "Titulaire" not in client.get(sheet.get_url()).content.decode()


def test_the_list_of_departures_leads_to_who_takes_over(member):
    gone = leaving(timezone.localdate() - timedelta(days=1))
    shown = member("Référentiel").get(reverse("departures")).content.decode()
    assert "Direction" in shown
    assert reverse("replace_record", args=["contacts", gone.pk]) in shown


def test_who_may_not_change_contacts_does_not_read_who_leaves(member):
    leaving(timezone.localdate() - timedelta(days=1))
    assert member("Éditeurs").get(reverse("departures")).status_code == 302


def test_what_is_hard_to_read_is_told_in_sentences(member):
    text = "La DRAC finance. " + "mot " * 30
    told = member("Éditeurs").post(reverse("readability"), {"text": text}).json()["advice"]
    assert told[0].startswith("Une phrase longue, à couper :")
    assert told[1] == "Sigles que rien n’explique : DRAC."


@pytest.mark.parametrize("text", ["", "\0", "a" * 100_000, "🙂" * 50])
def test_no_text_breaks_the_advice(member, text):
    assert member("Éditeurs").post(reverse("readability"), {"text": text}).status_code == 200
