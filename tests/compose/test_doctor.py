"""compose/bin/doctor on a machine of its own making: what it says of files, secrets, names and certificates."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from tests.compose.machine import Machine
from tests.providers import keys

CANARY = "c4n4ry"


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path)


def test_a_filled_in_environment_has_no_failure(machine):
    states, shown = machine.lines("--host-only")
    assert "FAILED" not in shown
    for name in ("variable files", "variable names", "secrets", "address", "names to addresses"):
        assert states[name] == "ok", shown
    assert shown.rstrip().endswith("skipped.")


def test_a_machine_without_files_is_told_to_make_them(machine):
    shutil.rmtree(machine.files)
    states, shown = machine.lines("--host-only")
    assert states["variable files"] == "FAILED"
    assert "make env ENV=production" in shown


def test_everything_that_is_still_to_be_written_is_named_at_once(machine):
    values = (machine.files / ".django").read_text().splitlines()
    for name in ("SITE_URL", "OIDC_ISSUER", "OIDC_RP_CLIENT_ID"):
        machine.write(name, "")
    machine.secret("OIDC_RP_CLIENT_SECRET", "")
    states, shown = machine.lines("--host-only")
    assert states["needed values"] == "FAILED"
    for name in ("SITE_URL", "OIDC_ISSUER", "OIDC_RP_CLIENT_ID", "secrets/OIDC_RP_CLIENT_SECRET"):
        assert name in shown.partition("needed values")[2].partition("->")[0]
    (machine.files / ".django").write_text("\n".join(values) + "\n")
    machine.secret("OIDC_RP_CLIENT_SECRET", "kT7w-Qz93-pLm2-Vb8x")
    assert "needed values" not in machine.lines("--host-only")[0]


def test_a_misspelt_variable_is_named(machine):
    machine.write("DJANGO_SECRETKEY", CANARY)
    states, shown = machine.lines("--host-only")
    assert states["variable names"] == "WARNING"
    assert "DJANGO_SECRETKEY" in shown
    assert CANARY not in shown


def test_an_open_folder_of_secrets_fails(machine):
    (machine.files / "secrets").chmod(0o755)
    states, shown = machine.lines("--host-only")
    assert (states["secrets"], "chmod 700" in shown) == ("FAILED", True)


@pytest.mark.parametrize("mode", [0o666, 0o464, 0o400], ids=oct)
def test_a_secret_that_others_may_change_or_containers_cannot_read_fails(machine, mode):
    (machine.files / "secrets/POSTGRES_PASSWORD").chmod(mode)
    states, shown = machine.lines("--host-only")
    assert (states["secrets"], "POSTGRES_PASSWORD" in shown) == ("FAILED", True)


@pytest.mark.parametrize("name", ["DJANGO_SECRET_KEY", "POSTGRES_PASSWORD", "OIDC_RP_CLIENT_SECRET"])
def test_a_needed_secret_that_is_empty_fails(machine, name):
    machine.secret(name, "")
    states, shown = machine.lines("--host-only")
    assert (states["secrets"], f"{name} is empty" in shown) == ("FAILED", True)


def test_a_database_elsewhere_needs_no_password_of_its_own(machine):
    machine.secret("POSTGRES_PASSWORD", "")
    machine.secret("DATABASE_URL", f"postgres://u:{CANARY}@h/n")
    states, shown = machine.lines("--host-only")
    assert (states["secrets"], CANARY in shown) == ("ok", False)


def test_a_secret_that_is_written_twice_fails(machine):
    machine.write("POSTGRES_PASSWORD", CANARY)
    states, shown = machine.lines("--host-only")
    assert states["secrets"] == "FAILED"
    assert "which alone counts: POSTGRES_PASSWORD." in shown
    assert CANARY not in shown


def test_a_secret_among_the_variables_is_a_warning_that_does_not_show_it(machine):
    machine.write("SENTRY_DSN", f"https://{CANARY}@errors.test/1")
    states, shown = machine.lines("--host-only")
    assert (states["secrets"], "SENTRY_DSN" in shown, CANARY in shown) == ("WARNING", True, False)


@pytest.mark.parametrize("value", ["kT7w-Qz93", f"changeme-{CANARY}-kT7w-Qz93-pLm2-Vb8x-kT7w-Qz93-pLm2-Vb8x"])
def test_a_weak_secret_is_named_without_the_image_and_not_shown(machine, value):
    machine.secret("DJANGO_SECRET_KEY", value)
    states, shown = machine.lines("--host-only")
    assert states["weak secrets"] == "FAILED"
    assert "DJANGO_SECRET_KEY" in shown
    assert value not in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "http://localhost"),
        ("SITE_URL", ""),
        ("SITE_URL", "https://"),
        ("SITE_URL", "https://people.example.org"),
        ("ACME_EMAIL", "nobody"),
    ],
)
def test_an_address_that_cannot_be_fails(machine, name, value):
    machine.write(name, value)
    states, shown = machine.lines("--host-only")
    assert (states["address"], name in shown) == ("FAILED", True)


def test_a_certificate_of_ones_own_needs_no_mailbox(machine):
    machine.write("ACME_EMAIL", "")
    machine.write("TLS_MODE", "upstream")
    assert machine.lines("--host-only")[0]["address"] == "ok"


def test_a_host_without_an_address_fails(machine):
    machine.write("DJANGO_ALLOWED_HOSTS", "missing.invalid")
    states, shown = machine.lines("--host-only")
    assert (states["names to addresses"], "missing.invalid" in shown) == ("FAILED", True)


def certificate(folder: Path, *, days: float, key: str = "certificate", of: str = "certificate") -> None:
    """A certificate for so many days into `folder`, made with one key and put beside another."""
    made_with, beside, now = keys.ec_key(of), keys.ec_key(key), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(made_with.public_key())
    builder = builder.serial_number(1).not_valid_before(now - timedelta(90)).not_valid_after(now + timedelta(days))
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "tls.crt").write_bytes(builder.sign(made_with, hashes.SHA256()).public_bytes(pem))
    (folder / "tls.key").write_bytes(beside.private_bytes(pem, form, serialization.NoEncryption()))


@pytest.mark.skipif(not shutil.which("openssl"), reason="the script says then that it does not know")
@pytest.mark.parametrize(
    ("made", "state"),
    [
        ({"days": 60}, "ok"),
        ({"days": 5}, "WARNING"),
        ({"days": -1}, "FAILED"),
        ({"days": 60, "key": "another"}, "FAILED"),
        (None, "FAILED"),
    ],
    ids=["good", "late", "ended", "another key", "missing"],
)
def test_a_certificate_of_ones_own_fits_and_lasts(machine, made, state):
    machine.write("TLS_MODE", "files")
    if made:
        certificate(machine.files / "secrets/certs", **made)
    assert machine.lines("--host-only")[0]["own certificate"] == state


@pytest.mark.parametrize(("of", "mode"), [("", 0o444), ("tls.key", 0o400)], ids=["folder", "key"])
def test_a_certificate_of_ones_own_can_be_read_by_the_proxy(machine, of, mode):
    machine.write("TLS_MODE", "files")
    certificate(machine.files / "secrets/certs", days=60)
    (machine.files / "secrets/certs" / of).chmod(mode)
    states, shown = machine.lines("--host-only")
    assert (states["own certificate"], "cannot read it" in shown) == ("FAILED", True)


def test_without_docker_it_says_so(machine, tmp_path):
    programs = tmp_path / "programs"
    programs.mkdir()
    needed = "bash env dirname cat sed grep tail head sort cut tr stat date timeout getent hostname awk mktemp rm df"
    for name in needed.split():
        (programs / name).symlink_to(shutil.which(name))
    done = subprocess.run(
        [machine.folder / "compose/bin/doctor", "production"],
        env={"PATH": str(programs)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
    assert "FAILED   Docker" in done.stdout
