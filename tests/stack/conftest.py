"""One stack for the whole folder: built and started once, first without an authority, then with one."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack import checkout, engine, visitors
from tests.stack import stack as stacks
from tests.stack.stack import Stack
from tests.stack.visitors import LOGIN, Visitor
from tests.stack.waits import measured, wait_until, within

FIRST = ("test_first_certificate", "test_shipped", "test_tls", "test_edge")
LAST = ("test_renewal", "test_certificate_outage", "test_boot_order", "test_secrets_kept")


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
    """The shipped stack after its first `up`, while the authority is away."""
    if not engine.answers():
        pytest.exit(engine.LACKING, returncode=1)
    folder = Path(tempfile.mkdtemp(prefix="colophon-stack-"))
    folder.chmod(0o755)
    copy = checkout.copied(folder)
    checkout.fill_in(copy)
    stack = Stack(copy)
    with visitors.names_resolved():
        try:
            _start(stack)
            yield stack
        finally:
            stack.compose("--profile", "authority", "down", "--volumes", "--remove-orphans", "--timeout", "5")
            shutil.rmtree(folder)


@pytest.fixture(scope="session")
def stack(newborn: Stack) -> Stack:
    """The same, once the authority has come back and certificates are there."""
    newborn.compose("--profile", "authority", "up", "--detach", "--no-deps", "pebble")
    stacks.trust_the_authority(newborn)
    what = "the first certificate comes, from the authority's return"
    wait_until(newborn.serves, goal=100, what=what)
    wait_until(lambda: _provider_answers(newborn), goal=100, what="the identity provider has its certificate too")
    stacks.make_bucket()
    return newborn


@pytest.fixture
def visitor(stack: Stack) -> Iterator[Visitor]:
    with stack.visitor() as session:
        yield session


def _start(stack: Stack) -> None:
    stack.compose("down", "--volumes", "--remove-orphans", "--timeout", "5")
    with within(180, "the image is built"):
        engine.docker(
            "build",
            "--file=compose/django/Dockerfile",
            "--target=production",
            "--tag=colophon:stack",
            ".",
            folder=stack.checkout.folder,
        )
    with within(40, "everything is up and ready, from nothing"):
        stack.make("up")


def _provider_answers(stack: Stack) -> bool:
    with stack.visitor() as visitor:
        return visitor.get(f"https://{LOGIN}/.well-known/openid-configuration", timeout=5).ok
