"""The certificate that visitors see: trusted, and far from its end."""

import contextlib
import socket
import ssl
from datetime import UTC, datetime
from typing import NamedTuple

from cryptography import x509
from django.conf import settings

from profiles.operations.doctor.findings import Check, Seen, failed, ok, skipped, warning

SECONDS = 4.0
LATE = 0.2  # of its life is left; renewal is due long before
LAST = 0.05


class Shown(NamedTuple):
    """What a server showed: the life of its certificate, and why it is not trusted here, if so."""

    begins_at: datetime
    ends_at: datetime
    distrust: str


def look() -> Seen:
    site = settings.SITE
    if site.scheme != "https":
        return skipped("SITE_URL is not https; there is none.")
    try:
        shown = _shown(str(site.hostname), site.port or 443)
    except (OSError, ValueError):
        return warning(
            "Not known: the site is not reached from in here.",
            "Look at it from outside; some networks do not let a machine reach its own public address.",
        )
    left = shown.ends_at - datetime.now(UTC)
    days = left.total_seconds() / 86_400
    if days < 0:
        return failed(f"It ended {-days:.1f} days ago.")
    sentence = f"{days:.1f} days are left of {(shown.ends_at - shown.begins_at).days}."
    if shown.distrust:
        return failed(f"{sentence} Visitors' browsers will not trust it: {shown.distrust}.")
    part = left / (shown.ends_at - shown.begins_at)
    if part < LAST:
        return failed(sentence)
    return warning(sentence) if part < LATE else ok(sentence)


def _shown(host: str, port: int) -> Shown:
    """By name, as browsers ask for it; raises OSError or ValueError when nothing is shown."""
    distrust = ""
    try:
        with contextlib.closing(_greeted(host, port, ssl.create_default_context())) as server:
            found = server.getpeercert(binary_form=True)
    except ssl.SSLCertVerificationError as problem:
        distrust = problem.verify_message
        unchecked = ssl.create_default_context()
        unchecked.check_hostname = False
        unchecked.verify_mode = ssl.CERT_NONE  # only to read its dates
        with contextlib.closing(_greeted(host, port, unchecked)) as server:
            found = server.getpeercert(binary_form=True)
    if not found:
        raise ValueError
    certificate = x509.load_der_x509_certificate(found)
    return Shown(certificate.not_valid_before_utc, certificate.not_valid_after_utc, distrust)


def _greeted(host: str, port: int, context: ssl.SSLContext) -> ssl.SSLSocket:
    with contextlib.ExitStack() as opened:
        connected = opened.enter_context(socket.create_connection((host, port), timeout=SECONDS))
        secured = context.wrap_socket(connected, server_hostname=host)
        opened.pop_all()
    return secured


CHECKS = (
    Check(
        "certificate",
        "What visitors' browsers are shown at SITE_URL is trusted and will be for a while",
        "Read the proxy's log for renewals (`make logs`); renew your own certificate if you brought one.",
        look,
    ),
)
