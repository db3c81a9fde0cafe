"""Where an index lives: one directory per build, a pointer to the live one, and two locks.

    <path>/current           the name of the live build, replaced in one move
    <path>/write.lock        held while the live index is written, or replaced
    <path>/rebuild.lock      held while a new build is under way
    <path>/build-xxxx/       about.json (what it was built with), position.json, index/ (tantivy's own files)

A process killed anywhere leaves the pointer on a whole build; the kernel gives its locks back, the next rebuild
sweeps what it left.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from search.engines.contract import EngineError
from search.engines.ordering import TAB
from search.engines.tantivy.queries import Counted
from search.engines.tantivy.schema import SCHEMA_VERSION, build_schema
from search.text.analysis import Analyzer
from search.text.correction import Spellings
from search.text.lexicon import Lexicon

MISSING = "L’index n’existe pas encore : lancez « manage.py reindex »."
OUTDATED = "L’index vient d’une version antérieure : lancez « manage.py reindex »."
UNREADABLE = "L’index est illisible : lancez « manage.py reindex »."
BUSY = "L’index est occupé par une autre tâche."

_MOST_TOTALS = 20_000

_ATTEMPTS = 5  # a build may be replaced and swept between reading the pointer and opening it


@contextmanager
def engine_errors(message: str = UNREADABLE) -> Iterator[None]:
    """Whatever goes wrong inside becomes an ``EngineError``: a Rust panic is not even an ``Exception``."""
    try:
        yield
    except EngineError:
        raise
    except Exception as error:
        raise EngineError(f"{message} ({type(error).__name__} : {error})") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise EngineError(f"{message} ({error})") from error


@dataclass(frozen=True)
class Build:
    """One build, on disk."""

    path: Path

    @cached_property
    def about(self) -> dict[str, object]:
        about: dict[str, object] = json.loads((self.path / "about.json").read_text("utf-8"))
        return about

    @cached_property
    def analyzer(self) -> Analyzer:
        return Analyzer(Lexicon.from_json(str(self.about["lexicon"])))

    @property
    def position(self) -> int:
        return int(json.loads((self.path / "position.json").read_text("utf-8")))

    @property
    def size(self) -> int:
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())

    def matches(self, analyzer: Analyzer) -> bool:
        return self.about["schema"] == SCHEMA_VERSION and self.about["analysis"] == analyzer.version

    def stamp(self) -> tuple[int, int]:
        """Changes with every commit, whichever process made it."""
        status = os.stat(self.path / "index" / "meta.json")
        return status.st_mtime_ns, status.st_ino

    def open(self) -> tantivy.Index:
        index = tantivy.Index(build_schema(), path=str(self.path / "index"))
        index.config_reader("manual")
        return index

    def writer(self, memory: int) -> tantivy.IndexWriter:
        """Ready to write, ``memory`` in bytes. To be called while ``write.lock`` is held, or on a build nobody reads.

        A writer killed between its files and its commit leaves them there. The next one counts its operations from
        the same commit, gives the same names to its deletions and refuses to write over a file: they go first.
        """
        writer = self.open().writer(memory, 1)
        writer.garbage_collect_files()
        return writer

    def write_position(self, position: int) -> None:
        _replace(self.path / "position.json", json.dumps(position))

    def describe(self, analyzer: Analyzer) -> None:
        about = {"schema": SCHEMA_VERSION, "analysis": analyzer.version, "lexicon": analyzer.lexicon.canonical}
        _replace(self.path / "about.json", json.dumps(about, ensure_ascii=False))


class Snapshot:
    """An index as it was at one commit: what one search reads from beginning to end."""

    def __init__(self, build: Build, index: tantivy.Index | None = None) -> None:
        if build.about["schema"] != SCHEMA_VERSION:
            raise EngineError(OUTDATED)
        self.build = build
        self.stamp = build.stamp()
        self.index = index or build.open()
        self.index.reload()
        self.searcher = self.index.searcher()
        self.schema = self.index.schema
        self.analyzer = build.analyzer
        self.spellings: dict[str, Spellings] = {}  # by scope, made when a first word is misspelt
        self.counts_of_all: dict[
            tuple[str, tuple[str, ...], tuple[str, ...]], Counted
        ] = {}  # by scope and what is asked
        self._totals: dict[str, dict[tuple[object, ...], int]] = {}

    def totals_of(self, scope: str) -> dict[tuple[object, ...], int]:
        """How many pages have which words, as far as it was asked: the same words are typed again."""
        known = self._totals.setdefault(scope, {})
        if len(known) > _MOST_TOTALS:
            known = self._totals[scope] = {}
        return known

    def stored(self, address: tantivy.DocAddress, name: str) -> str:
        kept: Any = self.searcher.doc(address).get_first(name)
        return str(kept, "utf-8")

    def endings(
        self, field: str, start: str, query: tantivy.Query | None = None, limit: int | None = None
    ) -> list[tuple[str, int]]:
        """(last part, number of documents) of the composite terms that begin so, most frequent first."""
        terms = self.searcher.terms_with_prefix(field, start, query, limit)
        return [(term.rpartition(TAB)[2], documents) for term, documents in terms]

    def is_current(self) -> bool:
        return self.build.stamp() == self.stamp


class Storage:
    def __init__(self, path: str | os.PathLike[str], patience: float) -> None:
        self.path = Path(path)
        self.patience = patience
        self._snapshot: Snapshot | None = None

    def live(self) -> Path:
        with engine_errors():
            try:
                name = (self.path / "current").read_text("utf-8").strip()
            except FileNotFoundError:
                raise EngineError(MISSING) from None
        if not name or os.sep in name:
            raise EngineError(UNREADABLE)
        return self.path / name

    def snapshot(self) -> Snapshot:
        """The newest commit of the live build, read again only when one of two small files has changed."""
        for attempt in range(_ATTEMPTS):
            live = self.live()
            try:
                with engine_errors():
                    return self._read(live)
            except EngineError:
                if attempt and self.live() == live:
                    raise
                time.sleep(0.01)
        raise EngineError(UNREADABLE)

    def _read(self, live: Path) -> Snapshot:
        known = self._snapshot
        if known is None or known.build.path != live:
            known = Snapshot(Build(live))
        elif not known.is_current():
            known = Snapshot(known.build, known.index)
        self._snapshot = known
        return known

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Waits for its turn among all processes and threads, then gives up: a request must not hang."""
        with engine_errors():
            self.path.mkdir(parents=True, exist_ok=True)
            handle = open(self.path / name, "a")  # noqa: SIM115
        with handle:
            deadline = time.monotonic() + self.patience
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise EngineError(BUSY) from None
                    time.sleep(0.02)
            yield

    def new_build(self) -> Build:
        build = Build(self.path / f"build-{time.time_ns():x}-{os.getpid()}")
        (build.path / "index").mkdir(parents=True)
        return build

    def publish(self, build: Build) -> None:
        _replace(self.path / "current", build.path.name)

    def sweep(self) -> None:
        """Removes every build but the live one. Processes that still search one of them hold its files open."""
        live = self.live()
        for build in self.path.glob("build-*"):
            if build != live:
                shutil.rmtree(build, ignore_errors=True)


def _replace(path: Path, text: str) -> None:
    """Writes a file whole or not at all, even when the power goes."""
    partial = path.with_name(f"{path.name}.new")
    with open(partial, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
