"""A statement gives what its queryset would, each time, for the keys of that time."""

from contextlib import suppress
from itertools import count
from threading import Barrier, BrokenBarrierError, Thread
from time import sleep

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from portal.reading.statements import Statement
from resources.models import ResourcePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups():
    return [Group.objects.create(name=name) for name in ("Nord", "Sud", "74639501")]


def test_each_key_finds_its_own(groups):
    named = Statement(lambda key: Group.objects.filter(name=key))
    assert [named(group.name) for group in groups] == [[group] for group in groups]


def test_what_changed_is_seen_at_once(groups):
    by_key = Statement(lambda key: Group.objects.filter(pk=key))
    assert by_key(groups[0].pk)[0].name == "Nord"
    Group.objects.filter(pk=groups[0].pk).update(name="Est")
    assert by_key(groups[0].pk)[0].name == "Est"
    groups[0].delete()
    assert by_key(groups[0].pk) == []


def test_several_keys_in_any_order(groups):
    among = Statement(
        lambda *keys: Group.objects.filter(pk__in=keys).order_by("name").values_list("name", flat=True), 2
    )
    assert among(groups[1].pk, groups[0].pk) == ["Nord", "Sud"]
    with pytest.raises(ValueError):
        among(groups[0].pk)


def test_what_can_find_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Statement(lambda key: Group.objects.filter(pk=key)[:0])(1) == []
        assert Statement(lambda key: Group.objects.none().filter(pk=key))(1) == []


def test_records_are_whole_with_those_beside_them(django_assert_num_queries):
    page = Page.objects.order_by("path").last()
    with_type = Statement(lambda key: Page.objects.select_related("content_type").filter(pk=key))
    (found,) = with_type(page.pk)
    with django_assert_num_queries(0):
        assert found.content_type.pk == page.content_type_id
    assert {field.attname: getattr(found, field.attname) for field in Page._meta.concrete_fields} == {
        field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields
    }


def test_a_thread_asks_on_its_own_connection(groups):
    by_key = Statement(lambda key: Group.objects.filter(pk=key))
    by_key(groups[0].pk)
    used = []

    def ask():
        used.append(by_key._asking(by_key._written(), "default", (groups[0].pk,)).connection)
        used[0].close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert used[0] is not connection


def test_threads_that_come_together_find_it_written_whole(monkeypatch):
    """While a query is written, a second one that writes it too loses its joins: once in four hundred times."""
    monkeypatch.setattr(SQLCompiler, "as_sql", slowly(SQLCompiler.as_sql))
    pages = ResourcePage.objects.filter(pk=1)
    statement = Statement(lambda: pages, keys=0)
    threads = [Thread(target=statement.made) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with CaptureQueriesContext(connection) as asked:
        assert statement() == []
    assert "JOIN" in asked.captured_queries[0]["sql"]


def slowly(write):
    """Both threads, where both come, have begun before one of them is done: it puts back what the other needs."""
    begun, turns = Barrier(2), count(1)

    def slow(compiler, *args, **options):
        set_up = compiler.pre_sql_setup

        def set_up_and_wait(*args, **options):
            with suppress(BrokenBarrierError):
                begun.wait(0.2)
            made = set_up(*args, **options)
            sleep(next(turns) * 0.05)
            return made

        compiler.pre_sql_setup = set_up_and_wait
        return write(compiler, *args, **options)

    return slow
