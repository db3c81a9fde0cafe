"""A form that anyone may send: no cookie, no puzzle, robots caught by what they cannot know, nothing lost."""

import pytest
from django import forms
from django.http import HttpResponse
from django.urls import path
from time_machine import travel

from portal.accounts.throttle import HOUR, Limit
from portal.accounts.visitor_forms import VisitorForm, visitor_form

LIMIT = Limit("essai", 2, HOUR, words="Plus de 2 messages en une heure depuis votre connexion.")


class Message(VisitorForm):
    text = forms.CharField(label="Message")


@visitor_form(LIMIT)
def write(request):
    form = Message(request.POST or None)
    said = "envoyé" if request.method == "POST" and form.is_valid() else str(form.errors)
    return HttpResponse(f"{said} {request.user.is_authenticated}")


urlpatterns = [path("message/", write)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def opened(moment="2026-11-02 10:00:00"):
    with travel(moment, tick=False):
        return Message().opened_now


def errors(moment="2026-11-02 10:05:00", **data):
    with travel(moment, tick=False):
        return Message(data).errors


def test_a_person_reads_writes_and_sends():
    assert errors(text="Bonjour", opened=opened()) == {}


@pytest.mark.parametrize(
    ("moment", "word"), [("2026-11-02 10:00:01", "trop vite"), ("2026-11-03 10:00:00", "longtemps")]
)
def test_what_is_sent_too_soon_or_too_late_is_asked_again(moment, word):
    assert word in str(errors(moment, text="Bonjour", opened=opened()))


@pytest.mark.parametrize("value", ["", "x", "9999999999:x:y", "é\0"])
def test_a_moment_that_we_did_not_sign_is_none(value):
    assert "opened" in errors(text="Bonjour", opened=value)


def test_a_field_that_nobody_sees_must_stay_empty():
    assert "website" in errors(text="Bonjour", opened=opened(), website="https://gagner.example")


def test_a_form_that_lacks_something_keeps_the_moment_it_was_opened():
    token = opened()
    with travel("2026-11-02 10:05:00", tick=False):
        assert Message({"opened": token}).opened_now == token


def test_a_form_that_is_too_old_may_be_sent_again_at_once():
    with travel("2026-11-03 10:00:00", tick=False):
        fresh = Message({"opened": opened()}).opened_now
    assert errors("2026-11-03 10:00:05", text="Bonjour", opened=fresh) == {}


def test_it_acts_as_nobody_and_keeps_nothing(admin_client):
    answer = admin_client.get("/message/")
    assert answer.content.endswith(b"False")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("origin", ["https://ailleurs.example", "http://[x", "null", "é"])
def test_a_form_of_another_site_is_not_read(client, origin):
    answer = client.post("/message/", {"text": "Bonjour"}, headers={"Origin": origin})
    assert answer.status_code == 403


def test_too_many_are_refused_in_words(client):
    answers = [client.post("/message/", {"text": "Bonjour"}) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Plus de 2 messages" in answers[-1].content.decode()
