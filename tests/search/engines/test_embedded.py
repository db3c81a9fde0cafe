"""The embedded engine keeps the contract, and survives what happens to files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.engines.contract import EngineError, SearchDocument, SearchRequest
from search.engines.tantivy import storage as tantivy_storage
from search.engines.tantivy.engine import EmbeddedEngine
from tests.search.engine_contract import EngineContract
from tests.search.generated import documents

ROOT = Path(__file__).resolve().parents[3]

ENDLESS_REBUILD = """
import itertools, sys
from search.engines.tantivy.engine import EmbeddedEngine
from tests.search.generated import documents
def endless():
    for number in itertools.count():
        if number == 20:
            print("building", flush=True)
        yield next(documents(1, seed=number))
EmbeddedEngine(sys.argv[1]).rebuild(endless())
"""

ENDLESS_CHANGES = """
import itertools, sys
from search.engines.contract import SearchDocument
from search.engines.tantivy.engine import EmbeddedEngine
engine = EmbeddedEngine(sys.argv[1])
for number in itertools.count(1):
    engine.apply([SearchDocument(f"n:{number}", "Danse", "")], [], position=number)
    print("applied", flush=True)
"""


class TestEmbedded(EngineContract):
    @pytest.fixture(scope="class")
    @classmethod
    def engines(cls, tmp_path_factory):
        folder = tmp_path_factory.mktemp("indexes")
        return lambda name, lexicon=None: EmbeddedEngine(folder / name, lexicon)


@pytest.fixture
def index(tmp_path) -> Path:
    EmbeddedEngine(tmp_path / "index").rebuild(documents(30))
    return tmp_path / "index"


def kill_after_first_line(script: str, index: Path, wait: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", script, str(index)], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout.readline()
    time.sleep(wait)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def builds(index: Path) -> list[Path]:
    return list(index.glob("build-*"))


@pytest.mark.parametrize("wait", [0, 0.05])
def test_a_process_killed_in_a_rebuild_leaves_the_old_index(index: Path, wait: float) -> None:
    kill_after_first_line(ENDLESS_REBUILD, index, wait)
    engine = EmbeddedEngine(index)
    assert engine.search(SearchRequest()).total > 0
    assert engine.health()["documents"] == 30
    assert len(builds(index)) == 2
    assert engine.rebuild(documents(40)) == engine.health()["documents"] == 40
    assert len(builds(index)) == 1


@pytest.mark.parametrize("wait", [0, 0.01, 0.03])
def test_a_process_killed_in_its_changes_leaves_a_whole_index(index: Path, wait: float) -> None:
    kill_after_first_line(ENDLESS_CHANGES, index, wait)
    engine = EmbeddedEngine(index)
    health = engine.health()
    # A position never runs ahead of the documents: what it says to be there is there.
    applied = [key for key in engine.digests() if key.startswith("n:")]
    assert health["position"] <= len(applied) <= health["position"] + 1
    engine.apply([SearchDocument("n:last", "Danse", "")], [])
    assert "n:last" in engine.digests()


@pytest.mark.parametrize("changes", [1, 3])
def test_a_process_killed_before_its_commit_leaves_nothing_in_the_way_of_the_next(index: Path, changes: int) -> None:
    meta = next(index.glob("build-*/index/meta.json"))
    for number in range(changes):
        EmbeddedEngine(index).apply([SearchDocument(f"n:{number}", "Danse", "")], [])
    committed = meta.read_bytes()
    keys = list(EmbeddedEngine(index).digests())
    EmbeddedEngine(index).apply([SearchDocument("n:new", "Danse", "")], keys[:3])
    # What a kill leaves: each file of the change is there, the commit that names them is not.
    meta.write_bytes(committed)
    engine = EmbeddedEngine(index)
    engine.apply([SearchDocument("n:new", "Danse", "")], keys[1:4])
    assert set(engine.digests()) == {"n:new", keys[0], *keys[4:]}
    files = set(meta.parent.iterdir())
    engine.apply([], ["n:absent"])
    assert set(meta.parent.iterdir()) == files


def test_a_change_waits_for_its_turn_then_gives_up(index: Path) -> None:
    engine = EmbeddedEngine(index, patience=0.1)
    with tantivy_storage.Storage(index, 1).locked("write.lock"):
        with pytest.raises(EngineError, match="occupé"):
            engine.apply([SearchDocument("n:1", "Danse", "")], [])
        assert engine.search(SearchRequest()).total > 0
    engine.apply([SearchDocument("n:1", "Danse", "")], [])
    assert "n:1" in engine.digests()


def test_two_rebuilds_do_not_mix(index: Path) -> None:
    with tantivy_storage.Storage(index, 1).locked("rebuild.lock"), pytest.raises(EngineError, match="occupé"):
        EmbeddedEngine(index, patience=0.05).rebuild([])
    assert EmbeddedEngine(index).health()["documents"] == 30


@pytest.mark.parametrize("damage", ["empty", "garbage", "gone"])
def test_damaged_files_are_an_engine_error_and_a_rebuild_mends_them(index: Path, damage: str) -> None:
    for file in [path for path in index.rglob("*") if path.is_file()]:
        whole = file.read_bytes()
        if damage == "gone":
            file.unlink()
        else:
            file.write_bytes(b"" if damage == "empty" else b"\xff{" + whole[len(whole) // 2 :])
        engine = EmbeddedEngine(index)
        for question in (lambda: engine.search(SearchRequest("parent", facets=("theme",))), engine.digests):  # noqa: B023
            try:
                question()
            except EngineError as error:
                assert "reindex" in str(error), file
        engine.health()
        file.write_bytes(whole)
    (index / "current").write_text("../ailleurs")
    with pytest.raises(EngineError, match="illisible"):
        EmbeddedEngine(index).search(SearchRequest())
    assert EmbeddedEngine(index).rebuild(documents(5)) == 5
    assert EmbeddedEngine(index).health()["error"] == ""


def test_an_index_of_another_schema_is_not_read(index: Path, monkeypatch) -> None:
    monkeypatch.setattr(tantivy_storage, "SCHEMA_VERSION", 99)
    engine = EmbeddedEngine(index)
    with pytest.raises(EngineError, match="version antérieure"):
        engine.search(SearchRequest())
    assert engine.health()["version_ok"] is False
    engine.rebuild(documents(5))
    assert engine.health()["version_ok"] is True


def test_an_index_of_another_analysis_asks_to_be_rebuilt(index: Path, monkeypatch) -> None:
    assert EmbeddedEngine(index).health()["version_ok"] is True
    monkeypatch.setattr("search.text.analysis.ANALYSIS_VERSION", 99)
    assert EmbeddedEngine(index).health()["version_ok"] is False


def test_a_path_that_cannot_hold_an_index_is_an_engine_error(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    engine = EmbeddedEngine(tmp_path / "file")
    for call in (lambda: engine.search(SearchRequest()), lambda: engine.rebuild([]), lambda: engine.apply([], ["a"])):
        with pytest.raises(EngineError):
            call()
    assert engine.health()["error"]
