"""What changed for a search, by mail: asked, confirmed, written when something changed, left in one press."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import travel

from jobs.mails.delivery import deliver
from jobs.models import Mail
from letters import searches, writing
from letters.models import Subscription
from letters.subscribing import ask, forget_unconfirmed
from letters.writing import write_due
from portal.models import PersonalLink
from tests import factories

pytestmark = pytest.mark.usefixtures("sample_site")
EMAIL = "accueil@structure.example"
SEARCH = "?q=zibeline"


def send(client, email=EMAIL, search=SEARCH, every="week"):
    address = reverse("letter") + search
    opened = re.search(r'name="opened" value="([^"]+)"', client.get(address).content.decode())[1]
    with travel(timezone.now() + timedelta(seconds=30), tick=False):
        return client.post(address, {"opened": opened, "email": email, "every": every})


def links():
    """What each mail that waits leads to, by its path."""
    found = [re.search(r"/lien/lettre/\S+", mail.text) for mail in Mail.objects.order_by("pk")]
    return [link[0] for link in found if link]


def confirmed(client, **values):
    send(client, **values)
    client.post(links()[-1])
    Mail.objects.all().delete()
    return Subscription.objects.get(search=values.get("search", SEARCH).removeprefix("?"))


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish(title="Zibeline", **values):
        with django_capture_on_commit_callbacks(execute=True):
            return factories.action(title, **values)

    return publish


def next_week(days=8):
    with travel(timezone.now() + timedelta(days=days), tick=False):
        write_due()
    return list(Mail.objects.order_by("pk"))


# Asked.


def test_a_search_leads_to_its_letter(client):
    html = client.get("/recherche/?q=parents&theme=sport").content.decode()
    assert f'href="{reverse("letter")}?q=parents&amp;theme=sport"' in html


def test_whoever_asks_is_written_to_and_nothing_is_sent_before_they_confirm(client):
    assert send(client).url == reverse("letter_asked")
    assert [mail.to for mail in Mail.objects.all()] == [EMAIL]
    assert not Subscription.objects.get().is_confirmed
    assert len(next_week()) == 1


def test_opening_the_link_changes_nothing_and_its_button_confirms(client):
    send(client)
    client.get(links()[0])
    assert not Subscription.objects.get().is_confirmed
    assert "C’est confirmé" in client.post(links()[0]).content.decode()
    assert Subscription.objects.get().is_confirmed


def test_asked_and_confirmed_twice_it_is_one(client):
    send(client)
    send(client)
    for link in links() * 2:
        client.post(link)
    assert Subscription.objects.count() == 1


def test_asked_again_at_another_pace_it_changes_once_confirmed(client):
    row = confirmed(client)
    send(client, every="month")
    row.refresh_from_db()
    assert row.every == "week"
    with travel(timezone.now() + timedelta(hours=2), tick=False):
        send(client, every="month")
        client.post(links()[-1])
    row.refresh_from_db()
    assert row.every == "month"


@pytest.mark.parametrize(
    "email", ["", "accueil", "a b@c.example", "a@b.example\nBcc: c@d.example", "a" * 300 + "@b.example"]
)
def test_what_is_no_address_is_told_at_its_field(client, email):
    answer = send(client, email=email)
    assert answer.status_code == 422 and "email" in answer.context["form"].errors
    assert not Mail.objects.exists()


def test_one_address_is_not_written_to_for_ever(client):
    answers = [send(client, search=f"?q=mot{number}").status_code for number in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert Mail.objects.count() == 5


def test_another_site_sends_nothing(client):
    address = reverse("letter") + SEARCH
    assert client.post(address, {"email": EMAIL}, headers={"origin": "https://ailleurs.example"}).status_code == 403
    assert not Subscription.objects.exists()


def test_a_street_number_is_not_followed(client):
    assert client.get(reverse("letter"), {"q": "12 rue de Rome"}).status_code == 404


def test_an_address_that_never_confirms_is_forgotten(client):
    send(client)
    forget_unconfirmed(timezone.now() + timedelta(days=2))
    assert Subscription.objects.exists()
    forget_unconfirmed(timezone.now() + timedelta(days=4))
    assert not Subscription.objects.exists()
    assert client.post(links()[0]).status_code == 404


def test_no_cookie_is_set(client):
    send(client)
    for answer in (client.get(reverse("letter") + SEARCH), client.get(links()[0]), client.post(links()[0])):
        assert not answer.cookies


# Written.


def test_what_is_new_and_what_changed_since_is_told(client, publish, django_capture_on_commit_callbacks):
    old = publish("Zibeline ancienne")
    confirmed(client)
    with travel(timezone.now() + timedelta(days=1), tick=False):
        publish("Zibeline nouvelle", summary="Le mercredi.")
        with django_capture_on_commit_callbacks(execute=True):
            old.summary = "Autre jour."
            old.save_revision().publish()
        publish("Autre chose")
    [letter] = next_week()
    assert letter.subject.startswith("2 fiches nouvelles ou mises à jour")
    assert "Nouveau : Zibeline nouvelle\n  Le mercredi." in letter.text
    assert "* Zibeline ancienne" in letter.text and "Autre chose" not in letter.text


def test_when_nothing_changed_nothing_is_sent(client, publish):
    publish()
    with travel(timezone.now() + timedelta(minutes=1), tick=False):
        confirmed(client)
    assert next_week() == []


def test_what_was_told_is_not_told_again(client, publish):
    confirmed(client)
    publish()
    assert len(next_week()) == 1
    assert len(next_week(16)) == 1


def test_a_month_is_not_a_week(client, publish):
    confirmed(client, every="month")
    publish()
    assert next_week() == []
    assert len(next_week(31)) == 1


def test_what_nobody_may_read_is_not_told(client, publish):
    confirmed(client)
    publish("Zibeline secrète").unpublish()
    factories.restrict(publish("Zibeline privée"))
    assert next_week() == []


def test_a_letter_that_cannot_be_written_keeps_no_other_from_being_so(client, publish, monkeypatch):
    broken = confirmed(client, search="?q=zibeline")
    confirmed(client, search="?q=martre", email="autre@structure.example")
    publish()
    publish("Martre")
    real = writing.changes_since

    def changes_since(search, moment):
        return real(search, moment) if search != broken.search else {}["rien"]

    monkeypatch.setattr(writing, "changes_since", changes_since)
    assert [mail.to for mail in next_week()] == ["autre@structure.example"]


def test_a_page_that_says_no_first_day_is_not_said_to_be_new(client, publish):
    confirmed(client)
    page = publish()
    type(page).objects.filter(pk=page.pk).update(first_published_at=None)
    [mail] = next_week()
    assert "Zibeline" in mail.text
    assert "Nouveau" not in mail.text


def test_without_an_engine_the_letter_waits(client, publish, monkeypatch):
    row = confirmed(client)
    publish()
    monkeypatch.setattr("search.results.service.first_answer", lambda *args, **kwargs: None)
    assert next_week() == []
    monkeypatch.undo()
    row.refresh_from_db()
    assert len(next_week()) == 1


# Left.


def letter_sent(client, publish):
    confirmed(client)
    publish()
    next_week()
    with travel(timezone.now() + timedelta(days=8), tick=False):
        deliver()
    return outbox.outbox[-1]


def test_a_letter_is_left_by_the_button_of_a_mail_program(client, publish):
    headers = letter_sent(client, publish).extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.fullmatch(r"<https?://[^/]+(/lien/lettre-fin/\S+)>", headers["List-Unsubscribe"])[1]
    program = Client(enforce_csrf_checks=True)  # no cookie, no origin
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists() and not PersonalLink.objects.filter(purpose="lettre-fin").exists()


def test_a_letter_says_how_to_leave_it_in_text_and_html(client, publish):
    message = letter_sent(client, publish)
    assert "Ne plus recevoir cette lettre" in message.body
    assert "Ne plus recevoir cette lettre</a>" in message.alternatives[0].content
    assert "\n" not in message.subject


def test_opening_the_link_to_leave_leaves_nothing(client, publish):
    path = re.search(r"/lien/lettre-fin/\S+", letter_sent(client, publish).body)[0]
    assert "Ne plus recevoir cette lettre" in client.get(path).content.decode()
    assert Subscription.objects.exists()
    assert "Votre adresse est effacée" in client.post(path).content.decode()
    again = client.post(path)
    assert again.status_code == 410
    assert "C’est fait" in again.content.decode()
    assert "C’est fait" not in client.get(path).content.decode()


def test_a_letter_on_its_way_goes_with_whoever_leaves(client, publish):
    confirmed(client)
    publish()
    [letter] = next_week()
    client.post(re.search(r"/lien/lettre-fin/\S+", letter.text)[0])
    assert not Mail.objects.exists()


def test_a_page_that_became_private_on_the_way_is_not_named(client, publish):
    """Mails wait behind others, or for a server: what they say must be so when they leave."""
    confirmed(client)
    kept, hidden = publish("Zibeline du lundi"), publish("Zibeline du mardi")
    assert "Zibeline du mardi" in next_week()[0].text
    factories.restrict(hidden)
    with travel(timezone.now() + timedelta(days=8, hours=1), tick=False):
        assert deliver() == 0
        write_due()
        assert deliver() == 1
    [letter] = outbox.outbox
    assert kept.title in letter.body and "Zibeline du mardi" not in letter.body


def test_a_page_withdrawn_on_the_way_leaves_no_letter(client, publish):
    confirmed(client)
    page = publish()
    next_week()
    page.unpublish()
    with travel(timezone.now() + timedelta(days=8, hours=1), tick=False):
        deliver()
        write_due()
        deliver()
    assert not outbox.outbox and not Mail.objects.exists()


def test_words_of_a_stranger_are_no_link_in_the_mail_to_confirm():
    ask(EMAIL, urlencode({"q": "gagnez http://piege.example/x ou a@piege.example"}), "week")
    mail = Mail.objects.get()
    assert "gagnez http piege example x ou a piege example" in mail.text
    assert "piege.example" not in mail.text + mail.html + mail.subject


def test_asked_again_its_three_days_begin_anew(client):
    send(client)
    with travel(timezone.now() + timedelta(days=2), tick=False):
        send(client)
    forget_unconfirmed(timezone.now() + timedelta(days=4))
    assert "C’est confirmé" in client.post(links()[-1]).content.decode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(["q", "theme", "age", "page", "tri", "x"]), st.text(max_size=30), max_size=4))
def test_any_search_is_followed_or_refused(client, given):
    assert client.get(reverse("letter"), given).status_code in (200, 404)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(st.text(max_size=60))
def test_a_search_that_is_kept_says_the_same_read_again(client, text):
    listing = searches.listing_of(searches.canonical(searches.listing_of(urlencode({"q": text}, errors="replace"))))
    assert searches.listing_of(searches.canonical(listing)).said == listing.said


def test_a_search_is_written_in_one_line_of_the_subject():
    ask(EMAIL, "q=a%0D%0ABcc%3A+b%40c.example", "week")
    assert "\n" not in Mail.objects.get().subject and "\r" not in Mail.objects.get().subject
