"""What every test may rely on: a database in the state it asks for, its own index, templates without unknown names."""

import gc
import os
from pathlib import Path

import pytest
from django.template import engines
from hypothesis import settings

from tests import kept_states
from tests.database import DatabaseStates
from tests.elasticsearch_node import elasticsearch_url  # noqa: F401
from tests.templates import StrictWhenUnknown

# From the first browser test on, Playwright keeps an event loop running: Django would refuse every later query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# How long an example takes says how busy the machine is, and nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

TESTS = Path(__file__).parent
ASKS_FOR_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items):
    """What shares a served site, a node or a state of the database goes to one worker: two would make it twice."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
        if item.get_closest_marker("django_db") or ASKS_FOR_A_DATABASE.intersection(item.fixturenames):
            item.add_marker("database")


def group_of(item):
    if "elasticsearch_url" in item.fixturenames or item.get_closest_marker("cluster"):
        return "elasticsearch"
    path = item.path.relative_to(TESTS)
    return path.parts[0] if path.parts[0] in ("browser", "html") else path.as_posix()


@pytest.fixture(autouse=True, scope="session")
def strict_templates():
    engines["django"].engine.string_if_invalid = StrictWhenUnknown()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Where pytest-django leaves room before it makes the database."""
    with kept_states.migrations_kept():
        yield


@pytest.fixture(autouse=True, scope="session")
def rare_collections():
    """Thousands of modules and templates stay for the whole run: looking through them again and again finds nothing."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def database_states(django_db_blocker):
    states = DatabaseStates()
    yield states
    with django_db_blocker.unblock():
        states.drop()


@pytest.fixture
def django_db_setup(request, django_db_setup, database_states, django_db_blocker):
    """pytest-django's own makes the database once; then, before each test, it is put in the state the test asks for."""
    with django_db_blocker.unblock():
        database_states.restore("sample" if "sample_site" in request.fixturenames else "bare")
    yield
    if is_transactional(request):
        database_states.current = None


def pytest_make_parametrize_id(config, val, argname):
    """A file holds the time it was made at: two workers would call one test by two names."""
    return argname if isinstance(val, bytes) else None


def is_transactional(request):
    marker = request.node.get_closest_marker("django_db")
    return (
        bool(marker and (marker.kwargs.get("transaction") or any(marker.args[:1])))
        or "transactional_db" in request.fixturenames
        or "live_server" in request.fixturenames
    )


@pytest.fixture
def sample_site(db):
    """What ``setup_site`` and ``load_sample`` make, with its index: the same for every test, whatever others did."""
    from wagtail.models import Site

    return Site.objects.get(is_default_site=True)
