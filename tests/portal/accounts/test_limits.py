"""How often one may ask: generous for an address, strict for an account or a page, about nobody, in words."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from actions.models import ActionPage
from portal.accounts import limits, password_reset
from portal.accounts.throttle import MINUTE, Limit, give_back, take
from portal.cache.shared import current_moment
from portal.models import Attempt, User
from tests import factories
from tests.faults import refusing_database

pytestmark = pytest.mark.django_db

LIMIT = Limit("essai", 2, 15 * MINUTE)
PASSWORD_DOOR = re.compile(r"login$|authenticate|password_reset$")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """At the beginning of every window, whenever the tests run."""
    now = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    monkeypatch.setattr("portal.accounts.throttle._seen", {})
    return now


@pytest.fixture
def api_limit(settings):
    settings.API_ANSWERS_A_MINUTE = 30
    return settings.API_ANSWERS_A_MINUTE


@pytest.fixture
def claire():
    return User.objects.create_superuser("claire", "claire@ville.example", "une phrase assez longue")


def reset(email, address="192.0.2.1"):
    return Client(REMOTE_ADDR=address).post(reverse("wagtailadmin_password_reset"), {"email": email})


DOORS = ("wagtailadmin_login", "wagtailcore_login")


def log_in(name, password="faux", address="192.0.2.1", door="wagtailadmin_login"):
    data = {"username": name, "password": password, "next": "/admin/"}
    return Client(REMOTE_ADDR=address).post(reverse(door), data)


def names_of_addresses(patterns=None):
    for each in patterns or get_resolver().url_patterns:
        yield from names_of_addresses(each.url_patterns) if hasattr(each, "url_patterns") else (each.name or "",)


def until_refused(ask):
    """How many are answered before the first refusal, and that one."""
    answers = ((number, ask(number)) for number in range(500))
    return next((number, answer) for number, answer in answers if answer.status_code == 429)


def test_a_limit_says_how_long_to_wait(clock, monkeypatch):
    assert [take(LIMIT, "a") for _ in range(3)] == [0, 0, 900]
    assert take(LIMIT, "b") == 0
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock + timedelta(minutes=15))
    assert take(LIMIT, "a") == 0


def test_what_went_well_is_given_back():
    for _ in range(5):
        assert take(LIMIT, "a") == 0
        give_back(LIMIT, "a")


def test_what_is_counted_names_nobody_and_another_day_another_way(clock, monkeypatch):
    take(LIMIT, "192.0.2.1")
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock + timedelta(days=1))
    take(LIMIT, "192.0.2.1")
    keys = set(Attempt.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_counts_are_forgotten_by_the_clock(clock, monkeypatch):
    take(LIMIT, "a")
    call_command("forget_attempts", verbosity=0)
    assert Attempt.objects.count() == 1
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock + timedelta(days=1, minutes=1))
    call_command("forget_attempts", verbosity=0)
    assert not Attempt.objects.exists()


def test_counting_makes_no_kept_page_anew(sample_site):
    before = current_moment()
    take(LIMIT, "a")
    give_back(LIMIT, "a")
    assert current_moment() == before


def test_a_held_database_stops_nobody():
    with refusing_database():
        assert [take(LIMIT, "a") for _ in range(5)] == [0] * 5


def test_password_resets_are_few_for_one_account_from_anywhere(claire):
    number, answer = until_refused(lambda n: reset("Claire@ville.example", f"192.0.2.{n}"))
    assert number == len(mail.outbox) == limits.RESETS_OF_ACCOUNT.most
    assert answer["Retry-After"] == "3600"
    assert "Réessayez dans 60 minutes" in answer.content.decode()
    assert reset("autre@ville.example", "192.0.2.1").status_code == 302


def test_another_way_of_writing_an_address_is_that_address(claire):
    ways = ("claire@ville.example", " CLAIRE@ville.example", "claire@ville.exampl\uff45", "claire@\uff56ille.example")
    answers = [reset(way, f"192.0.2.{number}").status_code for number, way in enumerate(ways)]
    assert answers[limits.RESETS_OF_ACCOUNT.most :] == [429]


def test_password_resets_are_bounded_for_one_address():
    number, _ = until_refused(lambda n: reset(f"agent{n}@ville.example"))
    assert number == limits.RESETS.most
    assert reset("agent@ville.example", "192.0.2.9").status_code == 302


def test_many_accounts_tried_from_one_address(claire):
    number, answer = until_refused(lambda n: log_in(f"agent{n}"))
    assert number == limits.LOGINS.most
    assert "Trop d’essais" in answer.content.decode()
    assert log_in("claire", "une phrase assez longue", "192.0.2.9").status_code == 302


def test_every_door_of_accounts_is_counted_as_one(claire):
    number, answer = until_refused(lambda n: log_in(f"agent{n}", door=DOORS[n % 2]))
    assert number == limits.LOGINS.most
    assert log_in("claire", "une phrase assez longue", door=DOORS[1]).status_code == 429


def test_every_address_that_asks_for_a_password_is_limited():
    asking = {name for name in names_of_addresses() if PASSWORD_DOOR.search(name)}
    assert asking == set(limits.POSTS)


def test_the_addresses_of_one_house_are_one(claire):
    number, _ = until_refused(lambda n: log_in(f"agent{n}", address=f"2001:db8:0:1::{n:x}"))
    assert number == limits.LOGINS.most
    assert log_in("claire", "une phrase assez longue", "2001:db8:0:2::1").status_code == 302


def test_a_team_that_logs_in_from_one_address_is_not_one_person(claire):
    for _ in range(limits.LOGINS.most + 5):
        assert log_in("claire", "une phrase assez longue").status_code == 302


def open_page(restriction, page, password, address="192.0.2.1"):
    path = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    return Client(REMOTE_ADDR=address).post(path, {"password": password, "return_url": page.url})


def test_wrong_page_passwords_are_bounded_and_a_class_that_knows_it_is_not(sample_site):
    page = ActionPage.objects.live().first()
    restriction = factories.restrict(page.page_ptr, "password", password="sésame")
    for _ in range(limits.PAGE_PASSWORDS.most + 5):
        assert open_page(restriction, page, "sésame").status_code == 302
    number, _ = until_refused(lambda n: open_page(restriction, page, f"essai {n}"))
    assert number == limits.PAGE_PASSWORDS.most
    assert open_page(restriction, page, "sésame", "192.0.2.9").status_code == 302


def test_wrong_passwords_of_documents_are_bounded(sample_site):
    collection = Collection.get_first_root_node().add_child(name="Réservée")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="sésame"
    )
    path = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    number, _ = until_refused(lambda n: Client().post(path, {"password": f"essai {n}", "return_url": "/"}))
    assert number == limits.PAGE_PASSWORDS.most


@pytest.mark.parametrize("path", ["/api/v1/search", "/api/v1/suggest"])
def test_what_the_api_has_to_make_is_bounded(sample_site, client, path, api_limit):
    number, answer = until_refused(lambda n: client.get(path, {"q": f"mot{n}"}))
    assert number == api_limit
    assert answer.json()["error_message"].startswith("Trop d’essais")
    assert client.get(path, {"q": "mot"}, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_what_the_api_keeps_in_memory_is_not_counted(sample_site, client, api_limit):
    for _ in range(api_limit + 5):
        assert client.get("/api/v1/search", {"q": "sport"}).status_code == 200


def test_small_things_are_written_together_and_counted_one_by_one(django_assert_num_queries):
    small = Limit("petit", 12, MINUTE, step=5)
    with django_assert_num_queries(0):
        assert [take(small, "a") for _ in range(4)] == [0, 0, 0, 0]
    assert [bool(take(small, "a")) for _ in range(10)] == [False] * 8 + [True, True]
    assert Attempt.objects.get().times == 10


def test_other_processes_are_counted_with_this_one(monkeypatch):
    small = Limit("petit", 12, MINUTE, step=5)
    for _process in range(2):
        monkeypatch.setattr("portal.accounts.throttle._seen", {})
        for _ in range(5):
            take(small, "a")
    assert [bool(take(small, "a")) for _ in range(3)] == [False, False, True]


def test_only_what_our_proxies_say_makes_an_address(settings):
    for number in range(limits.RESETS.most):
        client = Client(REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": f"198.51.100.{number}"})
        client.post(reverse("wagtailadmin_password_reset"), {"email": f"a{number}@ville.example"})
    assert reset("b@ville.example").status_code == 429
    settings.TRUSTED_PROXY_COUNT = 1
    assert reset("b@ville.example").status_code == 429


def test_a_reset_does_the_same_work_whoever_asks(claire, settings, monkeypatch, django_assert_num_queries):
    settings.MAIL_AFTER_THE_ANSWER = True
    started = []
    later = lambda **options: SimpleNamespace(start=lambda: started.append(options))  # noqa: E731
    monkeypatch.setattr(password_reset, "Thread", later)
    for email in ("claire@ville.example", "personne@ville.example"):
        with django_assert_num_queries(0):
            form = password_reset.PasswordResetForm({"email": email})
            assert form.is_valid()
            form.save(use_https=True)
    assert (len(started), mail.outbox) == (2, [])


def test_a_mail_server_that_fails_is_logged_and_changes_no_answer(claire, monkeypatch, caplog):
    def refuse(*args, **kwargs):
        raise OSError("connection refused")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    answers = [reset(email) for email in ("claire@ville.example", "personne@ville.example")]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, answers[0].url)] * 2
    assert "Failed to send password reset email" in caplog.text
