"""Changes: seen by every process within a second, whole or not at all."""

from __future__ import annotations

import threading
import time

import pytest

from search.engines.contract import EngineError, SearchDocument, SearchRequest
from search.text.lexicon import Lexicon
from tests.search.generated import documents


class WritesContract:
    def test_without_an_index_every_question_is_an_engine_error(self, another) -> None:
        engine = another()
        for question in (
            lambda: engine.search(SearchRequest("école")),
            lambda: engine.suggest("éco"),
            lambda: engine.digests(),
            lambda: engine.apply([SearchDocument("a:1", "Titre", "")], []),
        ):
            with pytest.raises(EngineError, match="^L’index n’existe pas encore : lancez « manage.py reindex »"):
                question()
        health = engine.health()
        assert (health["documents"], health["version_ok"]) == (0, False)
        assert "reindex" in health["error"]

    def test_another_engine_on_the_same_index_sees_each_change_within_a_second(self, build, another) -> None:
        writer, reader = build(SearchDocument("a:1", "Danse", "")), another()
        assert reader.search(SearchRequest("danse")).total == 1
        for change, seen in (
            (([SearchDocument("a:2", "Danse libre", "")], []), {"a:1", "a:2"}),
            (([SearchDocument("a:1", "Musique", "")], []), {"a:2"}),
            (([], ["a:2", "a:7"]), set()),
        ):
            writer.apply(*change)
            deadline = time.monotonic() + 1
            while {hit.key for hit in reader.search(SearchRequest("danse")).hits} != seen:
                assert time.monotonic() < deadline, seen
        assert reader.health()["documents"] == 1

    def test_an_update_replaces_the_whole_document(self, build) -> None:
        engine = build(SearchDocument("a:1", "Danse", "ancien", facets={"theme": ("x",)}))
        new = SearchDocument("a:1", "Danse", "nouveau", facets={"theme": ("y",)})
        engine.apply([new], [])
        result = engine.search(SearchRequest("danse", facets=("theme",)))
        assert (result.total, result.counts) == (1, {"theme": {"y": 1}})
        assert engine.search(SearchRequest("ancien")).total == 0
        assert engine.digests() == {"a:1": new.digest}

    def test_the_last_of_two_versions_wins_and_a_saved_page_is_not_deleted(self, build) -> None:
        engine = build()
        versions = [SearchDocument("a:1", "Ancien", ""), SearchDocument("a:1", "Nouveau", "")]
        engine.apply(versions, ["a:1"])
        assert engine.digests() == {"a:1": versions[1].digest}
        assert engine.rebuild(versions) == 1
        assert engine.digests() == {"a:1": versions[1].digest}

    def test_the_words_of_a_deleted_page_are_forgotten_at_once(self, build) -> None:
        engine = build(SearchDocument("a:1", "Confidentiel", ""), SearchDocument("a:2", "Danse", ""))
        engine.apply([], ["a:1"])
        assert engine.suggest("confid") == []
        answer = engine.search(SearchRequest("confidentil danse"))
        assert (answer.corrected, answer.suggested, answer.missing) == (None, None, ("confidentil",))

    def test_digests_are_those_of_the_documents(self, thousand) -> None:
        engine, brute = thousand
        assert engine.digests() == {document.key: document.digest for document in brute.documents}

    def test_the_position_is_kept_and_never_goes_back(self, build, another) -> None:
        engine = build()
        assert engine.health()["position"] == 0
        engine.apply([SearchDocument("a:1", "Danse", "")], [], position=12)
        engine.apply([], [], position=14)
        engine.apply([], ["a:1"], position=13)
        engine.apply([], [])
        assert another().health()["position"] == 14
        engine.rebuild([], position=3)
        assert another().health()["position"] == 3

    def test_changes_that_do_not_follow_those_held_are_not_written(self, build) -> None:
        engine = build()
        assert engine.apply([SearchDocument("a:1", "Danse", "")], [], since=0, position=4) == 4
        assert engine.apply([SearchDocument("a:2", "Danse", "")], [], since=5, position=6) == 4
        assert set(engine.digests()) == {"a:1"}
        assert engine.apply([SearchDocument("a:2", "Danse", "")], [], since=4, position=6) == 6
        assert set(engine.digests()) == {"a:1", "a:2"}

    def test_an_older_state_written_late_changes_nothing(self, build, another) -> None:
        engine, newest = build(), SearchDocument("a:1", "Danse", "")
        engine.apply([newest], [], position=7)
        assert (
            another().apply([SearchDocument("a:1", "Ancien", ""), SearchDocument("a:2", "Parti", "")], [], position=6)
            == 7
        )
        assert another().apply([], ["a:1"], position=6) == 7
        assert engine.digests() == {"a:1": newest.digest}

    def test_searches_and_changes_go_on_during_a_rebuild(self, build, another) -> None:
        engine, reader = build(*documents(50)), another()
        half, done = threading.Event(), threading.Event()

        def slowly():
            yield from documents(60)
            half.set()
            assert done.wait(10)

        rebuilding = threading.Thread(target=engine.rebuild, args=(slowly(), 5))
        rebuilding.start()
        assert half.wait(10)
        assert engine.health()["documents"] == reader.health()["documents"] == 50
        reader.apply([SearchDocument("a:new", "Zythologie", "")], [], position=6)
        assert engine.search(SearchRequest("zythologie")).total == 1
        done.set()
        rebuilding.join()
        for one in (engine, reader):
            assert (one.health()["documents"], one.health()["position"]) == (60, 5)
            assert one.search(SearchRequest("zythologie")).total == 0

    def test_readers_never_fail_while_others_write_and_rebuild(self, build, another) -> None:
        build(*documents(30))
        stop, errors = threading.Event(), []

        def read() -> None:
            reader = another()
            while not stop.is_set():
                try:
                    assert reader.search(SearchRequest(facets=("theme",))).total >= 25
                except Exception as error:
                    errors.append(error)

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for _ in range(8):
            another().rebuild(documents(30))
            another().apply(documents(2), ["a:none"])
        stop.set()
        for reader in readers:
            reader.join()
        assert errors == []

    def test_changes_from_many_threads_are_all_there(self, build, another) -> None:
        build()
        threads = [
            threading.Thread(target=another().apply, args=([SearchDocument(f"a:{n}", "Danse", "")], []))
            for n in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(another().digests()) == {f"a:{n}" for n in range(6)}

    def test_a_failed_rebuild_leaves_the_old_index_and_the_error(self, build) -> None:
        engine = build(SearchDocument("a:1", "Danse", ""))

        def failing():
            yield SearchDocument("a:2", "Danse", "")
            raise LookupError("base fermée")

        with pytest.raises(LookupError):
            engine.rebuild(failing())
        assert set(engine.digests()) == {"a:1"}
        assert engine.rebuild([]) == 0

    def test_an_index_of_another_lexicon_asks_to_be_rebuilt_and_still_answers(self, build, another) -> None:
        build(SearchDocument("a:1", "Le PRE", ""), lexicon=Lexicon({"PRE": ["programme de réussite éducative"]}))
        newer = another(Lexicon({"PRE": ["plan de relance"]}))
        assert newer.health()["version_ok"] is False
        assert newer.search(SearchRequest("programme de réussite éducative")).total == 1
        assert newer.search(SearchRequest("plan de relance")).corrected is None
        newer.rebuild([SearchDocument("a:1", "Le PRE", "")])
        assert newer.health()["version_ok"] is True
        assert newer.search(SearchRequest("plan de relance")).total == 1

    def test_the_lexicon_may_be_a_function_asked_at_each_rebuild(self, build, another) -> None:
        synonyms: list[list[str]] = []
        engine = another(lambda: Lexicon(synonyms=tuple(synonyms)))
        page = SearchDocument("a:1", "La cantine", "")
        engine.rebuild([page])
        assert engine.search(SearchRequest("réfectoire")).total == 0
        synonyms.append(["cantine", "réfectoire"])
        assert engine.health()["version_ok"] is False
        engine.rebuild([page])
        assert engine.search(SearchRequest("réfectoire")).total == 1
