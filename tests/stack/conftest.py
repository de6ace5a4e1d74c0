"""One stack for the whole folder: built and started once, first without an authority, then with one."""

import time
from collections.abc import Iterator

import pytest

from tests.stack import engine, running
from tests.stack.stack import WEB, Stack
from tests.stack.visitors import Visitor
from tests.stack.waits import Measured, measured

GOAL = 500  # seconds for everything, so that the limit, as always three times the goal, is 25 minutes
FIRST = ("test_first_certificate", "test_tls", "test_edge")
LAST = ("test_backups", "test_renewal", "test_boot_order", "test_secrets_kept", "test_rollout")
OF_REQUESTS = ("DownstreamStatus", "milliseconds")  # lines of logs that would hide all others
_started = time.monotonic()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a stack as it was born goes first, what looks back over the whole run last."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """Before a certificate is there: what wants none, then what need not wait for the authority's return."""
    name, fixtures = item.path.stem, getattr(item, "fixturenames", ())
    if "starting" in fixtures:
        return -7
    if "stack" not in fixtures:
        return -8 if "newborn" in fixtures else -6
    if name in FIRST:
        return FIRST.index(name) - len(FIRST)
    return LAST.index(name) + 1 if name in LAST else 0


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before any fixture: without an engine nothing here is run, and that is no success."""
    if item.get_closest_marker("stack") and not engine.answers():
        pytest.exit(engine.LACKING, returncode=1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: "pytest.CallInfo[None]"):
    report = yield
    stack = getattr(item, "funcargs", {}).get("stack")
    if report.failed and stack:
        for service in ("traefik", WEB):
            said = [line for line in stack.logs(service).splitlines() if not any(word in line for word in OF_REQUESTS)]
            report.sections.append((f"the last that {service} said", "\n".join(said[-30:])))
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and what is skipped is not proven."
    return report


def whole() -> Measured:
    return Measured("everything, from the first line to the last", time.monotonic() - _started, GOAL)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if measured and whole().seconds > whole().limit:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if measured:
        terminalreporter.section("measured")
        for figure in (*measured, whole()):
            terminalreporter.write_line(str(figure))
        if whole().seconds > whole().limit:
            terminalreporter.write_line("FAILED: all of it together took too long", red=True)


@pytest.fixture(scope="session")
def newborn() -> Iterator[Stack]:
    """The shipped stack after its first start, while the authority is away."""
    with running.newborn() as born:
        yield born


@pytest.fixture(scope="session")
def returning(newborn: Stack) -> Iterator["running.Future[None]"]:
    with running.meeting_authority(newborn) as met:
        yield met


@pytest.fixture(scope="session")
def starting(newborn: Stack, returning: "running.Future[None]") -> Stack:
    """The same, while certificates are on their way: for what is not asked over the internet.

    A file of such tests has a fixture `stack` of its own, which is this.
    """
    return newborn


@pytest.fixture(scope="session")
def stack(newborn: Stack, returning: "running.Future[None]") -> Stack:
    """The same, once the authority has come back and certificates are there."""
    returning.result()
    return newborn


@pytest.fixture
def visitor(stack: Stack) -> Iterator[Visitor]:
    with stack.visitor() as session:
        yield session
