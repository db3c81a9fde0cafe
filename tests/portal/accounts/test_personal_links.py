"""Links sent to one person: guessed by nobody, told to nobody, and harmless until their form is sent."""

import logging
from datetime import timedelta

import pytest
from django.core import signing
from django.http import HttpResponse
from django.urls import include, path
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts import personal_links as links
from portal.accounts.sent_once import forget_sent
from portal.models import PersonalLink, Sent
from portal.requests.secret_addresses import WithoutPersonalLinks

DONE = []


@links.by_personal_link("essai")
def answered(request, subject, token):
    if request.method == "POST":
        DONE.append(subject)
    return HttpResponse(f"Pour {subject}")


urlpatterns = [path("lien/essai/<personal:token>/", answered), path("", include("portal.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def nothing_done():
    DONE.clear()


def address(token):
    return f"/lien/essai/{token}/"


def test_a_link_says_what_it_is_about(client):
    answer = client.get(address(links.give("essai", 12, days=3)))
    assert answer.content.decode() == "Pour 12"


def test_following_it_changes_nothing_and_its_form_does(client):
    token = links.give("essai", 12, days=3)
    client.get(address(token))
    client.head(address(token))
    assert DONE == []
    client.post(address(token))
    assert DONE == ["12"]


def test_its_page_is_named_to_nobody_and_kept_by_nobody(client):
    answer = client.get(address(links.give("essai", 12, days=3)))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_a_browser_that_names_no_page_may_send_its_form(client):
    token = links.give("essai", 12, days=3)
    assert client.post(address(token), headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://ailleurs.example"}, {"Origin": "http://[x"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_of_another_site_is_refused(client, headers):
    answer = client.post(address(links.give("essai", 12, days=3)), headers=headers)
    assert answer.status_code == 403
    assert DONE == []


def test_a_link_has_an_end(client):
    token = links.give("essai", 12, days=3)
    PersonalLink.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.get(address(token)).status_code == 410
    links.forget_links()
    assert not PersonalLink.objects.exists()


def test_a_link_that_was_replaced_opens_nothing(client):
    old = links.give("essai", 12, days=3)
    new = links.replace("essai", 12, days=3)
    assert client.post(address(old)).status_code == 410
    assert client.get(address(new)).status_code == 200
    assert DONE == []


def test_of_a_link_that_has_served_a_second_press_says_that_it_is_done(client):
    token, revoked = links.give("essai", 12, days=3), links.give("essai", 13, days=3)
    links.use_up("essai", 12)
    links.revoke("essai", 13)
    second = client.post(address(token))
    assert (second.status_code, "C’est fait" in second.content.decode()) == (410, True)
    assert "C’est fait" not in client.get(address(token)).content.decode()
    assert "C’est fait" not in client.post(address(revoked)).content.decode()
    assert DONE == []
    forget_sent(timezone.now() + timedelta(days=2))
    assert not Sent.objects.exists()


def test_a_link_of_another_purpose_opens_nothing(client):
    assert client.get(address(links.give("autre", 12, days=3))).status_code == 410


def test_what_somebody_invents_asks_the_database_nothing(client, django_assert_num_queries):
    forged = signing.Signer(key="devinée", sep="~").sign("a" * 32)
    with django_assert_num_queries(0):
        assert links.subject_of("essai", forged) is None
    assert client.get(address(forged)).status_code == 410


def test_a_backup_opens_nothing():
    token = links.give("essai", 12, days=3)
    assert not any(part in str(PersonalLink.objects.values().get()) for part in token.split("~"))


def test_answers_are_counted(client, monkeypatch):
    monkeypatch.setattr(links, "WRITTEN", links.Limit("liens", 1, 3600, words="Trop."))
    token = links.give("essai", 12, days=3)
    assert [client.post(address(token)).status_code for _time in range(2)] == [200, 429]


@pytest.mark.parametrize(
    "message",
    ["Not Found: /lien/essai/%s/", 'GET "/lien/essai/%s/?a=b" 500', "/lien/essai/%s", "Not Found: /lien/essai/ %s"],
)
def test_no_log_repeats_a_link(message):
    token = links.give("essai", 12, days=3)
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, (token,), None)
    assert WithoutPersonalLinks().filter(record)
    assert token not in record.getMessage()
    assert "/lien/essai/…" in record.getMessage()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(st.sampled_from("aZ09_-~%/é "), max_size=130))
def test_no_text_in_the_place_of_a_link_breaks_the_page(client, text):
    assert client.get(address(text)).status_code in (404, 410)
