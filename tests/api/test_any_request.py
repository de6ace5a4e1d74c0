"""Requests of all kinds, made up from the description of the API: what it allows and what it does not."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from profiles.accounts.api_tokens import Scope
from profiles.people.models import Kind
from tests.api.feed_told import commit
from tests.api.tokens import text_of

# Not whether everything that fits the description is taken: an ORCID iD has a checksum, a cursor is one of ours.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 12  # of each address and kind: some 25 seconds in all
OPERATIONS = [
    "me",
    "change_me",
    "people",
    "person",
    "lookup",
    "affiliations",
    "organizations",
    "interests",
    "suggest",
    "facets",
    "changes",
]

NEVER_WRONG = ("me", "person")  # they take nothing, and any text


@pytest.fixture(scope="module")
def described():
    schema = schemathesis.openapi.from_dict(json.loads(Client().get("/api/schema/?format=json").content))
    schema.app = get_wsgi_application()
    schema.config.update(base_url="http://testserver")
    return {result.ok().definition.raw["operationId"]: result.ok() for result in schema.get_all_operations()}


def test_every_operation_is_asked(described):
    assert sorted(described) == sorted(OPERATIONS)


@pytest.fixture
def one_connection():
    """The server's own end of a request would close it, and with it the test's transaction."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.mark.parametrize(
    ("operation", "mode"),
    [
        (operation, mode)
        for operation in OPERATIONS
        for mode in GenerationMode
        if mode == GenerationMode.POSITIVE or operation not in NEVER_WRONG
    ],
)
@pytest.mark.usefixtures("one_connection")
def test_whatever_is_asked_the_answer_is_as_described(described, ada, ben, operation, mode):
    ada.add(Kind.POSITIONS, title="Analyst", organization_name="A salon", started_on="1843")
    ada.add(Kind.INTERESTS, title="engines")
    ada.publish()
    ben.publish()
    commit()
    with connection.cursor() as cursor:  # making requests up takes its time on a busy machine
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    headers = {"Host": "testserver"}
    if operation in ("me", "change_me"):
        headers["Authorization"] = f"Bearer {text_of(ada, Scope.ME_WRITE)}"

    @seeded(1)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=described[operation].as_strategy(mode))
    def ask(case) -> None:
        case.validate_response(case.call(headers=headers), checks=CHECKS)

    ask()
