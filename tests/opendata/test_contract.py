"""The OpenAPI document is true: whatever is asked, answers are those that it declares, and the server never fails."""

import os

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS, connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from editions.models import Edition, Issue
from tests import factories

DOCUMENT = "/api/v1/openapi.json"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
LEAN, HEAVY = 40, 300  # questions to each address
HOST = {"Host": "testserver", "Accept-Encoding": "identity"}


@pytest.fixture
def one_connection(monkeypatch):
    """At the end of a request a server closes a connection that is within a transaction, as each test is."""
    monkeypatch.setattr(connections[DEFAULT_DB_ALIAS], "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture
def operations(sample_site, one_connection):
    schema = schemathesis.openapi.from_wsgi(DOCUMENT, get_wsgi_application(), headers=HOST)
    return [result.ok() for result in schema.get_all_operations()]


def put(operation, times):
    @settings(
        max_examples=times,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case):
        case.call_and_validate(checks=CHECKS, headers=HOST)

    ask()


def test_what_exists_is_answered_as_declared(operations, client):
    """Each list, and an item of each by its code."""
    factories.prop()
    Issue.objects.create(edition=Edition.objects.get(slug="livret"), state=Issue.State.PUBLISHED)
    one_by_one = [each for each in operations if each.path.endswith("/{code}")]
    assert len(one_by_one) >= 8
    for operation in one_by_one:
        items = client.get(operation.path.removesuffix("/{code}")).json()["items"]
        answer = operation.Case(path_parameters={"code": items[0]["code"]}).call_and_validate(
            checks=CHECKS, headers=HOST
        )
        assert answer.status_code == 200


def test_whatever_is_asked_is_answered_as_declared(operations):
    for operation in operations:
        put(operation, LEAN)


@pytest.mark.contract
@pytest.mark.skipif("API_CONTRACT" not in os.environ, reason="API_CONTRACT is not set")
def test_many_questions_are_answered_as_declared(operations):
    for operation in operations:
        put(operation, HEAVY)
