"""Places: one gets the last one, who waits moves up in order, who cancels is forgotten, and all are written to."""

import os
import re
import subprocess
import sys
from base64 import b64decode
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from time_machine import travel

from form_pages import sign_ups
from form_pages.forgetting import forget_answers
from form_pages.models import Answer, FormPage, SignUp, Slot
from jobs.models import Mail
from portal.models import PersonalLink
from tests.form_pages.making import form_page, send

ROOT = Path(__file__).resolve().parents[2]
NAME, MAIL = {"label": "Votre nom"}, {"label": "Votre courriel", "field_type": "email"}


def workshop(places=2, **values):
    starts = (timezone.now() + timedelta(days=10)).replace(microsecond=0)
    page = form_page(NAME, MAIL, title="Atelier laïcité", **values)
    Slot.objects.create(page=page, starts=starts, ends=starts + timedelta(hours=2), places=places, place="Salle 3")
    return FormPage.objects.get(pk=page.pk)


def sign_up(client, page, number, **values):
    answers = {"votre_nom": f"Personne {number}", "votre_courriel": f"p{number}@ecole.example"}
    return send(client, page, slot=str(page.slots.get().pk), **{**answers, **values})


def states():
    return [each.get_state_display() for each in SignUp.objects.order_by("pk")]


def link_of(number):
    """What the last mail to this person leads to."""
    mail = Mail.objects.filter(to=f"p{number}@ecole.example").order_by("pk").last()
    return re.search(r"http\S+(/lien/inscription/\S+)", mail.text)[1]


@pytest.mark.usefixtures("sample_site")
class TestOneAfterTheOther:
    def test_who_comes_first_has_a_place_and_the_others_wait(self, client):
        page = workshop()
        for number in range(4):
            sign_up(client, page, number)
        assert states() == ["Inscrit", "Inscrit", "En attente d’une place", "En attente d’une place"]

    def test_each_is_told_in_words_with_a_calendar_where_there_is_a_place(self, client):
        page = workshop(places=1)
        sign_up(client, page, 0)
        sign_up(client, page, 1)
        sure, waiting = Mail.objects.filter(about="inscription").order_by("pk")
        assert sure.subject == "Inscription confirmée : Atelier laïcité"
        assert "rang 1" in waiting.text and not waiting.attachments
        [[name, kind, _content]] = sure.attachments
        assert (name, kind) == ("rendez-vous.ics", "text/calendar")

    def test_whoever_has_signed_up_reads_that_a_mail_says_the_rest(self, client):
        page = workshop(places=1)
        text = client.get(sign_up(client, page, 0)["Location"]).content.decode()
        assert "il dit si vous avez une place" in text

    def test_the_calendar_says_where_and_when_and_nothing_of_who(self, client):
        page = workshop()
        sign_up(client, page, 0)
        _name, _kind, text = sign_ups.file_of(SignUp.objects.get(), page)
        [event] = Calendar.from_ical(text).walk("VEVENT")
        assert (event["summary"], event["location"]) == ("Atelier laïcité", "Salle 3")
        assert event.decoded("dtstart") == page.slots.get().starts
        assert b"ecole.example" not in text and b"Personne" not in text

    def test_twelve_places_fifteen_people_two_cancel_and_the_right_two_move_up(self, client):
        page = workshop(places=12)
        for number in range(15):
            sign_up(client, page, number)
        for number in (3, 7):
            client.post(link_of(number))
        by_person = {each.email: each.state for each in SignUp.objects.all()}
        waiting = [email for email, state in by_person.items() if state == "waiting"]
        assert waiting == ["p14@ecole.example"]
        assert [by_person[f"p{number}@ecole.example"] for number in (12, 13)] == ["confirmed", "confirmed"]
        assert "Une place s’est libérée" in Mail.objects.filter(to="p12@ecole.example").latest("pk").text

    def test_following_the_link_cancels_nothing_and_two_presses_free_one_place(self, client):
        page = workshop(places=1)
        for number in range(3):
            sign_up(client, page, number)
        link = link_of(0)
        assert "Vous avez une place" in client.get(link).content.decode()
        assert states()[0] == "Inscrit"
        client.post(link)
        client.post(link)
        assert states() == ["Annulé", "Inscrit", "En attente d’une place"]

    def test_who_cancels_is_forgotten_within_a_week(self, client):
        sign_up(client, workshop(), 0)
        client.post(link_of(0))
        assert forget_answers(timezone.now() + timedelta(days=8)) == 1
        assert not SignUp.objects.exists()

    def test_an_answer_is_kept_from_the_end_of_the_slot_on(self, client):
        page = workshop(keep_days=30)
        sign_up(client, page, 0)
        assert Answer.objects.get().purge_at == page.slots.get().ends + timedelta(days=30)

    def test_one_address_has_one_place(self, client):
        page = workshop()
        sign_up(client, page, 0)
        sign_up(client, page, 0, votre_courriel="P0@ecole.example", votre_nom="Autrement")
        assert states() == ["Inscrit"]
        assert Answer.objects.count() == 1

    def test_more_places_are_given_to_those_who_wait(self, client):
        page = workshop(places=1)
        for number in range(3):
            sign_up(client, page, number)
        slot = page.slots.get()
        slot.places = 2
        page.slots = [slot]
        page.save_revision().publish()
        assert states() == ["Inscrit", "Inscrit", "En attente d’une place"]

    def test_the_day_before_those_who_have_a_place_are_reminded_once(self, client):
        page = workshop(places=1)
        sign_up(client, page, 0)
        sign_up(client, page, 1)
        Mail.objects.all().delete()
        for hours in (100, 12, 6):
            sign_ups.remind(page.slots.get().starts - timedelta(hours=hours))
        assert [mail.to for mail in Mail.objects.all()] == ["p0@ecole.example"]

    def test_a_slot_that_has_begun_is_not_offered(self, client):
        page = workshop()
        Slot.objects.update(starts=timezone.now() - timedelta(hours=1))
        assert "Salle 3" not in client.get(page.get_url()).content.decode()

    def test_what_is_left_is_said_beside_each_slot(self, client):
        page = workshop(places=2)
        assert "2 places" in client.get(page.get_url()).content.decode()
        sign_up(client, page, 0)
        assert "1 place" in client.get(page.get_url()).content.decode()
        sign_up(client, page, 1)
        assert "complet, liste d’attente" in client.get(page.get_url()).content.decode()

    def test_a_sign_up_without_an_address_to_write_to_is_not_published(self):
        page = form_page(NAME)
        page.slots = [Slot(starts=timezone.now() + timedelta(days=1))]
        assert "Courriel" in " ".join(page.publication_problems())

    def test_a_slot_that_its_editors_take_away_takes_nobodys_answer_along(self, client):
        page = workshop()
        sign_up(client, page, 0)
        Slot.objects.all().delete()
        assert client.get(link_of(0)).status_code == 200
        assert Answer.objects.count() == 1

    def test_whose_slot_is_taken_away_is_told_and_has_no_place_any_more(self, client):
        page = form_page(NAME, MAIL, title="Atelier laïcité")
        old = page.latest_revision
        page.slots = [Slot(starts=timezone.now() + timedelta(days=10), places=2)]
        page.save_revision().publish()
        sign_up(client, FormPage.objects.get(pk=page.pk), 0)
        old.publish()
        mail = Mail.objects.latest("pk")
        assert mail.subject == "Annulé : Atelier laïcité" and states() == ["Annulé"]
        assert "inscription est annulée" in client.get(link_of(0)).content.decode()

    def test_a_sign_up_whose_slots_have_all_begun_is_closed(self, client):
        page = workshop()
        with travel(timezone.now() + timedelta(days=11), tick=False):
            assert "Aucun créneau n’est à venir" in client.get(page.get_url()).content.decode()
            answer = client.post(reverse("form_answer", args=[page.code]), {"votre_nom": "A"})
        assert answer["Location"] == page.get_url()

    def test_a_slot_taken_away_while_somebody_signs_up_is_told(self, client, monkeypatch):
        page = workshop()
        monkeypatch.setattr(sign_ups, "_held", lambda key: Slot.objects.get(pk=0))
        answer = sign_up(client, page, 0)
        assert answer.status_code == 422 and "vient d’être retiré" in answer.content.decode()
        assert not Answer.objects.exists()

    def test_what_is_over_is_not_cancelled(self, client):
        sign_up(client, workshop(), 0)
        link = link_of(0)
        with travel(timezone.now() + timedelta(days=11), tick=False):
            assert "Annuler mon inscription" not in client.get(link).content.decode()
            client.post(link)
        assert states() == ["Inscrit"]

    def test_reminders_that_were_sent_make_no_more_links(self, client):
        sign_up(client, workshop(), 0)
        soon = timezone.now() + timedelta(days=9)
        for _hour in range(3):
            sign_ups.remind(soon)
        assert PersonalLink.objects.count() == 2

    def test_an_address_longer_than_any_mail_takes_is_asked_again(self, client):
        long = "a@" + ".".join(["b" * 60] * 5) + ".example"
        assert sign_up(client, workshop(), 0, votre_courriel=long).status_code == 422

    def test_who_has_a_place_already_is_no_new_answer(self, client):
        page = workshop(copy_to=["formulaires@ville.example"])
        for name in ("A", "B"):
            sign_up(client, page, 0, votre_nom=name)
        assert Mail.objects.filter(about="form").count() == 1
        assert "Votre inscription est confirmée" in Mail.objects.latest("pk").text

    def test_a_purged_sign_up_is_told_on_a_page_that_nobody_keeps(self, client):
        sign_up(client, workshop(), 0)
        link = link_of(0)
        forget_answers(timezone.now() + timedelta(days=400))
        for answer in (client.get(link), client.post(link)):
            assert answer.status_code == 404 and "Ce lien n’ouvre plus rien" in answer.content.decode()
            assert answer["Referrer-Policy"] == "no-referrer" and "no-store" in answer["Cache-Control"]


def move(page, **values):
    """Its editors publish the slot at another time or place."""
    slot = page.slots.get()
    for name, value in values.items():
        setattr(slot, name, value)
    page.slots = [slot]
    page.save_revision().publish()
    return Slot.objects.get(pk=slot.pk)


def event_of(mail):
    [[_name, _kind, content]] = mail.attachments
    [event] = Calendar.from_ical(b64decode(content)).walk("VEVENT")
    return event


@pytest.mark.usefixtures("sample_site")
class TestASlotThatChanges:
    def later(self, page):
        slot = page.slots.get()
        return {"starts": slot.starts + timedelta(days=1), "ends": slot.ends + timedelta(days=1)}

    def test_whoever_signed_up_gets_one_mail_with_what_was_and_what_is(self, client):
        page = workshop(places=1)
        for number in (0, 1):
            sign_up(client, page, number)
        before = page.slots.get()
        Mail.objects.all().delete()
        after = move(page, **self.later(page))
        sure, waiting = Mail.objects.order_by("pk")
        assert (sure.to, waiting.to) == ("p0@ecole.example", "p1@ecole.example")
        for mail in (sure, waiting):
            assert mail.subject == "Changement : Atelier laïcité"
            assert mail.text.index(str(before)) < mail.text.index(str(after))
        assert "Votre place vous est gardée" in sure.text
        assert "rang 1" in waiting.text and not waiting.attachments

    def test_the_new_calendar_file_replaces_the_first_one(self, client):
        page = workshop()
        sign_up(client, page, 0)
        first = event_of(Mail.objects.get())
        for times in (1, 2):
            slot = move(page, **self.later(page))
            event = event_of(Mail.objects.latest("pk"))
            assert (event["uid"], event["sequence"]) == (first["uid"], times)
            assert event.decoded("dtstart") == slot.starts
        assert first["sequence"] == 0

    def test_hours_that_come_from_the_admin_need_no_zone_in_the_file(self, client):
        page = workshop()
        sign_up(client, page, 0)
        move(page, **{name: timezone.localtime(moment) for name, moment in self.later(page).items()})
        [[_name, _kind, content]] = Mail.objects.latest("pk").attachments
        assert b"TZID" not in b64decode(content)

    @pytest.mark.parametrize("change", [{"place": "Salle 4"}, {"ends": None}])
    def test_another_place_or_end_is_a_change(self, client, change):
        page = workshop()
        sign_up(client, page, 0)
        move(page, **change)
        assert Mail.objects.latest("pk").subject == "Changement : Atelier laïcité"

    def test_places_alone_or_the_same_slot_published_again_are_no_change(self, client):
        page = workshop()
        sign_up(client, page, 0)
        move(page, places=30)
        move(page)
        assert Mail.objects.count() == 1

    def test_a_draft_tells_nobody(self, client):
        page = workshop()
        sign_up(client, page, 0)
        slot = page.slots.get()
        slot.starts += timedelta(hours=1)
        page.slots = [slot]
        page.save_revision()
        assert Mail.objects.count() == 1

    def test_who_gave_up_the_place_is_not_written_to(self, client):
        page = workshop()
        sign_up(client, page, 0)
        client.post(link_of(0))
        move(page, **self.later(page))
        assert Mail.objects.count() == 1

    def test_the_answer_is_kept_from_the_new_end_on(self, client):
        page = workshop(keep_days=30)
        sign_up(client, page, 0)
        slot = move(page, **self.later(page))
        assert Answer.objects.get().purge_at == slot.ends + timedelta(days=30)

    def test_what_is_over_and_stays_so_is_corrected_without_a_mail(self, client):
        page = workshop()
        sign_up(client, page, 0)
        with travel(timezone.now() + timedelta(days=20), tick=False):
            move(page, place="Salle 4")
        assert Mail.objects.count() == 1

    def test_who_was_reminded_is_reminded_of_the_new_day_too(self, client):
        page = workshop()
        sign_up(client, page, 0)
        sign_ups.remind(page.slots.get().starts - timedelta(hours=12))
        slot = move(page, **self.later(page))
        for _hour in range(2):
            sign_ups.remind(slot.starts - timedelta(hours=12))
        assert [mail.subject.partition(" : ")[0] for mail in Mail.objects.order_by("pk")] == [
            "Inscription confirmée",
            "C’est bientôt",
            "Changement",
            "C’est bientôt",
        ]


CROWD = """
from datetime import timedelta
from threading import Barrier, Thread
from django.db import connections
from django.utils import timezone
from form_pages.models import Answer, SignUp
from form_pages.sign_ups import take_place
from tests.form_pages.test_sign_ups import workshop

page = workshop(places=1)
key, together = page.slots.get().pk, Barrier(50)

def come(number):
    later = timezone.now() + timedelta(days=9)
    answer = Answer(page_id=page.pk, sent=str(number), purge_at=later)
    answer.form_data = {"votre_nom": "x", "votre_courriel": f"p{number}@ecole.example"}
    together.wait()
    answer.save()
    take_place(page, answer, key)
    connections.close_all()

people = [Thread(target=come, args=(number,)) for number in range(50)]
for person in people:
    person.start()
for person in people:
    person.join()
states = list(SignUp.objects.values_list("state", flat=True))
print(states.count("confirmed"), states.count("waiting"))
"""


@pytest.fixture
def environment(django_db_setup, database_states, django_db_blocker, tmp_path):
    """Of a process that runs on the sample, in files: a database in memory is one connection's."""
    with django_db_blocker.unblock():
        return {**os.environ, **database_states.export("sample", tmp_path)}


def test_fifty_people_on_the_last_place_and_one_gets_it(environment):
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", CROWD]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    assert done.stdout.split()[-2:] == ["1", "49"]


@pytest.mark.usefixtures("sample_site")
def test_a_slot_taken_away_is_cancelled_in_the_calendars_of_those_who_had_a_place(client):
    page = workshop(places=1)
    for number in (0, 1):
        sign_up(client, page, number)
    page.slots = []
    page.save_revision().publish()
    told, waited = Mail.objects.filter(key__endswith="retiré").order_by("pk")
    event = event_of(told)
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    first = Mail.objects.filter(key__endswith="inscrit").order_by("pk").first()
    assert event["uid"] == event_of(first)["uid"]
    assert waited.attachments == []
