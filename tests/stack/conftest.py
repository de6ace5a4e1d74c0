"""One stack for the whole folder: built and started once, first without an authority, then with one."""

from collections.abc import Iterator

import pytest

from tests.stack import engine, running
from tests.stack.stack import Stack
from tests.stack.visitors import Visitor
from tests.stack.waits import measured

FIRST = ("test_first_certificate", "test_shipped", "test_tls", "test_edge")
LAST = ("test_renewal", "test_boot_order", "test_secrets_kept")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a stack as it was born goes first, what looks back over the whole run last."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    name = item.path.stem
    if name in FIRST:
        return FIRST.index(name) - len(FIRST)
    return LAST.index(name) + 1 if name in LAST else 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: "pytest.CallInfo[None]"):
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and what is skipped is not proven."
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if measured:
        terminalreporter.section("measured")
        for figure in measured:
            terminalreporter.write_line(str(figure))


@pytest.fixture(scope="session")
def newborn() -> Iterator[Stack]:
    """The shipped stack after its first start, while the authority is away."""
    if not engine.answers():
        pytest.exit(engine.LACKING, returncode=1)
    with running.newborn() as born:
        yield born


@pytest.fixture(scope="session")
def stack(newborn: Stack) -> Stack:
    """The same, once the authority has come back and certificates are there."""
    running.meet_authority(newborn)
    return newborn


@pytest.fixture
def visitor(stack: Stack) -> Iterator[Visitor]:
    with stack.visitor() as session:
        yield session
