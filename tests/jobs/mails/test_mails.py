"""Mails that may wait: decided once, sent once, at a pace; what is unsure is asked of a person."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from jobs.mails import delivery, posting
from jobs.models import Mail
from jobs.sweep import prune, sweep


def post(key="cle", to="ecole@ville.example", subject="Bonjour", attachments=(), **kwargs):
    message = posting.Message(
        subject, ["L’été <arrive>."], "Vous êtes inscrit.", "https://ville.example/f/a", "Ouvrir", attachments
    )
    return posting.post(key, to, message, about="essai", **kwargs)


@pytest.mark.django_db
def test_a_mail_says_the_same_in_text_and_in_html():
    post()
    assert delivery.deliver() == 1
    [message] = outbox.outbox
    assert message.to == ["ecole@ville.example"]
    for word in ("L’été <arrive>.", "Ouvrir :\nhttps://ville.example/f/a\n", "Vous êtes inscrit."):
        assert word in message.body
    html = message.alternatives[0].content
    for word in ("L’été &lt;arrive&gt;.", 'href="https://ville.example/f/a"', "Vous êtes inscrit."):
        assert word in html
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_one_key_is_one_mail():
    assert post() is not None
    assert post() is None
    delivery.deliver()
    assert post() is None
    assert delivery.deliver() == 0


@pytest.mark.django_db
def test_what_is_undone_sends_nothing():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert delivery.deliver() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "ecole", "ecole@ville.example\nBcc: x@y.example", "a b@ville.example"])
def test_what_is_no_address_gets_none(address):
    assert post(to=address) is None


@pytest.mark.django_db
def test_a_subject_is_one_line():
    post(subject="Bonjour\r\nBcc: x@y.example\u2028et\x00 plus")
    delivery.deliver()
    assert outbox.outbox[0].subject == "Bonjour Bcc: x@y.example et plus"


@given(st.text())
def test_any_text_makes_a_header(text):
    line = posting.one_line(text)
    assert len(line) <= posting.LONGEST_SUBJECT
    assert line.isprintable()


@pytest.mark.django_db
def test_an_attachment_arrives_whole():
    post(attachments=[("rendez-vous.ics", "text/calendar", b"BEGIN:VCALENDAR")])
    delivery.deliver()
    [attachment] = outbox.outbox[0].attachments
    assert (attachment.filename, attachment.mimetype) == ("rendez-vous.ics", "text/calendar")


@pytest.mark.django_db
def test_what_it_said_is_erased_once_it_left():
    post(attachments=[("a.txt", "text/plain", b"a")])
    delivery.deliver()
    left = Mail.objects.get()
    assert (left.state, left.text, left.html, left.attachments) == ("sent", "", "", [])


@pytest.mark.django_db
def test_it_does_not_leave_before_its_moment():
    post(due=timezone.now() + timedelta(days=1))
    assert delivery.deliver() == 0
    assert delivery.deliver(timezone.now() + timedelta(days=2)) == 1


@pytest.mark.django_db
def test_more_than_the_server_takes_in_an_hour_wait(settings):
    settings.MAILS_AN_HOUR = 2
    for number in range(3):
        post(f"cle {number}")
    assert delivery.deliver() == 2
    assert delivery.deliver() == 0
    Mail.objects.update(taken=timezone.now() - timedelta(hours=2))
    assert delivery.deliver() == 1


def refuse(monkeypatch, error):
    def send_messages(self, messages):
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)


@pytest.mark.django_db
def test_an_address_that_the_server_refuses_for_good_is_not_asked_again(monkeypatch):
    refuse(monkeypatch, SMTPRecipientsRefused({"ecole@ville.example": (550, b"unknown")}))
    post()
    delivery.deliver()
    refused = Mail.objects.get()
    assert refused.state == "failed"
    assert "ecole@ville.example" not in refused.error


@pytest.mark.django_db
def test_a_server_that_is_busy_is_asked_later_and_not_for_ever(monkeypatch):
    refuse(monkeypatch, OSError("occupé"))
    post()
    delivery.deliver()
    waiting = Mail.objects.get()
    assert waiting.state == "waiting"
    assert waiting.due > timezone.now()
    for _attempt in range(delivery.MOST_ATTEMPTS):
        Mail.objects.update(due=timezone.now())
        delivery.deliver()
    assert Mail.objects.get().state == "failed"


@pytest.mark.django_db
def test_no_mail_is_lost_when_the_server_does_not_answer(monkeypatch):
    monkeypatch.setattr(EmailBackend, "open", lambda self: (_ for _ in ()).throw(OSError("absent")))
    post()
    assert delivery.deliver() == 0
    assert Mail.objects.get().attempts == 0


@pytest.mark.django_db
def test_what_a_killed_process_was_sending_is_asked_of_a_person():
    post()
    Mail.objects.update(state="sending", taken=timezone.now() - timedelta(minutes=10))
    sweep()
    unsure = Mail.objects.get()
    assert unsure.state == "unsure"
    assert delivery.deliver() == 0
    assert delivery.send_again(unsure)
    assert delivery.deliver() == 1


@pytest.mark.django_db
def test_what_a_person_knows_to_have_arrived_is_not_sent_again():
    post()
    Mail.objects.update(state="unsure")
    assert delivery.count_as_sent(Mail.objects.get())
    assert delivery.deliver() == 0
    assert not delivery.send_again(Mail.objects.get())


@pytest.mark.django_db
def test_a_mail_taken_back_never_leaves():
    post()
    posting.take_back("cle")
    assert delivery.deliver() == 0


@pytest.mark.django_db
def test_it_is_forgotten_a_month_after():
    post()
    delivery.deliver()
    prune(timezone.now() + timedelta(days=29))
    assert Mail.objects.exists()
    prune(timezone.now() + timedelta(days=31))
    assert not Mail.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "states"),
    [(TimeoutError("timed out"), ["unsure", "waiting"]), (SMTPServerDisconnected("parti"), ["waiting", "waiting"])],
)
def test_a_server_that_falls_silent_is_asked_nothing_more_and_is_not_given_the_same_mail_twice(
    monkeypatch, error, states
):
    refuse(monkeypatch, error)
    for key in ("a", "b"):
        post(key)
    assert delivery.deliver() == 0
    assert list(Mail.objects.order_by("pk").values_list("state", flat=True)) == states
    assert list(Mail.objects.order_by("pk").values_list("attempts", flat=True)) == [1, 0]
