"""Two engines fed at once, of which any may lag, be away, be emptied, be restored or come later."""

from __future__ import annotations

import io
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from search.engines.breaker import Breaker
from search.engines.registry import forget_engines, get_engine
from search.indexing import sync as indexing
from search.indexing import upkeep
from search.indexing.entries import all_documents, from_entry, page_key
from search.models import Change, EnginePosition, Entry, Outbox
from tests import factories
from tests.search.fake_remote import FakeRemote

WORD = "trottinette"


@pytest.fixture
def remote(sample_site, settings):
    """An engine on the network besides the embedded one, the one that answers, fed from the start."""
    FakeRemote.reset()
    settings.SEARCH_ENGINES = {
        **settings.SEARCH_ENGINES,
        "remote": {"ENGINE": "tests.search.fake_remote.FakeRemote"},
    }
    settings.SEARCH_ENGINE = "remote"
    forget_engines()
    upkeep.rebuild("remote", fresh=False)
    FakeRemote.calls = 0
    yield FakeRemote
    forget_engines()


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish(title=f"Atelier {WORD}"):
        with django_capture_on_commit_callbacks(execute=True):
            return factories.action(title=title)

    return publish


def answer(client, text=WORD):
    return client.get("/api/v1/search", {"q": text}).json()


def engines_equal_the_database():
    return all(upkeep.drift(name) == (set(), set()) for name in ("tantivy", "remote"))


def test_both_are_fed_by_one_publication(remote, publish):
    page = publish()
    assert page_key(page.pk) in remote.documents
    assert engines_equal_the_database()


def test_while_one_is_away_the_other_is_fed_and_answers_and_the_page_says_so(remote, publish, client):
    remote.away = True
    page = publish()
    found = answer(client)
    assert [result["url"] for result in found["results"]] == [page.url]
    assert found["engine"] == "tantivy"
    assert "une copie a répondu" in client.get("/recherche/", {"q": WORD}).content.decode()


def test_nobody_waits_twice_for_the_one_that_is_away_nor_reads_of_it_twice(
    remote, publish, client, caplog, monkeypatch
):
    monkeypatch.setattr(get_engine("remote"), "breaker", Breaker(cooldown=3600))
    monkeypatch.setattr(indexing, "AFTER_A_COMMIT", 3600)  # however slow the machine: the rest, behind, asks again
    remote.away = True
    publish()
    for _ in range(3):
        answer(client)
        client.get("/api/v1/suggest", {"q": "trot"})
    assert remote.calls == 1
    assert len([record for record in caplog.records if record.name.startswith("search")]) == 1


def test_what_it_missed_is_caught_up_by_the_sweeper(remote, publish):
    remote.away = True
    gone = Entry.objects.first().page
    with transaction.atomic():
        publish()
        gone.delete()
    indexing.sync_quietly()
    remote.away = False
    assert not engines_equal_the_database()
    call_command("search_sync", stdout=io.StringIO())
    assert engines_equal_the_database()


def test_the_sweeper_says_who_is_away_and_sweeps_the_others(remote):
    remote.away = True
    factories.action(title=WORD)  # committed, then the process died before its callbacks
    errors = io.StringIO()
    with pytest.raises(CommandError):
        call_command("search_sync", stdout=io.StringIO(), stderr=errors)
    assert "remote : personne ne répond" in errors.getvalue()
    assert upkeep.drift("tantivy") == (set(), set())


def test_the_sweeper_fills_an_engine_that_was_emptied(remote):
    remote.reset()
    output = io.StringIO()
    call_command("search_sync", stdout=output)
    assert "remote : index reconstruit, 67 documents." in output.getvalue()
    assert engines_equal_the_database()


def test_the_sweeper_replays_what_a_restored_index_lacks(remote, publish):
    old, position = dict(remote.documents), remote.position
    first, second = publish("Un"), publish("Deux")
    remote.documents, remote.position = old, position
    call_command("search_sync", stdout=io.StringIO())
    assert {page_key(first.pk), page_key(second.pk)} <= remote.documents.keys()
    assert engines_equal_the_database()


def test_the_sweeper_compares_all_when_the_changes_are_forgotten(remote, publish):
    """A copy that was away for so long that nobody remembers what it missed."""
    page = publish()
    remote.documents[page_key(page.pk)] = next(iter(remote.documents.values()))
    EnginePosition.objects.filter(engine="remote").update(applied=0)
    publish("Autre")
    Change.objects.filter(pk__lt=upkeep.newest_change()).delete()
    call_command("search_sync", stdout=io.StringIO())
    assert engines_equal_the_database()


@pytest.mark.parametrize("damage", ["deleted", "emptied", "garbage", "lexicon"])
def test_the_sweeper_rebuilds_an_embedded_index_that_is_lost(sample_site, settings, damage):
    path = Path(settings.SEARCH_ENGINES["tantivy"]["PATH"])
    files = [file for file in path.rglob("*") if file.is_file()]
    if damage == "deleted":
        shutil.rmtree(path)
    elif damage == "emptied":
        (path / "current").unlink()
    else:
        for file in files:
            if damage == "garbage" or file.name == "about.json":
                file.write_bytes(b"x")
    forget_engines()
    call_command("search_sync", stdout=io.StringIO())
    assert upkeep.drift() == (set(), set())
    assert get_engine().health()["version_ok"]


def test_nothing_to_do_is_said(sample_site):
    output = io.StringIO()
    call_command("search_sync", stdout=output)
    assert output.getvalue().strip() == "Rien à rattraper."


def test_changes_that_one_engine_still_wants_are_kept(remote, publish):
    remote.away = True
    publish("Un"), publish("Deux"), publish("Trois")
    with pytest.raises(CommandError):
        call_command("search_sync", stdout=io.StringIO(), stderr=io.StringIO())
    assert Change.objects.filter(pk__gt=EnginePosition.objects.get(engine="remote").applied).count() >= 3


def test_a_copy_unheard_of_for_a_week_no_longer_holds_changes_back(sample_site, publish):
    publish("Un"), publish("Deux")
    EnginePosition.objects.create(engine="tantivy@ancien", applied=0)
    upkeep.prune()
    kept = Change.objects.count()
    EnginePosition.objects.filter(engine="tantivy@ancien").update(seen=timezone.now() - timedelta(days=8))
    upkeep.prune()
    assert kept > Change.objects.count() == 1


def test_changes_applied_to_the_old_index_during_a_rebuild_are_replayed_in_the_new_one(remote, publish, monkeypatch):
    """The other process has noted that it applied them: to an index that is no more."""
    stock = FakeRemote.rebuild

    def rebuild_while_another_process_writes(self, documents, position=0):
        whole = list(documents)
        publish()
        return stock(self, whole, position)

    monkeypatch.setattr(FakeRemote, "rebuild", rebuild_while_another_process_writes)
    upkeep.rebuild("remote", fresh=False)
    assert engines_equal_the_database()


def test_a_rebuild_killed_once_its_index_is_in_place_loses_no_change(remote, publish):
    position, documents = upkeep.newest_change(), list(all_documents())
    during = publish()
    get_engine("tantivy").rebuild(documents, position=position)
    after = publish()
    assert {page_key(during.pk), page_key(after.pk)} <= get_engine("tantivy").digests().keys()
    assert engines_equal_the_database()
    assert get_engine("tantivy").health()["position"] == upkeep.newest_change()


def test_changes_forgotten_during_a_rebuild_are_found_by_comparison(remote, publish, monkeypatch):
    real = upkeep.all_documents

    def meanwhile():
        yield from list(real())
        publish()
        publish(f"Deuxième {WORD}")
        upkeep.prune()

    monkeypatch.setattr(upkeep, "all_documents", meanwhile)
    upkeep.rebuild("tantivy", fresh=False)
    assert engines_equal_the_database()


def test_a_process_that_was_slow_does_not_write_an_older_state(remote, publish, django_capture_on_commit_callbacks):
    page = publish()
    older, position = from_entry(Entry.objects.get(page_id=page.pk)), upkeep.newest_change()
    with django_capture_on_commit_callbacks(execute=True):
        page.title = f"Sortie {WORD}"
        page.save_revision().publish()
    for name in ("tantivy", "remote"):
        get_engine(name).apply([older], [], since=position - 1, position=position)
    assert engines_equal_the_database()


def test_an_engine_added_later_is_filled_without_touching_the_other(sample_site, settings):
    FakeRemote.reset()
    settings.SEARCH_ENGINES = {
        **settings.SEARCH_ENGINES,
        "remote": {"ENGINE": "tests.search.fake_remote.FakeRemote"},
    }
    forget_engines()
    before = get_engine("tantivy").health()
    call_command("search_sync", stdout=io.StringIO())
    assert engines_equal_the_database()
    assert get_engine("tantivy").health() == before
    forget_engines()


def test_a_change_that_leaves_the_document_alone_is_not_sent_to_engines(sample_site):
    newest = upkeep.newest_change()
    with transaction.atomic():
        indexing.enqueue([Entry.objects.first().page_id])
    indexing.sync()
    assert upkeep.newest_change() == newest
    assert not Outbox.objects.exists()


def test_after_a_commit_what_takes_long_is_left(sample_site, monkeypatch):
    pages = list(Entry.objects.values_list("page_id", flat=True))
    monkeypatch.setattr(indexing, "PAGES_AT_ONCE", 5)
    monkeypatch.setattr(indexing, "AFTER_A_COMMIT", 0)
    monkeypatch.setattr(indexing.the_rest, "ask", lambda: None)
    with transaction.atomic():
        indexing.enqueue(pages)
    indexing.sync_quietly()
    assert Outbox.objects.count() == len(pages) - 5
    call_command("search_sync", stdout=io.StringIO())
    assert not Outbox.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_left_after_a_commit_is_done_behind(sample_site, monkeypatch, settings):
    pages = list(Entry.objects.values_list("page_id", flat=True))
    Entry.objects.update(digest="ancien")
    monkeypatch.setattr(indexing, "HURRIED", 5)
    monkeypatch.setattr(indexing, "AFTER_A_COMMIT", 0)
    settings.WORK_BEHIND = True
    with transaction.atomic():
        indexing.enqueue(pages)
    indexing.the_rest.wait()
    assert not Outbox.objects.exists()
    assert not Entry.objects.filter(digest="ancien").exists()
    assert upkeep.drift("tantivy") == (set(), set())


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite : une seule transaction écrit à la fois.")
def test_a_change_numbered_first_and_committed_last_is_not_lost(sample_site):
    late_page, early_page = Entry.objects.all()[:2]
    Entry.objects.filter(pk__in=[late_page.pk, early_page.pk]).update(digest="ancien")
    slow = connection.copy()
    slow.set_autocommit(False)
    with slow.cursor() as cursor:
        cursor.execute("INSERT INTO search_outbox (key, created) VALUES (%s, now())", [late_page.key])
    indexing.enqueue([early_page.page_id])
    indexing.sync()
    assert Entry.objects.filter(digest="ancien").count() == 1
    slow.commit()
    slow.close()
    indexing.sync()
    assert not Entry.objects.filter(digest="ancien").exists()
    assert upkeep.drift() == (set(), set())


def test_each_host_feeds_its_own_copy(sample_site, settings, publish, tmp_path):
    stock = settings.SEARCH_ENGINES["tantivy"]

    def on(host):
        settings.SEARCH_COPY = host
        settings.SEARCH_ENGINES = {"tantivy": {**stock, "PATH": tmp_path / host}}
        forget_engines()

    for host in ("web1", "web2"):
        on(host)
        call_command("search_sync", stdout=io.StringIO())
    publish()  # on web2
    assert upkeep.drift() == (set(), set())
    on("web1")
    assert len(upkeep.drift()[0]) == 1
    call_command("search_sync", stdout=io.StringIO())
    assert upkeep.drift() == (set(), set())
    assert {"tantivy@web1", "tantivy@web2"} <= set(EnginePosition.objects.values_list("engine", flat=True))


@pytest.fixture
def put_back(remote, publish, django_capture_on_commit_callbacks):
    """A page changed since the backup, and the database of the backup, which the indexes are ahead of."""
    page = publish("Atelier du mercredi")
    kept = Entry.objects.filter(page=page.pk).values("document", "digest", "title").get()
    newest = upkeep.newest_change()
    with django_capture_on_commit_callbacks(execute=True):
        page.title = f"Atelier {WORD}"
        page.save_revision().publish()
    Entry.objects.filter(page=page.pk).update(**kept)
    Change.objects.filter(pk__gt=newest).delete()
    EnginePosition.objects.update(applied=newest)
    assert not engines_equal_the_database()


def test_a_database_put_back_older_than_its_indexes_is_seen(put_back):
    done, failures = upkeep.sweep()
    assert len([sentence for sentence in done if "plus récente" in sentence]) == 2
    assert (failures, engines_equal_the_database(), upkeep.sweep()) == ([], True, ([], []))


def test_a_database_put_back_that_changed_again_is_seen_by_the_comparison_of_the_day(put_back, publish):
    publish("Autre chose")
    publish("Encore autre chose")
    upkeep.sweep()
    assert not engines_equal_the_database()
    EnginePosition.objects.update(compared=timezone.now() - upkeep.COMPARED_EVERY - timedelta(minutes=1))
    done, _ = upkeep.sweep()
    assert [sentence.endswith("à la comparaison du jour.") for sentence in done] == [True, True]
    assert engines_equal_the_database()


def test_indexes_are_compared_once_a_day(remote, publish, monkeypatch):
    publish()
    EnginePosition.objects.update(compared=None)
    upkeep.sweep()
    monkeypatch.setattr(upkeep, "repair", lambda name: pytest.fail("compared again"))
    upkeep.sweep()
