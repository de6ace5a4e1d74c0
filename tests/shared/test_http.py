"""Calls to outside services end in time, stay small, and leave nothing behind."""

import contextlib
import gzip
import socket
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from profiles.shared import http, logs
from tests.authority import Authority
from tests.providers import keys
from tests.providers.hostile import Answer, HostileProvider, Play


@pytest.fixture(scope="module")
def server():
    provider = HostileProvider()
    yield provider
    provider.close()


def fetch(server: HostileProvider, answer: Answer | None = None, *, seconds: float = 5, max_bytes: int = 1000, **more):
    server.play = Play(answers={"/x": answer} if answer else {})
    return http.fetch("GET", f"{server.issuer}/x", deadline=http.Deadline(seconds), max_bytes=max_bytes, **more)


def test_an_answer_has_status_type_and_body(server):
    answer = fetch(server, Answer({"a": 1}, 418, "application/json; charset=utf-8"))
    assert (answer.status, answer.media_type, answer.json_object()) == (418, "application/json", {"a": 1})


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Sat, 21 Nov 2026 17:45:00 GMT", datetime(2026, 11, 21, 17, 45, tzinfo=UTC)),
        ("Sat, 21 Nov 2026 17:45:00 -0000", datetime(2026, 11, 21, 17, 45, tzinfo=UTC)),
        ("soon", None),
        ("Sat, 99 Nov 99999 17:45:00 GMT", None),
    ],
)
def test_an_answer_says_when_it_was_sent(server, date, moment):
    assert fetch(server, Answer({}, headers={"Date": date})).sent_at == moment


def test_a_server_dates_its_answers_by_itself(server):
    sent_at = fetch(server, Answer({})).sent_at
    assert sent_at
    assert abs(datetime.now(UTC) - sent_at) < timedelta(seconds=5)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(is_silent=True),
        Answer({"a": "x" * 500}, pace=0.02),
        Answer({}, pace=0.02, slow_headers=True),
    ],
    ids=["silent", "body-byte-by-byte", "headers-byte-by-byte"],
)
def test_the_deadline_holds_whatever_a_server_does(server, answer):
    began = time.monotonic()
    with pytest.raises(http.TooSlow):
        fetch(server, answer, seconds=0.3)
    assert time.monotonic() - began < 1


def test_no_thread_lingers_after_the_deadline(server):
    for _ in range(http.CALLS_AT_ONCE + 2):
        with pytest.raises(http.TooSlow):
            fetch(server, Answer(is_silent=True), seconds=0.05)
    assert fetch(server, Answer({}), seconds=1).status == 200


def test_a_slow_name_server_is_not_waited_for(server, monkeypatch):
    released = threading.Event()

    def slow(*_arguments: object, **_options: object) -> list[object]:
        released.wait(5)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    began = time.monotonic()
    with pytest.raises(http.TooSlow):
        http.fetch("GET", "http://slow.invalid/", deadline=http.Deadline(0.2), max_bytes=10)
    released.set()
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("port", [9, 1])
def test_nobody_there_is_unreachable(port):
    with pytest.raises(http.Unreachable):
        http.fetch("GET", f"http://127.0.0.1:{port}/", deadline=http.Deadline(2), max_bytes=10)


def test_a_body_larger_than_asked_for_is_refused(server):
    assert len(fetch(server, Answer(b"x" * 1000)).body) == 1000
    with pytest.raises(http.TooLarge):
        fetch(server, Answer(b"x" * 1001))


def test_a_small_body_that_unpacks_to_a_large_one_is_refused(server):
    bomb = gzip.compress(b"x" * 10_000_000)
    with pytest.raises(http.TooLarge):
        fetch(server, Answer(bomb, headers={"Content-Encoding": "gzip"}), max_bytes=100_000)


def test_a_body_that_is_cut_off_is_no_answer(server):
    with pytest.raises(http.Unreachable):
        fetch(server, Answer(b"xx", is_cut=True))


def test_redirects_are_not_followed(server):
    before = server.count("/y")
    assert fetch(server, Answer({}, 302, headers={"Location": "/y"})).status == 302
    assert server.count("/y") == before


def test_the_machines_proxies_are_not_used(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert fetch(server, Answer({})).status == 200


@pytest.fixture
def encrypted(tmp_path):
    """A server with a certificate of its own making, and the path of that certificate."""
    key = keys.ec_key("certificate")
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    certificate = builder.sign(key, hashes.SHA256())
    pem, numbers = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (tmp_path / "key.pem").write_bytes(key.private_bytes(pem, numbers, serialization.NoEncryption()))
    (tmp_path / "cert.pem").write_bytes(certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    provider = HostileProvider(context)
    yield provider, str(tmp_path / "cert.pem")
    provider.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(encrypted):
    with pytest.raises(http.Unreachable):
        fetch(encrypted[0], Answer({}))


def test_a_certificate_of_our_own_authority_is_believed(encrypted, settings):
    server, certificate = encrypted
    settings.CA_CERTIFICATES = certificate
    assert fetch(server, Answer({"a": 1})).json_object() == {"a": 1}


def test_public_authorities_are_believed_beside_our_own(encrypted, settings, tmp_path, monkeypatch):
    server, certificate = encrypted
    settings.CA_CERTIFICATES = str(Authority(tmp_path / "another").file)
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", certificate)  # as if a public one had signed it
    assert fetch(server, Answer({"a": 1})).json_object() == {"a": 1}


def test_a_certificate_of_our_own_authority_is_not_believed_for_another_name(encrypted, settings):
    server, settings.CA_CERTIFICATES = encrypted
    url = server.issuer.replace("localhost", "127.0.0.1")
    with pytest.raises(http.Unreachable):
        http.fetch("GET", f"{url}/x", deadline=http.Deadline(5), max_bytes=10)


def test_another_authority_is_not_believed(encrypted, settings, tmp_path):
    settings.CA_CERTIFICATES = str(Authority(tmp_path / "another").file)
    with pytest.raises(http.Unreachable):
        fetch(encrypted[0], Answer({}))


def test_the_deadline_holds_over_an_encrypted_connection_too(encrypted, monkeypatch):
    server, certificate = encrypted
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", certificate)
    assert fetch(server, Answer({"a": 1})).json_object() == {"a": 1}
    for _ in range(http.CALLS_AT_ONCE + 1):  # one more than there are threads, so none of them may linger
        with pytest.raises(http.TooSlow):
            fetch(server, Answer({"a": "x" * 5000}, pace=0.02), seconds=0.1, max_bytes=10_000)
    assert fetch(server, Answer({}), seconds=1).status == 200


def test_a_silent_handshake_ends():
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listening:
        began = time.monotonic()
        url = f"https://127.0.0.1:{listening.getsockname()[1]}/"
        with pytest.raises(http.TooSlow):
            http.fetch("GET", url, deadline=http.Deadline(0.3), max_bytes=10)
        assert time.monotonic() - began < 1


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"{", b"\xff", b"[" * 50_000, b"<html>"])
def test_what_is_no_json_object_is_malformed(body):
    with pytest.raises(http.Malformed):
        http.Answer(200, "application/json", body).json_object()


def test_an_answer_does_not_show_its_body_in_tracebacks():
    assert "secret" not in repr(http.Answer(200, "", b"secret"))


def test_deadlines_end_and_never_go_below_nothing():
    assert 0.9 < http.Deadline(1).left() <= 1
    assert http.Deadline(-1).left() == 0


@pytest.mark.parametrize("trace", ["", "00-" + "a" * 32 + "-" + "b" * 16 + "-01"])
def test_a_call_carries_the_trace_of_the_request_it_serves(trace):
    token = logs.trace.set(trace)
    try:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
            with ThreadPoolExecutor(1) as other:
                received = other.submit(_heard, listening)
                with contextlib.suppress(http.OutsideError):
                    http.fetch("GET", address, deadline=http.Deadline(2), max_bytes=10)
                lines = received.result(timeout=3).lower().splitlines()
    finally:
        logs.trace.reset(token)
    assert [line for line in lines if line.startswith("traceparent")] == ([f"traceparent: {trace}"] if trace else [])


def _heard(listening: socket.socket) -> str:
    connected, _ = listening.accept()
    with connected:
        return connected.recv(65536).decode()
