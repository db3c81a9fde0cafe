"""« Signaler une erreur »: two fields, no account, told to whoever answers for the sheet, followed until its end."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import travel

from jobs.models import Mail
from portal.models import User
from reviews.models import Ownership, Report
from reviews.reports import forget_contacts
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.fixture
def sheet():
    sheet = factories.action("Chorale")
    contact = factories.contact("Direction", email="direction@centre.example", public=True)
    Ownership.objects.create(page=sheet.page_ptr, contact=contact)
    return sheet


def address(sheet):
    return reverse("report", args=[sheet.code])


def write(client, address, **data):
    opening = re.search(r'name="opened" value="([^"]+)"', client.get(address).content.decode())[1]
    with travel(timezone.now() + timedelta(seconds=30), tick=False):
        return client.post(address, {"opened": opening, "message": "Le numéro ne répond pas.", **data})


def test_a_sheet_leads_to_its_form(client, sheet):
    assert f'href="{address(sheet)}"' in client.get(sheet.get_url()).content.decode()


def test_a_report_is_noted_and_told_to_the_owner(client, sheet):
    answer = write(client, address(sheet), contact="06 00 00 00 00")
    assert answer["Location"] == f"/signaler/merci/?de={sheet.code}"
    report = Report.objects.get()
    assert (report.page_id, report.message, report.contact) == (sheet.pk, "Le numéro ne répond pas.", "06 00 00 00 00")
    told = Mail.objects.get(about="report")
    assert told.to == "direction@centre.example"
    assert "Le numéro ne répond pas." in told.text
    assert "06 00" not in told.text + told.html


def test_a_search_that_found_nothing_says_what_was_looked_for(client):
    empty = client.get("/recherche/", {"q": "zzyzxqq"}).content.decode()
    [link] = re.findall(r'href="(/signaler/\?q=[^"]+)"', empty)
    write(client, link)
    assert Report.objects.get().about == "zzyzxqq"


def test_nobodys_page_is_told_to_who_follows_reports(client):
    user = User.objects.create_user("coordination", "coordination@passerelles.example")
    user.groups.add(Group.objects.get(name="Coordination"))
    write(client, address(factories.action("Chorale")))
    assert Mail.objects.get(about="report").to == "coordination@passerelles.example"


def test_no_cookie_and_nothing_kept(client, sheet):
    answer = client.get(address(sheet))
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("state", ["draft", "private"])
def test_what_visitors_may_not_read_has_no_form(client, sheet, state):
    if state == "draft":
        sheet.unpublish()
    else:
        factories.restrict(sheet)
    assert client.get(address(sheet)).status_code == 404
    assert "Chorale" not in client.get(f"/signaler/merci/?de={sheet.code}").content.decode()


@pytest.mark.parametrize("message", ["", "   ", "\u200b\u200b", "a" * 1001])
def test_what_cannot_be_read_is_asked_again(client, sheet, message):
    answer = write(client, address(sheet), message=message)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Report.objects.exists()


def test_sent_twice_it_is_one_report_and_one_mail(client, sheet):
    opening = client.get(address(sheet)).context["form"].opened_now
    with travel(timezone.now() + timedelta(seconds=30), tick=False):
        said = {"opened": opening, "message": "Le numéro ne répond pas."}
        answers = [client.post(address(sheet), said) for _press in range(2)]
        client.post(address(sheet), {**said, "message": "L’adresse non plus."})
    assert answers[0]["Location"] == answers[1]["Location"]
    assert (Report.objects.count(), Mail.objects.count()) == (2, 2)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["opened", "message", "contact", "website", "q"]), st.text(max_size=80)))
def test_no_form_breaks_the_page(client, sheet, data):
    data = {name: value.encode("utf-8", "replace").decode() for name, value in data.items()}
    assert client.post(address(sheet), data).status_code in (302, 422, 429)


def test_how_to_answer_is_forgotten_a_month_after_the_end(sheet):
    report = Report.objects.create(page=sheet.page_ptr, about="A", message="M", contact="06", state="settled")
    Report.objects.update(ended=timezone.now() - timedelta(days=40))
    forget_contacts(timezone.now() - timedelta(days=30))
    report.refresh_from_db()
    assert (report.contact, report.message) == ("", "M")


@pytest.fixture
def coordinating(client):
    user = User.objects.create_user("coordination", "coordination@passerelles.example")
    user.groups.add(Group.objects.get(name="Coordination"))
    client.force_login(user)
    return client


def test_a_refusal_says_why(coordinating, sheet):
    report = Report.objects.create(page=sheet.page_ptr, about="A", message="M")
    screen = reverse("reports:report", args=[report.pk])
    assert "Écrivez pourquoi" in coordinating.post(screen, {"state": "refused", "reason": " "}).content.decode()
    coordinating.post(screen, {"state": "refused", "reason": "Le numéro répond."})
    report.refresh_from_db()
    assert (report.state, report.reason) == ("refused", "Le numéro répond.")
    assert report.ended is not None


def test_an_editor_sees_the_reports_on_what_they_may_edit(client, sheet):
    Report.objects.create(page=sheet.page_ptr, about="Ma fiche", message="M")
    Report.objects.create(about="Une recherche", message="M")
    user = User.objects.create_user("redactrice", "redactrice@passerelles.example")
    user.groups.add(Group.objects.get(name="Éditeurs"))
    client.force_login(user)
    listed = client.get(reverse("reports:list")).content.decode()
    assert "Ma fiche" in listed
    assert "Une recherche" not in listed
