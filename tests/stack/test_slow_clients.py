"""Clients that send or read slowly: they wait for themselves, and a visitor does not wait for them."""

import re
from collections import Counter
from operator import ge

import pytest

from tests.stack import slow, visitors
from tests.stack.stack import Stack
from tests.stack.waits import note, pause, wait_until

pytestmark = pytest.mark.stack
ADDED = 0.1  # seconds that a visitor may wait longer


@pytest.fixture(scope="module")
def usual(stack: Stack) -> slow.Waits:
    """What a visitor waits when nobody is slow."""
    slow.waits_of(stack.checkout.roots, pages=10)
    waits = slow.waits_of(stack.checkout.roots)
    note("a visitor's wait, nobody slow (19 of 20 pages)", waits.high, goal=0.1)
    return waits


def compare(stack: Stack, usual: slow.Waits, crowd: slow.Crowd, what: str) -> None:
    """All of them are there and slow before the measure and after it, and go on being slow."""
    count = len(crowd.clients)
    before = wait_until(lambda: crowd.steps, lambda steps: min(steps) > 0, goal=5, what=f"{what} are slow")
    assert crowd.connected == count
    now = slow.waits_of(stack.checkout.roots, pages=100)
    assert crowd.connected == count, [client.broken for client in crowd.clients if not client.is_connected][:3]
    after = [one + 1 for one in before]
    wait_until(lambda: crowd.steps, lambda steps: all(map(ge, steps, after)), goal=5, what=f"{what} go on being slow")
    crowd.stop()
    note(f"added to a visitor's wait by {what} (19 of 20 pages)", max(0.0, now.high - usual.high), goal=ADDED)


def test_200_trickling_bodies_do_not_slow_a_visitor(stack: Stack, usual: slow.Waits) -> None:
    """In the end each sends the rest and is answered by the application, which misses the form's token."""
    with slow.trickling_bodies(stack.checkout.roots, 200) as crowd:
        compare(stack, usual, crowd, "200 trickling bodies")
        answers = [client.rest(b"x" * (slow.LENGTH - client.steps)) for client in crowd.clients]
    assert Counter(answer.split()[1] for answer in answers) == {b"403": 200}
    assert all(b"X-Request-Id" in answer for answer in answers)


def test_500_slow_headers_do_not_slow_a_visitor(stack: Stack, usual: slow.Waits) -> None:
    """In the end each comes to the end of its headers and is served."""
    with slow.slow_headers(stack.checkout.roots, 500) as crowd:
        compare(stack, usual, crowd, "500 slow headers")
        answers = [client.rest(b"\r\n\r\n") for client in crowd.clients]
    assert Counter(answer.split()[1] for answer in answers) == {b"200": 500}
    assert all(b"</html>" in answer for answer in answers)


def test_80_slow_readers_do_not_slow_a_visitor(stack: Stack, usual: slow.Waits) -> None:
    """As many as one address may have at once, and the visitor has the same address: so 80, not 100.

    They are connected until all has been sent to them, so during the measure it had not; in the end each gets all.
    """
    with stack.visitor() as visitor:
        (path, *_) = re.findall(r'src="(/static/[^"]+bundle[^"]*\.js)"', visitor.get("/api/docs/").text)
        file = visitor.get(path).content
    assert len(file) > 1_000_000
    with slow.slow_readers(stack.checkout.roots, path, 80) as crowd:
        compare(stack, usual, crowd, "80 slow readers")
        assert max(len(client.received) for client in crowd.clients) < 10_000
        answers = [client.rest() for client in crowd.clients]
    assert {answer.count(b"HTTP/1.1 200 OK\r\n") for answer in answers} == {3}
    assert min(len(answer) for answer in answers) > 3 * len(file)
    ends = (file[-20:], b"\r\n0\r\n\r\n")  # of a whole file, or of one in pieces
    assert all(answer.endswith(ends) for answer in answers)


def test_a_body_that_comes_slowly_but_comes_is_taken(stack: Stack) -> None:
    """The twin: slow is not refused."""
    with visitors.connected(stack.checkout.roots) as line:
        line.sendall(slow.BODY.replace(b"100000", b"10"))
        for _ in range(10):
            pause(0.2)
            line.sendall(b"x")
        assert line.recv(1024).split()[1] == b"403"  # it reached the application, without a token
