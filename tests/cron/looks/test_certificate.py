"""How long certificates are valid, by handshakes with real servers."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from cron.looks import certificate
from tests.cron import servers

HOUR = 1 / 24


@pytest.mark.parametrize("days", [90, 6, HOUR, -2])
def test_the_days_left_are_read_whoever_signed(tmp_path: Path, days: float) -> None:
    file = servers.certified(tmp_path, days=days)
    with servers.site(servers.secured(file)) as running:
        found = certificate.look(running.url, seconds=5, at=time.time())
    assert found.problem == ""
    assert found.days == pytest.approx(days, abs=0.01)


def test_without_a_certificate_there_is_a_problem() -> None:
    url = f"https://127.0.0.1:{servers.closed_port()}"
    assert certificate.look(url, seconds=1, at=0).problem == "no certificate is shown"
    with servers.site() as plain:
        assert certificate.look(f"https://127.0.0.1:{plain.port}", seconds=1, at=0).problem
    with servers.silent() as url:
        assert certificate.look(url.replace("http:", "https:"), seconds=0.2, at=0).problem


@pytest.mark.parametrize("year", [2049, 2050, 2075])
def test_a_moment_far_ahead_is_read_in_its_other_form(tmp_path: Path, year: int) -> None:
    """From 2050 on the year has four digits: RFC 5280, section 4.1.2.5."""
    ends = datetime(year, 6, 1, 12, 30, 15, tzinfo=UTC)
    made = x509.load_pem_x509_certificate(servers.certified(tmp_path, days=0, at=ends).read_bytes())
    assert certificate.expires_at(made.public_bytes(Encoding.DER)) == ends.timestamp()


@pytest.mark.parametrize("der", [b"", b"\x30", b"\x30\x03abc", b"\x30\x84\xff\xff\xff\xff", b"\x30" * 50, b"\x00" * 40])
def test_what_is_no_certificate_is_refused(der: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        certificate.expires_at(der)


def test_a_certificate_that_is_cut_is_refused(tmp_path: Path) -> None:
    pem = servers.certified(tmp_path, days=30).read_bytes()
    whole = x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
    refused = 0
    for length in range(len(whole)):
        with pytest.raises(ValueError):  # noqa: PT011
            certificate.expires_at(whole[:length])
        refused += 1
    assert refused == len(whole) > 200
