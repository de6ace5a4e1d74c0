"""The first minutes of a site whose authority is away: nothing in clear, and then a certificate by itself."""

import socket
import ssl
import urllib.error
import urllib.request

import pytest

from tests.stack import visitors
from tests.stack.stack import Stack
from tests.stack.visitors import HERE, PEOPLE, SITE

pytestmark = pytest.mark.stack


def in_clear(port: int, path: str, method: str = "GET") -> bytes:
    """Whatever comes back to a request without TLS."""
    with socket.create_connection((HERE, port), timeout=10) as line:
        line.sendall(
            f"{method} {path} HTTP/1.1\r\nHost: {PEOPLE}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.mark.parametrize("path", ["/", "/people/?q=a", "/healthz/ready"])
def test_without_a_certificate_port_80_leads_to_https_and_says_nothing_else(newborn: Stack, path: str) -> None:
    head, _, body = in_clear(80, path).partition(b"\r\n\r\n")
    assert head.split()[1] in (b"301", b"308")
    assert f"Location: {SITE}{path}\r\n".encode() in head + b"\r\n"
    assert len(body) < 100


def test_without_a_certificate_a_form_is_not_taken_in_clear(newborn: Stack) -> None:
    assert in_clear(80, "/display/", "POST").split()[1] == b"308"


def test_without_a_certificate_port_80_answers_challenges_itself(newborn: Stack) -> None:
    head = in_clear(80, "/.well-known/acme-challenge/unknown").partition(b"\r\n\r\n")[0]
    assert head.split()[1] == b"404"
    assert b"X-Request-Id" not in head  # the application's


def test_without_a_certificate_https_waits(newborn: Stack) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)):
        visitors.certificate()


def test_without_a_certificate_port_443_says_nothing_in_clear(newborn: Stack) -> None:
    assert b"<html" not in in_clear(443, "/")


def test_the_certificate_comes_by_itself_when_the_authority_is_back(stack: Stack) -> None:
    shown = visitors.certificate()
    assert "Pebble" in shown.issuer.rfc4514_string()
    with stack.visitor() as visitor:
        assert visitor.get("/").status_code == 200


def test_a_stranger_who_does_not_know_the_authority_trusts_nothing(stack: Stack) -> None:
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(SITE, timeout=10)
