"""Every error has words of its own, in HTML and as a problem."""

import psycopg
import pytest
from django.db import DataError, InterfaceError, InternalError, OperationalError
from django.test import RequestFactory
from psycopg import errors as sqlstates
from psycopg_pool import PoolTimeout

from profiles.pages import errors

STATUSES = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_page_with_what_happened_and_what_to_do(db, status):
    request = RequestFactory().get("/")
    answer = errors.page(request, status, retry_after=7 if status in (429, 503) else None)
    words = errors.WORDS.get(status, errors.OTHERWISE)
    page = answer.content.decode()
    assert answer.status_code == status
    assert str(words.title) in page
    assert answer.headers.get("Retry-After") == ("7" if status in (429, 503) else None)


def test_no_two_errors_say_the_same():
    assert len({str(words.title) for words in (*errors.WORDS.values(), errors.OTHERWISE)}) == len(STATUSES)


def as_django_tells(told: type[Exception], cause: Exception) -> Exception:
    problem = told()
    problem.__cause__ = cause
    return problem


@pytest.mark.parametrize(
    ("problem", "is_away"),
    [
        (OperationalError(), True),
        (InterfaceError(), True),
        (PoolTimeout(), True),
        (as_django_tells(OperationalError, PoolTimeout()), True),
        (as_django_tells(OperationalError, psycopg.OperationalError("refused")), True),
        (as_django_tells(OperationalError, sqlstates.ConnectionFailure()), True),
        (as_django_tells(OperationalError, sqlstates.TooManyConnections()), True),
        (as_django_tells(OperationalError, sqlstates.AdminShutdown()), True),
        (as_django_tells(InternalError, sqlstates.ReadOnlySqlTransaction()), True),
        (as_django_tells(OperationalError, sqlstates.LockNotAvailable()), True),
        (as_django_tells(OperationalError, sqlstates.DeadlockDetected()), True),
        (as_django_tells(OperationalError, sqlstates.SerializationFailure()), True),
        (as_django_tells(OperationalError, sqlstates.ProgramLimitExceeded()), False),
        (as_django_tells(OperationalError, sqlstates.StatementTooComplex()), False),
        (as_django_tells(DataError, psycopg.DataError("NUL")), False),
        (as_django_tells(InternalError, sqlstates.InFailedSqlTransaction()), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_away_is_the_database_that_does_not_answer_and_not_one_that_refuses(problem, is_away):
    assert errors.is_unavailable(problem) is is_away
