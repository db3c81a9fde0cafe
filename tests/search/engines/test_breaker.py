"""Who does not answer is left alone for a while; one call in a while finds out whether it is back."""

from __future__ import annotations

import pytest

from search.engines.breaker import Breaker, GuardedEngine
from search.engines.contract import EngineError, EngineUnavailable
from tests.search.fake_remote import FakeRemote


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Server:
    """Counts who reaches it."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.calls = 0

    def __call__(self, *args) -> str:
        self.calls += 1
        if self.error:
            raise self.error
        return "réponse"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def breaker(clock) -> Breaker:
    return Breaker(cooldown=5, clock=clock)


def fail(breaker: Breaker, server: Server) -> None:
    server.error = EngineUnavailable("délai dépassé")
    with pytest.raises(EngineUnavailable, match="délai"):
        breaker.call(server)


def test_an_answer_goes_through(breaker, server) -> None:
    assert breaker.call(server) == "réponse"


def test_after_a_failure_nobody_waits_for_it(breaker, server, clock) -> None:
    fail(breaker, server)
    clock.now = 4.9
    with pytest.raises(EngineUnavailable, match="sous peu"):
        breaker.call(server)
    assert server.calls == 1


def test_after_the_cooldown_one_call_tries_and_the_others_do_not_wait(breaker, server, clock) -> None:
    fail(breaker, server)
    clock.now = 5.1

    def probe() -> str:
        with pytest.raises(EngineUnavailable, match="sous peu"):
            breaker.call(server)  # another visitor, meanwhile
        return "réponse"

    assert breaker.call(probe) == "réponse"
    assert server.calls == 1


def test_a_probe_that_fails_keeps_it_shut(breaker, server, clock) -> None:
    fail(breaker, server)
    clock.now = 5.1
    fail(breaker, server)
    clock.now = 10
    with pytest.raises(EngineUnavailable, match="sous peu"):
        breaker.call(server)
    assert server.calls == 2


def test_a_probe_that_succeeds_opens_the_way_to_all(breaker, server, clock) -> None:
    fail(breaker, server)
    clock.now, server.error = 5.1, None
    breaker.call(server)
    breaker.call(server)
    assert not breaker.is_open
    assert server.calls == 3


@pytest.fixture
def slow(clock, server):
    """Answers, after half a second."""

    def answer() -> str:
        clock.now += 0.5
        return server()

    return answer


def test_who_answers_slowly_time_after_time_is_left_alone(breaker, server, slow) -> None:
    for _ in range(3):
        assert breaker.ask(slow) == "réponse"
    with pytest.raises(EngineUnavailable, match="sous peu"):
        breaker.ask(slow)
    assert server.calls == 3


def test_a_slow_probe_keeps_it_shut_and_a_quick_one_opens_the_way(breaker, server, slow, clock) -> None:
    for _ in range(3):
        breaker.ask(slow)
    clock.now += 5.1
    assert breaker.ask(slow) == "réponse"
    with pytest.raises(EngineUnavailable, match="sous peu"):
        breaker.ask(server)
    clock.now += 5.1
    assert [breaker.ask(server) for _ in range(2)] == ["réponse", "réponse"]


def test_one_slow_answer_among_quick_ones_is_nothing(breaker, server, slow) -> None:
    for _ in range(5):
        breaker.ask(slow)
        breaker.ask(slow)
        breaker.ask(server)
    assert not breaker.is_open


def test_what_is_written_may_take_its_time(breaker, slow) -> None:
    for _ in range(5):
        breaker.call(slow)
    assert not breaker.is_open


def test_an_index_that_must_be_rebuilt_is_no_silence(breaker, server) -> None:
    server.error = EngineError("index absent")
    for _ in range(2):
        with pytest.raises(EngineError, match="absent"):
            breaker.call(server)
    assert server.calls == 2


def test_operators_are_always_let_through() -> None:
    FakeRemote.reset()
    engine = GuardedEngine(FakeRemote())
    FakeRemote.away = True
    with pytest.raises(EngineUnavailable):
        engine.suggest("par")
    assert engine.health()["error"]
    FakeRemote.away = False
    assert engine.health()["reachable"]
    assert engine.digests() == {}
    with pytest.raises(EngineUnavailable):
        engine.suggest("par")
