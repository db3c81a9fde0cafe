"""What people look for and do not find: counted, read by editors from the third day on, and about nobody."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.core.management import call_command
from django.db import DatabaseError, connection
from hypothesis import given
from hypothesis import strategies as st

from portal.cache.shared import current_moment
from portal.outages.patience import PATIENCE, impatient
from search.models import MissedSearch
from search.results import missed
from search.results.missed import digest_of, purge, readable_words, record

MONDAY = date(2026, 3, 2)
PERSON = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def on_day(monkeypatch):
    """``on_day(2)``: two days after a Monday."""

    def on_day(number):
        monkeypatch.setattr("search.results.missed.timezone.localdate", lambda: MONDAY + timedelta(days=number))

    on_day(0)
    return on_day


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Piscine municipale", "piscine municipale"),
        ("le permis de conduire", "le permis de conduire"),
        ("inscription à l’école", "inscription école"),
        ("P.M.I. de l'Alma", "pmi de alma"),
        ("jean.dupont@exemple.fr garderie", "garderie"),
        ("jean @ exemple.fr garderie", "garderie"),
        ("garderie https://exemple.fr/a?b=c www.exemple.fr exemple.fr", "garderie"),
        ("garderie 06 12 34 56 78 +33612345678 59100 n°5 FR7612345", "garderie"),
        ("garderie le 12/05/2016 à 8h30", "garderie le"),
        ("garderie ٣٤ Ⅷ ²", "garderie"),
        ("garderie abcdefghijklmnopqrstuvwxyz xkcdqrtw zzzz", "garderie"),
        ("garderie zéro six douze trente-quatre cinquante-six soixante-dix-huit", "garderie"),
        ("garderie jean＠exemple．fr", "garderie"),
        ("jean dupont arobase exemple point fr", ""),
        ("jean.dupont (at) exemple.fr", ""),
        ("jean [at] exemple [point] fr", ""),
        ("jean-at-exemple-dot-fr", ""),
        ("jean at exemple . fr", ""),
        ("accident du travail AT", "accident du travail at"),
        ("مدرسة المساعدة", "مدرسة المساعدة"),
    ],
)
def test_what_may_be_kept_of_a_text(typed, kept):
    assert " ".join(readable_words(typed)) == kept


NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèà", min_size=1, max_size=12)
ADDRESSES = st.builds("{}.{}@{}.{}".format, NAMES, NAMES, NAMES, st.sampled_from(["fr", "example", "org"]))
PHONES = st.from_regex(r"\A(\+33 ?|0)[1-9]([ .-]?[0-9]{2}){4}\Z")
ANYTHING = st.one_of(ADDRESSES, PHONES, st.text(max_size=20), st.emails(), st.integers().map(str))


@given(st.lists(ANYTHING, max_size=6))
def test_no_address_and_no_number_survives(parts):
    words = readable_words(" ".join(parts))
    assert not any(char.isnumeric() or char in "@:/." for word in words for char in word)
    assert all(1 < len(word) <= missed.LONGEST_WORD for word in words)
    assert len(words) <= missed.MOST_WORDS


@given(NAMES, ADDRESSES)
def test_an_address_leaves_no_part_of_itself(word, address):
    assert readable_words(f"{word} {address} {word}") == readable_words(f"{word} {word}")


def test_the_hash_is_that_of_the_words_as_the_search_reads_them(settings):
    assert digest_of(["la", "piscine", "municipale"]) == digest_of(["municipales", "piscines"])
    assert digest_of(["piscine"]) != digest_of(["patinoire"])
    before = digest_of(["piscine"])
    settings.SECRET_KEY = "another key, with which nothing can be compared"
    assert digest_of(["piscine"]) != before


def test_small_words_alone_are_not_counted(db):
    record("le la 12 06 11 22 33 44 jean@exemple.fr")
    assert not MissedSearch.objects.exists()


def test_words_are_kept_from_the_third_different_day_on(db, on_day):
    for _ in range(5):
        record("piscine municipale")
    on_day(1)
    record("Piscines municipales")
    row = MissedSearch.objects.get()
    assert (row.words, row.days, row.times) == ("", 2, 6)
    assert "piscine" not in str(MissedSearch.objects.values())
    on_day(9)
    record("la piscine municipale")
    row.refresh_from_db()
    assert (row.words, row.days, row.times) == ("la piscine municipale", 3, 7)
    assert (row.first_day, row.last_day) == (MONDAY, MONDAY + timedelta(days=9))


def test_facets_are_counted_by_code(db, on_day):
    record("piscine", ["theme=sport", "age=7"])
    record("piscine", ["theme=sport"])
    assert MissedSearch.objects.get().facets == {"theme=sport": 2, "age=7": 1}


def test_what_is_remembered_is_bounded(db, on_day, monkeypatch):
    monkeypatch.setattr(missed, "MOST_NEW_A_DAY", 2)
    for word in ("piscine", "patinoire", "cinéma", "piscine"):
        record(word, [f"theme=t{number}" for number in range(90)])
    assert sorted(MissedSearch.objects.values_list("times", flat=True)) == [1, 2]
    assert all(len(row.facets) <= missed.MOST_FACETS for row in MissedSearch.objects.all())
    on_day(1)
    record("cinéma")
    assert MissedSearch.objects.count() == 3


def test_nothing_is_known_of_the_visitor_nor_of_the_hour():
    fields = {field.name: field.get_internal_type() for field in MissedSearch._meta.get_fields()}
    assert set(fields) == {"id", "digest", "words", "days", "times", "in_part", "first_day", "last_day", "facets"}
    assert "DateTimeField" not in fields.values()
    with pytest.raises(FieldDoesNotExist):
        MissedSearch._meta.get_field("address")


def test_all_is_forgotten_after_a_year(sample_site, on_day):
    record("piscine")
    on_day(100)
    record("patinoire")
    on_day(366)
    assert purge() == 1
    on_day(500)
    call_command("search_sync", stdout=io.StringIO())
    assert not MissedSearch.objects.exists()


def test_a_database_that_refuses_is_said_without_the_words(db, monkeypatch, caplog):
    def refuse(*args):
        raise DatabaseError("INSERT … piscine")

    monkeypatch.setattr(missed, "_count", refuse)
    record("piscine")
    assert "Recherche sans résultat : remis à plus tard" in caplog.text
    assert "piscine" not in caplog.text


def test_another_writer_is_waited_for_a_moment_only(db):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite locks the whole database")
    usual = connection.cursor().execute("PRAGMA busy_timeout").fetchone()
    with impatient():
        assert connection.cursor().execute("PRAGMA busy_timeout").fetchone() == (PATIENCE,)
    assert connection.cursor().execute("PRAGMA busy_timeout").fetchone() == usual


def count_of(client, address, **headers):
    client.get(address, **{**PERSON, **headers})
    return sum(MissedSearch.objects.values_list("times", flat=True))


@pytest.mark.parametrize(
    ("address", "times"),
    [
        ("/recherche/?q=zorglub", 1),
        ("/livret/?q=zorglub", 1),
        ("/actions/?q=zorglub", 1),
        ("/recherche/?q=parantalite", 1),
        ("/recherche/?q=sport&theme=langue-francaise&type=centre", 1),
        ("/recherche/?q=sport", 0),
        ("/recherche/", 0),
        ("/recherche/?type=page&age=3", 0),
        ("/recherche/?q=zorglub&page=2", 0),
        ("/recherche/?q=zorglub&tri=date", 0),
        ("/api/v1/search?q=zorglub", 0),
        ("/api/v1/suggest?q=zorglub", 0),
    ],
)
def test_a_search_that_finds_nothing_is_counted_once(sample_site, client, address, times):
    assert count_of(client, address) == times


@pytest.mark.parametrize("agent", ["", "Googlebot/2.1", "curl/8.0", "python-requests/2", "UptimeMonitor"])
def test_robots_are_not_counted(sample_site, client, agent):
    assert count_of(client, "/recherche/?q=zorglub", HTTP_USER_AGENT=agent) == 0


def test_what_a_browser_fetches_beforehand_is_not_counted(sample_site, client):
    assert count_of(client, "/recherche/?q=zorglub", HTTP_SEC_PURPOSE="prefetch;prerender") == 0
    client.head("/recherche/?q=zorglub", **PERSON)
    assert not MissedSearch.objects.exists()


def test_the_filters_used_are_counted_with_the_words(sample_site, client):
    client.get("/recherche/?q=zorglub&theme=sport&age=7", **PERSON)
    assert MissedSearch.objects.get().facets == {"age=7": 1, "theme=sport": 1}


@pytest.mark.parametrize("address", ["/recherche/?q=zorglub", "/recherche/?q=parantalite", "/actions/?q=zorglub"])
def test_the_same_search_is_counted_again_the_next_time(sample_site, client, address):
    assert [count_of(client, address) for _ in range(3)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("address", "in_part"),
    [("/recherche/?q=zorglub", 0), ("/recherche/?q=accompagnement scolarité devoirs zorglub", 1)],
)
def test_what_was_found_in_part_is_told_from_what_was_not(sample_site, client, address, in_part):
    client.get(address, **PERSON)
    assert MissedSearch.objects.get().in_part == in_part


def test_counting_changes_nothing_that_visitors_see(sample_site):
    before = current_moment()
    record("zorglub")
    assert current_moment() == before


def test_counting_never_fails_a_search(sample_site, client, monkeypatch):
    def refuse(*args):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(missed, "_count", refuse)
    assert client.get("/recherche/?q=zorglub", **PERSON).status_code == 200
