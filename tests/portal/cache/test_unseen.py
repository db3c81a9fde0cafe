"""Which tables no visitor sees: each app names its own, and a name that no table has is an error."""

import pytest
from django.apps import apps
from django.core import checks

from portal.cache import unseen


@pytest.fixture
def fresh_names():
    unseen.unseen_tables.cache_clear()
    yield
    unseen.unseen_tables.cache_clear()


@pytest.mark.parametrize(
    "table",
    [
        "search_outbox",
        "catalog_termuse",
        "portal_user_groups",
        "axes_accesslog",
        "wagtailcore_revision",
        "django_session",
    ],
)
def test_a_table_that_no_page_reads_is_unseen(table):
    assert table in unseen.unseen_tables()


@pytest.mark.parametrize(
    "table",
    [
        "wagtailcore_page",
        "wagtailcore_referenceindex",
        "search_entry",
        "catalog_term",
        "wagtailcore_pageviewrestriction",
    ],
)
def test_a_table_that_pages_read_is_seen(table):
    assert table not in unseen.unseen_tables()


def test_every_unseen_table_is_that_of_a_model():
    assert unseen.unseen_tables_exist() == []


def test_a_name_that_no_table_has_is_an_error_of_the_check_of_the_site(monkeypatch, fresh_names):
    monkeypatch.setattr(apps.get_app_config("search"), "unseen_tables", ("search_outbox", "search_outboxes"))
    [error] = [found for found in checks.run_checks() if found.id == "portal.E003"]
    assert "search_outboxes" in error.msg


def test_an_app_hides_only_its_own_tables():
    for config in apps.get_app_configs():
        assert set(getattr(config, "unseen_tables", ())) <= unseen.tables_of(config)
