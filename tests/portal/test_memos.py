"""What a handler keeps before a save, its other half takes after it: once, in the same thread."""

from threading import Thread

from django.contrib.auth.models import Group

from portal.memos import Memo


def test_it_is_taken_once_by_any_object_of_that_record():
    memo = Memo()
    memo.keep(Group(pk=1), [3])
    assert memo.take(Group(pk=1)) == [3]
    assert memo.take(Group(pk=1)) is None


def test_each_save_replaces_what_one_that_failed_left():
    memo = Memo()
    memo.keep(Group(pk=1), [3])
    memo.keep(Group(pk=1), ())
    assert memo.take(Group(pk=1)) == ()


def test_threads_do_not_meet():
    memo, taken = Memo(), []
    memo.keep(Group(pk=1), [3])
    thread = Thread(target=lambda: taken.append(memo.take(Group(pk=1))))
    thread.start()
    thread.join()
    assert taken == [None]
