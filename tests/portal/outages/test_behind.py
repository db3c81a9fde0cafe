"""What outlasts a request is done once for all that asked meanwhile, and a failure does not stop what comes after."""

from threading import Event, current_thread

import pytest

from portal.outages.behind import Behind


@pytest.fixture(autouse=True)
def work_behind(settings):
    settings.WORK_BEHIND = True


def test_what_is_asked_meanwhile_is_done_once_more():
    started, goes_on, done = Event(), Event(), []

    def work():
        started.set()
        assert goes_on.wait(10)
        done.append(1)

    behind = Behind(work)
    behind.ask()
    assert started.wait(10)
    behind.ask()
    behind.ask()
    goes_on.set()
    behind.wait()
    assert len(done) == 2


def test_a_failure_is_told_and_the_next_request_is_served(caplog):
    done = []

    def work():
        done.append(1)
        if len(done) == 1:
            raise ValueError("une panne")

    behind = Behind(work)
    behind.ask()
    behind.wait()
    behind.ask()
    behind.wait()
    assert len(done) == 2
    assert "une panne" in caplog.text


def test_it_is_done_at_once_where_the_setting_says_so(settings):
    settings.WORK_BEHIND = False
    threads = []
    Behind(lambda: threads.append(current_thread())).ask()
    assert threads == [current_thread()]
