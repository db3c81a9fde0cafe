"""The generation: it changes with every visible change, in the change's transaction, and with nothing else."""

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query as SearchQuery
from wagtail.models import Page

from actions.models import ActionPage
from catalog.models import Term
from portal.cache import changes
from portal.models import User, VisibleChange
from tests import factories

pytestmark = pytest.mark.django_db


def generation():
    return changes.read_generation()


def rows():
    return VisibleChange.objects.count()


VISIBLE = [
    'INSERT INTO "home_change" ("note") VALUES (%s)',
    "insert or ignore into search_entry values (1)",
    'UPDATE "wagtailcore_page" SET "title" = %s WHERE "id" = %s',
    'UPDATE "wagtailcore_page" SET "draft_title" = %s, "title" = %s WHERE "id" = %s',
    'UPDATE "wagtailcore_page" SET "draft_title" = "title" WHERE "id" = %s',
    "UPDATE wagtailcore_page SET path = '0002' || SUBSTR(path, 5)",
    'UPDATE "search_engineposition" SET "applied" = %s WHERE "id" = %s',
    'DELETE FROM "portal_rendition" WHERE "id" = %s',
    'TRUNCATE "home_change", "wagtailcore_page"',
    "COPY home_change FROM STDIN",
    'WITH old AS (DELETE FROM "home_change" RETURNING *) SELECT * FROM old',
    "CALL anything()",
    '/* by hand */ UPDATE "home_change" SET "note" = 1',
]
INVISIBLE = [
    'SELECT * FROM "home_change"',
    '(SELECT "id" FROM "home_change") UNION (SELECT 1)',
    "WITH RECURSIVE t AS (SELECT 1) SELECT * FROM t",
    "PRAGMA foreign_keys = ON",
    'SAVEPOINT "s1"',
    'ROLLBACK TO SAVEPOINT "s1"',
    'CREATE TABLE "x" ("id" integer)',
    'INSERT INTO "django_session" ("session_key") VALUES (%s)',
    'UPDATE "portal_user" SET "last_login" = %s WHERE "id" = %s',
    'INSERT INTO "portal_rendition" ("file") VALUES (%s)',
    'INSERT INTO "wagtailcore_revision" ("content") VALUES (%s)',
    'DELETE FROM "search_outbox" WHERE "id" = %s',
    'UPDATE "wagtailcore_page" SET "draft_title" = %s, "locked_by_id" = NULL WHERE "id" = %s',
    'UPDATE "directory_glossaryentry" SET "latest_revision_id" = %s, "has_unpublished_changes" = %s WHERE "id" = %s',
]


@pytest.mark.parametrize("sql", VISIBLE)
def test_statements_that_visitors_may_see(sql):
    assert changes.is_visible(sql)


@pytest.mark.parametrize("sql", INVISIBLE)
def test_statements_that_no_visitor_sees(sql):
    assert not changes.is_visible(sql)


def raw(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.mark.parametrize(
    "change",
    [
        lambda page: Page.objects.filter(pk=page.pk).update(title="Autre"),
        lambda page: Page.objects.bulk_update([page.page_ptr], ["slug"]),
        lambda page: raw("UPDATE wagtailcore_page SET title = %s", "Autre"),
        lambda page: factories.contact().delete(),
        lambda page: factories.organization().sectors.add(Term.objects.get(code="cite-nord")),
        lambda page: factories.restrict(page.page_ptr),
        lambda page: changes.bump(),
    ],
)
def test_every_way_of_changing_counts(sample_site, change):
    before = generation()
    change(ActionPage.objects.get(code="fiche-26"))
    assert generation() != before


def test_executemany_counts_once(sample_site):
    before = generation()
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE home_change SET note = %s WHERE id = %s", [("a", 1), ("b", 2)])
    assert generation() != before


def test_what_editors_do_among_themselves_does_not_count(sample_site, admin_user):
    before = generation()
    User.objects.filter(pk=admin_user.pk).update(last_login=timezone.now())
    admin_user.groups.clear()
    assert generation() == before


def test_a_draft_does_not_count(sample_site, django_capture_on_commit_callbacks):
    page = ActionPage.objects.get(code="fiche-26")
    before = generation()
    with django_capture_on_commit_callbacks(execute=True):
        page.title = "Brouillon"
        page.save_revision()
    assert generation() == before


def test_the_changes_of_a_transaction_are_one_row(sample_site):
    generation()
    before = rows()
    with transaction.atomic():
        factories.action()
        factories.contact()
    assert rows() == before + 1


def test_a_change_after_a_reading_in_the_same_transaction_is_another(sample_site):
    factories.contact()
    seen = generation()
    factories.contact()
    assert generation() != seen


def test_a_savepoint_rolled_back_takes_its_row_along(sample_site):
    seen = generation()
    with pytest.raises(RuntimeError), transaction.atomic():
        factories.contact()
        raise RuntimeError
    factories.contact()
    assert generation() != seen


def test_so_does_one_made_by_hand(sample_site):
    seen = generation()
    savepoint = transaction.savepoint()
    factories.contact()
    transaction.savepoint_rollback(savepoint)
    factories.contact()
    assert generation() != seen


def test_so_does_one_undone_in_sql(sample_site):
    with transaction.atomic():
        raw("SAVEPOINT mine")
        Page.objects.update(title="Défait")
        raw("ROLLBACK TO SAVEPOINT mine")
        before = rows()
        Page.objects.update(title="Fait")
        assert rows() == before + 1


@pytest.mark.django_db(transaction=True)
def test_a_transaction_after_a_change_outside_of_any_is_another():
    SearchQuery.objects.create(query_string="cantine")
    before = rows()
    with transaction.atomic():
        SearchQuery.objects.update(query_string="repas")
    assert rows() == before + 1


def test_the_words_of_a_promoted_result_count(sample_site):
    SearchQuery.objects.create(query_string="cantine")
    before = generation()
    SearchQuery.objects.update(query_string="repas")
    assert generation() != before


@pytest.mark.parametrize(
    "sql", ["UPDATE home_change SET note = %s WHERE id = -1", "DELETE FROM home_change WHERE note = %s"]
)
def test_what_meets_no_row_changes_nothing(sample_site, sql):
    before = generation()
    raw(sql, "aucune")
    assert generation() == before


def test_rows_given_back_count_before_they_are_fetched(sample_site):
    before = generation()
    raw("UPDATE wagtailcore_page SET title = %s RETURNING id", "Autre")
    assert generation() != before


def test_a_row_of_the_outer_block_survives_the_inner_ones_rollback(sample_site):
    seen = generation()
    factories.contact()
    with pytest.raises(RuntimeError), transaction.atomic():
        factories.contact()
        raise RuntimeError
    assert generation() != seen


def test_pruning_keeps_the_generation(sample_site):
    for _number in range(3):
        changes.bump()
    before = generation()
    assert changes.prune() > 3
    assert (generation(), rows()) == (before, 1)


def test_rows_are_pruned_on_the_way(sample_site, monkeypatch):
    monkeypatch.setattr(changes, "PRUNE_EVERY", 1)
    for _number in range(4):
        seen = generation()
        factories.contact()
        assert generation() > seen
    assert rows() == 1


def test_before_its_table_exists_nothing_fails(sample_site, monkeypatch):
    (recorder,) = [each for each in connection.execute_wrappers if isinstance(each, changes.Recorder)]
    monkeypatch.setattr(recorder, "is_ready", False)
    monkeypatch.setattr(connection.introspection, "table_names", list)
    before = rows()
    factories.contact()
    assert rows() == before


def test_a_connection_is_watched_once():
    changes.record_changes(connection)
    assert sum(isinstance(each, changes.Recorder) for each in connection.execute_wrappers) == 1
