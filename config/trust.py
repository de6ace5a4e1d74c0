"""Whose certificates count where this site opens connections: CA_CERTIFICATES, and else the public authorities."""

import ssl
from pathlib import Path
from urllib.parse import quote

import certifi
from django.core.exceptions import ImproperlyConfigured

from config import env


def authorities() -> str:
    """The path of the file that CA_CERTIFICATES names, or an empty text; an empty file counts as none."""
    path = env.text("CA_CERTIFICATES")
    try:
        if not path or not Path(path).read_bytes().strip():
            return ""
        ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError):
        raise ImproperlyConfigured(
            "CA_CERTIFICATES names a file that holds no certificate, or cannot be read. Write PEM into it, or empty it."
        ) from None
    return path


def database_options(given: dict[str, object]) -> dict[str, object]:
    """Options of the database's address; one that must prove its name is believed by our authorities alone."""
    if given.get("sslmode") in ("verify-ca", "verify-full"):
        return {"sslrootcert": _known(), **given}
    return given


def redis_address(given: str) -> str:
    """The address of Redis with our authorities, whom a client over TLS believes beside those of its machine."""
    if not given.startswith("rediss:") or "ssl_ca_certs=" in given:
        return given
    return f"{given}{'&' if '?' in given else '?'}ssl_ca_certs={quote(_known())}"


def _known() -> str:
    return authorities() or certifi.where()
