"""A file that kills its reader is an unreadable file, and nothing else notices."""

import pytest

from jobs import apart
from jobs.apart import ILLEGIBLE, Illegible, read_apart
from jobs.work import Stopped


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "livret à lire.txt"
    path.write_text("Un livret, 12 fiches", "utf-8")
    return path


def test_what_is_read_comes_back(file):
    assert read_apart("tests.jobs.readers:words", file) == ["Un", "livret,", "12", "fiches"]


def test_what_a_reader_refuses_is_said_in_its_words(file):
    with pytest.raises(Illegible, match="sans mot de passe"):
        read_apart("tests.jobs.readers:refuses", file)


@pytest.mark.parametrize("reader", ["fails", "takes_all_memory", "aborts", "says_something_else", "writes"])
def test_what_ends_a_reader_is_an_unreadable_file(file, reader):
    with pytest.raises(Illegible) as refusal:
        read_apart(f"tests.jobs.readers:{reader}", file)
    assert str(refusal.value) == ILLEGIBLE
    assert list(file.parent.glob("*.new")) in ([], [file.with_suffix(".new")])
    assert not any(path.stat().st_size for path in file.parent.glob("*.new"))


@pytest.mark.parametrize("reader", ["never_ends", "computes_for_ever"])
def test_what_takes_too_long_is_an_unreadable_file(file, reader):
    with pytest.raises(Illegible):
        read_apart(f"tests.jobs.readers:{reader}", file, seconds=1)


def test_a_reader_that_says_too_much_is_not_believed(file, monkeypatch):
    monkeypatch.setattr(apart, "MOST_READ", 500)
    with pytest.raises(Illegible):
        read_apart("tests.jobs.readers:talks_too_much", file)


def test_a_reader_that_talks_for_ever_is_not_heard_to_its_end(file, monkeypatch):
    """What it says is in the memory of whoever listens."""
    monkeypatch.setattr(apart, "MOST_READ", 500_000)
    with pytest.raises(Illegible):
        read_apart("tests.jobs.readers:talks_for_ever", file, seconds=1_000)


def test_a_reader_that_falls_silent_and_stays_is_ended(file):
    with pytest.raises(Illegible):
        read_apart("tests.jobs.readers:falls_silent", file, seconds=1)


def test_a_job_that_is_stopped_ends_its_reader(file):
    def stop():
        raise Stopped

    with pytest.raises(Stopped):
        read_apart("tests.jobs.readers:never_ends", file, go_on=stop)


def test_a_reader_knows_no_secret_of_the_site_and_needs_no_django(file, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "zibeline")
    known, has_django = read_apart("tests.jobs.readers:environment", file)
    assert "SECRET_KEY" not in known and "DATABASE_URL" not in known
    assert not has_django
