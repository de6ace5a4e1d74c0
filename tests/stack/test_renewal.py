"""A certificate is renewed before its short life ends, and the stored one serves while the authority is away."""

import datetime

import pytest
from cryptography import x509

from tests.stack import visitors
from tests.stack.stack import Stack
from tests.stack.waits import equal, wait_until

pytestmark = pytest.mark.stack


def left(shown: x509.Certificate) -> float:
    """Seconds that a certificate still holds."""
    return (shown.not_valid_after_utc - datetime.datetime.now(datetime.UTC)).total_seconds()


def shown_now() -> x509.Certificate:
    """What the edge shows. One that has expired must never be seen, so it ends the wait."""
    now = visitors.certificate()
    assert left(now) > 0, "an expired certificate was shown"
    return now


def test_a_certificate_is_renewed_before_its_end(stack: Stack) -> None:
    first = visitors.certificate()
    assert left(first) > 0
    assert (first.not_valid_after_utc - first.not_valid_before_utc).total_seconds() < 600

    shown = wait_until(shown_now, lambda now: now != first, goal=60, what="a certificate is renewed")
    assert shown.serial_number != first.serial_number
    assert left(first) > 0  # the old one would still have held


def test_while_the_authority_is_away_the_stored_certificate_serves(stack: Stack) -> None:
    """Right after a renewal, so that the stored one outlives this test; the proxy starts anew and asks nobody."""
    first = visitors.certificate()
    stack.disconnect("pebble", "outside")
    try:
        stack.compose("restart", "traefik")
        what = "the site serves after a restart of the proxy, the authority away"
        wait_until(stack.answers, equal(200), goal=10, what=what)
        assert visitors.certificate().serial_number == first.serial_number
    finally:
        stack.reconnect("pebble", "outside")
    what = "a certificate is renewed after the authority was away"
    wait_until(shown_now, lambda now: now != first, goal=60, what=what)
