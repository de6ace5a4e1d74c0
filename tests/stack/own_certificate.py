"""A certificate of one's own, as an operator with TLS_MODE=files puts it there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from tests.providers import keys


def write(folder: Path, *hosts: str) -> Path:
    """`tls.crt` and `tls.key` for these hosts, signed by itself: whoever trusts the file trusts the site."""
    key, now = keys.ec_key(hosts[0]), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, hosts[0])])
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=60))
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    signed = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    (folder / "tls.crt").write_bytes(signed.public_bytes(pem))
    (folder / "tls.key").write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))
    return folder / "tls.crt"
