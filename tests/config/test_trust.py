"""Whose certificates count: a Redis with TLS, and what the settings hand to the database's library."""

import shutil
import socket
import subprocess
import time

import certifi
import pytest
import redis
from django.core.exceptions import ImproperlyConfigured

from config import trust
from tests import redis_server
from tests.authority import Authority
from tests.config.test_settings import PRODUCTION, settings

CANARY = "c4n4ry"
pytestmark = pytest.mark.usefixtures("no_variables")
VERIFIED = "postgres://u:p@db.example.org/n?sslmode=verify-full"


@pytest.fixture(scope="module")
def ours(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="module")
def another(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("another"))


@pytest.fixture(scope="module")
def encrypted_redis(ours):
    """Two ports: one whose server proves to be localhost, and one whose server proves to be somebody else."""
    assert redis_server.PROGRAM, redis_server.LACKING
    started = [_redis(ours, host) for host in ("localhost", "another.example.org")]
    yield [port for port, _ in started]
    for _, process in started:
        process.terminate()
        process.wait(timeout=10)


def _redis(authority: Authority, host: str) -> "tuple[int, subprocess.Popen[bytes]]":
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    files = authority.vouch_for(host)
    tls = ["--tls-port", str(port), "--tls-cert-file", str(files.certificate), "--tls-key-file", str(files.key)]
    command = [
        redis_server.PROGRAM,
        "--port",
        "0",
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--tls-auth-clients",
        "no",
        *tls,
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 10
    with socket.socket() as line:
        while line.connect_ex(("127.0.0.1", port)):
            assert time.monotonic() < deadline, "redis-server does not start with TLS"
    return port, process


def answers(port: int) -> bool:
    with redis.Redis.from_url(trust.redis_address(f"rediss://localhost:{port}/0"), socket_timeout=5) as client:
        return bool(client.ping())


def test_redis_over_tls_is_believed_by_our_authority(encrypted_redis, ours, monkeypatch):
    monkeypatch.setenv("CA_CERTIFICATES", str(ours.file))
    assert answers(encrypted_redis[0])


def test_redis_of_another_authority_is_not_believed(encrypted_redis, another, monkeypatch):
    monkeypatch.setenv("CA_CERTIFICATES", str(another.file))
    with pytest.raises(redis.ConnectionError, match="certificate verify failed"):
        answers(encrypted_redis[0])


def test_redis_of_a_private_authority_is_not_believed_while_we_name_none(encrypted_redis):
    with pytest.raises(redis.ConnectionError, match="certificate verify failed"):
        answers(encrypted_redis[0])


def test_redis_that_proves_to_be_somebody_else_is_not_believed(encrypted_redis, ours, monkeypatch):
    monkeypatch.setenv("CA_CERTIFICATES", str(ours.file))
    with pytest.raises(redis.ConnectionError, match="localhost"):
        answers(encrypted_redis[1])


@pytest.mark.parametrize("address", ["", "redis://h/0", "unix:///s", "rediss://h/0?ssl_ca_certs=/own.pem"])
def test_other_addresses_of_redis_stay_as_they_are(address):
    assert trust.redis_address(address) == address


def test_an_address_of_redis_with_options_gets_one_more():
    assert trust.redis_address("rediss://h/0?db=1") == f"rediss://h/0?db=1&ssl_ca_certs={certifi.where()}"


def test_the_database_is_believed_by_our_authority_alone(ours):
    given = settings(**PRODUCTION, DATABASE_URL=VERIFIED, CA_CERTIFICATES=str(ours.file))
    options = given["DATABASES"]["default"]["OPTIONS"]
    assert (options["sslmode"], options["sslrootcert"]) == ("verify-full", str(ours.file))


def test_without_one_the_public_authorities_vouch_for_the_database():
    assert trust.database_options({"sslmode": "verify-full"})["sslrootcert"] == certifi.where()


@pytest.mark.parametrize("given", [{}, {"sslmode": "require"}, {"sslmode": "verify-full", "sslrootcert": "/own.pem"}])
def test_what_the_databases_address_says_itself_stays(ours, monkeypatch, given):
    monkeypatch.setenv("CA_CERTIFICATES", str(ours.file))
    assert trust.database_options(given) == given


def test_an_empty_file_of_authorities_counts_as_none(tmp_path, monkeypatch):
    (tmp_path / "none").write_text("\n")
    monkeypatch.setenv("CA_CERTIFICATES", str(tmp_path / "none"))
    assert trust.authorities() == ""


@pytest.mark.parametrize("content", [None, f"{CANARY}", f"-----BEGIN CERTIFICATE-----\n{CANARY}\n"])
def test_a_file_without_a_certificate_is_refused_in_a_sentence(tmp_path, monkeypatch, content):
    path = tmp_path / CANARY
    if content:
        path.write_text(content)
    monkeypatch.setenv("CA_CERTIFICATES", str(path))
    with pytest.raises(ImproperlyConfigured, match="CA_CERTIFICATES names a file") as refused:
        trust.authorities()
    assert CANARY not in str(refused.value)


def test_a_bundle_holds_many(ours, another, encrypted_redis, tmp_path, monkeypatch):
    bundle = tmp_path / "bundle.pem"
    with bundle.open("wb") as written:
        for file in (another.file, ours.file):
            shutil.copyfileobj(file.open("rb"), written)
    monkeypatch.setenv("CA_CERTIFICATES", str(bundle))
    assert answers(encrypted_redis[0])
