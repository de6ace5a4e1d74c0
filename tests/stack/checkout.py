"""A copy of this checkout with the environment that the shipped `make env` writes: nothing of ours is touched."""

import datetime
import secrets
import shutil
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.repository import tree
from tests.stack import engine
from tests.stack.visitors import LOGIN, SITE

ENVIRONMENT = "production"
BUCKET = "colophon-media"
CHOSEN = {
    "SITE_URL": SITE,
    "ACME_EMAIL": "operator@colophon.test",
    "ACME_CA_SERVER": "https://pebble:14000/dir",
    "OIDC_ISSUER": f"https://{LOGIN}",
    "OIDC_RP_CLIENT_ID": "colophon",
    "DJANGO_AWS_STORAGE_BUCKET_NAME": BUCKET,
    "DJANGO_AWS_S3_ENDPOINT_URL": "http://moto:5000",
    "DJANGO_AWS_S3_REGION_NAME": "us-east-1",
}
MONITORS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
CHOSEN_SECRETS = ("OIDC_RP_CLIENT_SECRET", "DJANGO_AWS_ACCESS_KEY_ID", "DJANGO_AWS_SECRET_ACCESS_KEY", *MONITORS)


@dataclass(frozen=True)
class Checkout:
    """Where the copy is, and what the tests put into it beside the project's own files."""

    folder: Path

    @property
    def variables(self) -> Path:
        return self.folder / f".envs/.{ENVIRONMENT}/.django"

    @property
    def secrets_folder(self) -> Path:
        return self.folder / f".envs/.{ENVIRONMENT}/secrets"

    @property
    def roots(self) -> Path:
        """What the tests and the containers trust: the authority's root, once it has one."""
        return self.folder / ".stack/trust/roots.pem"

    def secrets(self) -> dict[str, str]:
        """Every secret of this run: none of them may be seen anywhere."""
        files = sorted(path for path in self.secrets_folder.iterdir() if path.is_file())
        return {file.name: value for file in files if (value := file.read_text().strip())}


def copied(folder: Path) -> Checkout:
    """With what is not committed yet, and without what git ignores: as it would be committed now."""
    listed = engine.run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=tree.ROOT).stdout
    for name in listed.split("\0"):
        source = tree.ROOT / name
        if name and source.is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, folder / name)
    return Checkout(folder)


def fill_in(checkout: Checkout) -> None:
    """`make env`, and then what an operator writes by hand."""
    engine.run("make", "env", f"ENV={ENVIRONMENT}", folder=checkout.folder)
    lines = checkout.variables.read_text().splitlines()
    kept = [line for line in lines if line.partition("=")[0].lstrip("# ") not in CHOSEN]
    written = [f"{name}={value}" for name, value in CHOSEN.items()]
    checkout.variables.write_text("\n".join([*kept, *written, ""]))
    for name in CHOSEN_SECRETS:
        (checkout.secrets_folder / name).write_text(f"canary-{secrets.token_hex(16)}\n")
    checkout.roots.parent.mkdir(parents=True)
    checkout.roots.touch()
    _certify(checkout.folder / ".stack/pebble")
    watched = checkout.folder / f".runtime/{ENVIRONMENT}/traefik"
    watched.mkdir(parents=True)
    shutil.copy(tree.ROOT / "tests/stack/login.yml", watched)


def _certify(folder: Path) -> None:
    """The certificate with which the authority itself answers: `certificate.pem` and `key.pem`."""
    folder.mkdir(parents=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pebble")])
    names = [x509.DNSName("pebble"), x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    pkcs8 = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, pkcs8, plain))
    for made_here in (folder, *folder.iterdir()):
        made_here.chmod(0o755 if made_here.is_dir() else 0o644)
