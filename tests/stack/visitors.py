"""Somebody on the internet: resolves the test's names, trusts the test's authority, and may send any bytes."""

import contextlib
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests
from cryptography import x509

HERE = "127.0.0.1"
PEOPLE = "people.colophon.test"
LOGIN = "login.colophon.test"
SITE = f"https://{PEOPLE}"
SECONDS = 30.0


@contextlib.contextmanager
def names_resolved() -> Iterator[None]:
    """Names below colophon.test lead to this machine, for this process alone."""

    before = socket.getaddrinfo  # another block may have changed it already

    def resolved(host: Any, *arguments: Any, **how: Any) -> Any:
        is_ours = isinstance(host, str) and host.endswith(".colophon.test")
        return before(HERE if is_ours else host, *arguments, **how)

    socket.getaddrinfo = resolved
    try:
        yield
    finally:
        socket.getaddrinfo = before


class Visitor(requests.Session):
    """Reads the site by its paths; keeps cookies and connections, and follows nothing by itself."""

    def __init__(self, roots: Path) -> None:
        super().__init__()
        self.trust_env = False
        self.verify = str(roots)

    def request(self, method: Any, url: Any, *arguments: Any, **how: Any) -> requests.Response:
        how = {"timeout": SECONDS, **how, "allow_redirects": False}
        address = url if "://" in url else SITE + url
        return super().request(method, address, *arguments, **how)


def connected(roots: Path, name: str = PEOPLE, context: ssl.SSLContext | None = None) -> ssl.SSLSocket:
    """A TLS connection on which the caller writes what it likes."""
    plain = socket.create_connection((HERE, 443), timeout=SECONDS)
    return (context or ssl.create_default_context(cafile=str(roots))).wrap_socket(plain, server_hostname=name)


def speaking_only(version: ssl.TLSVersion, roots: Path) -> ssl.SSLContext:
    """A client of one TLS version, as lenient about old ciphers as an old machine."""
    context = ssl.create_default_context(cafile=str(roots))
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.options &= ~(ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)
    context.minimum_version = context.maximum_version = version
    return context


def certificate(name: str = PEOPLE) -> x509.Certificate:
    """What the edge shows for a name, whoever signed it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with (
        socket.create_connection((HERE, 443), timeout=SECONDS) as plain,
        context.wrap_socket(plain, server_hostname=name) as secured,
    ):
        shown = secured.getpeercert(binary_form=True)
    assert shown
    return x509.load_der_x509_certificate(shown)


def exchange(roots: Path, sent: bytes, name: str = PEOPLE) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer to these very bytes; the connection must be one that closes."""
    with connected(roots, name) as line:
        line.sendall(sent)
        received = b"".join(iter(lambda: line.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines if ": " in line)
    return int(status.split()[1]), {field.lower(): value for field, value in headers.items()}, body


def asked(path: str, *headers: str, host: str = PEOPLE) -> bytes:
    """A GET as it goes over the line, with headers that a library would not send."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def seconds_for(visitor: Visitor, path: str = "/") -> float:
    """How long a visitor waits for one page."""
    started = time.monotonic()
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.status_code
    return time.monotonic() - started
