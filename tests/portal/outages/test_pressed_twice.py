"""Pressed twice: the second press waits a few seconds for the first, no more."""

import pytest

from portal.outages import pressed_twice
from portal.outages.pressed_twice import wait_while


def test_it_waits_as_long_as_the_first_goes_on(monkeypatch):
    looks = [True, True, False]
    monkeypatch.setattr(pressed_twice.time, "sleep", lambda seconds: looks.pop(0))
    wait_while(lambda: looks[0])
    assert looks == [False]


def test_what_is_done_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(pressed_twice.time, "sleep", lambda seconds: pytest.fail("waited"))
    wait_while(lambda: False)


def test_it_does_not_wait_for_ever(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(pressed_twice.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(pressed_twice.time, "sleep", lambda seconds: clock.__setitem__(0, clock[0] + seconds))
    wait_while(lambda: True)
    assert pressed_twice.PATIENCE <= clock[0] < pressed_twice.PATIENCE + 2 * pressed_twice.LOOKED_AT
