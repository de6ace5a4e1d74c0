"""Reads how long a certificate is valid from a TLS handshake of its own, whoever signed it."""

import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from cron.findings import Certificate

DAY = 86_400
_SEQUENCE, _CONTEXT_0, _UTC_TIME = 0x30, 0xA0, 0x17


def look(url: str, *, seconds: float, at: float) -> Certificate:
    """Whether it is trusted, the look at the target itself says."""
    parts = urlsplit(url)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((parts.hostname or "", parts.port or 443), timeout=seconds) as plain,
            context.wrap_socket(plain, server_hostname=parts.hostname) as secured,
        ):
            shown = secured.getpeercert(binary_form=True) or b""
        return Certificate(days=(expires_at(shown) - at) / DAY)
    except (OSError, ValueError):
        return Certificate(problem="no certificate is shown")


def expires_at(der: bytes) -> float:
    """`notAfter` of RFC 5280, section 4.1.2.5, in seconds since 1970. Python tells it of trusted certificates alone."""
    fields = _parts(_content(_content(der)))
    if fields[0][0] == _CONTEXT_0:  # the version, which the oldest kind has not
        fields = fields[1:]
    _, _, _, (tag, validity), *_ = fields
    if tag != _SEQUENCE:
        raise ValueError
    _, (kind, written) = _parts(validity)
    text = written.decode("ascii").removesuffix("Z")
    if kind == _UTC_TIME:
        text = ("19" if text[:2] >= "50" else "20") + text
    return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()


def _content(der: bytes) -> bytes:
    """What the first thing holds."""
    return _parts(der)[0][1]


def _parts(der: bytes) -> list[tuple[int, bytes]]:
    """Things one after another, each with its tag: X.690, section 8.1."""
    found = []
    while len(der) >= 2:
        tag, length, start = der[0], der[1], 2
        if length & 0x80:
            start += length & 0x7F
            length = int.from_bytes(der[2:start])
        if start + length > len(der):
            raise ValueError
        found.append((tag, der[start : start + length]))
        der = der[start + length :]
    if not found:
        raise ValueError
    return found
