"""Clients that send or read slowly: they wait for themselves, and a visitor does not wait for them."""

import re

import pytest

from tests.stack import slow, visitors
from tests.stack.stack import Stack
from tests.stack.waits import note, pause

pytestmark = pytest.mark.stack
ADDED = 0.1  # seconds that a visitor may wait longer


@pytest.fixture(scope="module")
def usual(stack: Stack) -> slow.Waits:
    """What a visitor waits when nobody is slow."""
    slow.waits_of(stack.checkout.roots, pages=10)
    waits = slow.waits_of(stack.checkout.roots)
    note("a visitor's wait, nobody slow (19 of 20 pages)", waits.high, goal=0.1)
    return waits


def compare(stack: Stack, usual: slow.Waits, what: str) -> None:
    now = slow.waits_of(stack.checkout.roots, pages=150)
    note(f"added to a visitor's wait by {what} (19 of 20 pages)", max(0.0, now.high - usual.high), goal=ADDED)


def test_200_trickling_bodies_do_not_slow_a_visitor(stack: Stack, usual: slow.Waits) -> None:
    with slow.trickling_bodies(stack.checkout.roots, 200) as lines:
        compare(stack, usual, "200 trickling bodies")
        assert slow.still_connected(lines) == 200


def test_500_slow_headers_do_not_slow_a_visitor(stack: Stack, usual: slow.Waits) -> None:
    with slow.slow_headers(stack.checkout.roots, 500) as lines:
        compare(stack, usual, "500 slow headers")
        assert slow.still_connected(lines) == 500


def test_80_slow_readers_do_not_slow_a_visitor(stack: Stack, usual: slow.Waits) -> None:
    """As many as one address may have at once, and the visitor has the same address: so 80, not 100."""
    with stack.visitor() as visitor:
        (path, *_) = re.findall(r'src="(/static/[^"]+bundle[^"]*\.js)"', visitor.get("/api/docs/").text)
        assert len(visitor.get(path).content) > 1_000_000
    with slow.slow_readers(stack.checkout.roots, path, 80):
        compare(stack, usual, "80 slow readers")


def test_a_body_that_comes_slowly_but_comes_is_taken(stack: Stack) -> None:
    """The twin: slow is not refused."""
    with visitors.connected(stack.checkout.roots) as line:
        line.sendall(slow.BODY.replace(b"100000", b"10").replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        for _ in range(10):
            pause(0.2)
            line.sendall(b"x")
        assert line.recv(1024).split()[1] == b"403"  # it reached the application, without a token
