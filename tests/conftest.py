"""The embedded database for the whole run, and the four people every page is asked by."""

import contextlib
import os
import shutil
import signal

import pytest
from django.conf import settings
from django.test import Client

from config.local import postgres
from tests import cast, redis_server

_parts = contextlib.ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # begun in the background; what tests start would inherit it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    is_worker = hasattr(config, "workerinput")
    if not is_worker and not os.environ.get("DATABASE_URL"):
        _parts.enter_context(postgres.running("tests"))


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    _parts.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not redis_server.PROGRAM:
        terminalreporter.write_line(f"WARNING: {redis_server.LACKING}", red=True, bold=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A database of this run's own, so that two runs at once do not take each other's away."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "only")
    settings.DATABASES["default"]["TEST"] = {
        **settings.DATABASES["default"].get("TEST", {}),
        "NAME": f"test_{run}_{worker}",
    }


@pytest.fixture
def ada(db) -> cast.Member:
    return cast.join("ada", "Ada Lovelace")


@pytest.fixture
def ben(db) -> cast.Member:
    return cast.join("ben", "Ben Jonson")


@pytest.fixture
def cleo(db) -> cast.Member:
    return cast.join("cleo", "Cleo Damaskinou")


@pytest.fixture
def stranger() -> Client:
    return Client()


@pytest.fixture(scope="module")
def aws():
    """A bucket, a vault, a mailbox and metrics, as they are in AWS, in a server on this machine."""
    from tests import bucket_server

    with bucket_server.running() as server:
        yield server


@pytest.fixture
def queries_of(django_assert_num_queries):
    """Assert how many queries a block makes."""
    return django_assert_num_queries
