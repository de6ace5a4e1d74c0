"""The doctor's look at the certificate that visitors see."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from profiles.operations.doctor import certificate
from profiles.operations.doctor.findings import State
from tests.providers import keys


@contextlib.contextmanager
def server(folder: Path, *, since: float, until: float, name: str = "localhost") -> Iterator[tuple[int, str]]:
    """A TLS server whose certificate lives from and to so many days from now: its port, and who vouches for it."""
    key, now = keys.ec_key("certificate"), datetime.now(UTC)
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now + timedelta(since)).not_valid_after(now + timedelta(until))
    made = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), False).sign(key, hashes.SHA256())
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_greet, args=(listening, context), daemon=True).start()
    with contextlib.closing(listening):
        yield listening.getsockname()[1], str(folder / "cert.pem")
        listening.shutdown(socket.SHUT_RDWR)


def _greet(listening: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            connected, _address = listening.accept()
        except OSError:
            return
        with contextlib.suppress(OSError), context.wrap_socket(connected, server_side=True) as secured:
            secured.recv(1)


@pytest.fixture
def look(settings, monkeypatch, tmp_path):
    """What is seen of such a server; it is trusted unless told otherwise."""

    def look_at(since: float, until: float, *, is_trusted: bool = True, name: str = "localhost"):
        with server(tmp_path, since=since, until=until, name=name) as (port, authority):
            settings.SITE = urlsplit(f"https://localhost:{port}")
            monkeypatch.setenv("SSL_CERT_FILE", authority if is_trusted else str(tmp_path / "key.pem"))
            return certificate.look()

    return look_at


@pytest.mark.parametrize(
    ("since", "until", "state"),
    [
        (-30, 60, State.OK),
        (-75, 15, State.WARNING),
        (-88, 2, State.FAILED),
        (-30, 15.5, State.OK),  # short lives count in their own measure
        (-1, 5, State.OK),
        (-5, 1, State.WARNING),
        (-90, -1, State.FAILED),
    ],
)
def test_its_life_is_judged_by_what_is_left_of_it(look, since, until, state):
    seen = look(since, until)
    assert seen.state is state, seen
    assert "days" in seen.sentence


def test_one_that_nobody_vouches_for_fails_and_shows_its_days(look):
    seen = look(-30, 60, is_trusted=False)
    assert seen.state is State.FAILED
    assert "will not trust it" in seen.sentence
    assert "59.9 days" in seen.sentence or "60.0 days" in seen.sentence


def test_one_for_another_name_fails(look):
    assert look(-30, 60, name="other.example").state is State.FAILED


def test_a_site_that_is_not_reached_from_here_is_not_called_well(settings):
    settings.SITE = urlsplit("https://localhost:9")
    seen = certificate.look()
    assert (seen.state, "Not known" in seen.sentence) == (State.WARNING, True)


def test_a_site_in_the_clear_has_none(settings):
    settings.SITE = urlsplit("http://localhost:8000")
    assert certificate.look().state is State.SKIPPED
