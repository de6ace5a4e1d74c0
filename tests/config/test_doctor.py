"""The doctor's first look: all variables at once, each read as the settings read it, none shown."""

import ast
import inspect

import pytest

from config import doctor, env
from config.env import values
from profiles.operations.doctor.findings import Finding, State
from tests.repository import tree

CANARY = "c4n4ry"
KEY = "mZ4k1vQ8tJ6wB3nR7yD0hF5gL2sX9cPaEuViOoTqWzKjHrMbNd"
GOOD = {
    "SITE_URL": "https://people.example.org",
    "DJANGO_SECRET_KEY": KEY,
    "OIDC_ISSUER": "https://id.example.org/",
    "OIDC_RP_CLIENT_ID": "site",
    "OIDC_RP_CLIENT_SECRET": "kT7w-Qz93-pLm2-Vb8x",
    "POSTGRES_PASSWORD": "hR4mZ8qT2vKx6Wp0",
}
TYPED = {
    name for name, read in inspect.getmembers(values, inspect.isfunction) if read.__module__ == values.__name__
} - {"malformed"}


@pytest.fixture(autouse=True)
def production(no_variables, monkeypatch):
    """A good environment of the live site."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.production")
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)


def only() -> Finding:
    (finding,) = [finding for finding in doctor.findings() if finding.name != "vault"]
    return finding


def test_a_good_environment_is_one_line():
    assert only().state is State.OK
    assert "6 are set" in only().sentence


def test_everything_that_is_missing_is_named(monkeypatch):
    for name in GOOD:
        monkeypatch.setenv(name, "")
    found = {finding.name: finding for finding in doctor.findings()}
    required = {variable.name for variable in env.VARIABLES if variable.default is None}
    assert {name for name, finding in found.items() if finding.state is State.FAILED} == required
    assert found["SITE_URL"].sentence == "SITE_URL is not set."
    assert ".envs/README.md" in found["SITE_URL"].remedy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", CANARY),
        ("SITE_URL", f"http://{CANARY}.example"),
        ("OIDC_ISSUER", f"http://{CANARY}.example"),
        ("POSTGRES_PORT", CANARY),
        ("GUNICORN_WORKERS", CANARY),
        ("GUNICORN_TIMEOUT", CANARY),
        ("TRUSTED_PROXIES", CANARY),
        ("LOG_LEVEL", CANARY),
        ("REDIS_URL", CANARY),
        ("REDIS_URL", f"redis://:{CANARY}@h/0"),
        ("DATABASE_URL", CANARY),
        ("DATABASE_URL", f"postgres://u:{CANARY}@h/n"),
        ("DATABASE_URL", f"postgres://u:changeme-{CANARY}-kT7w-Qz93@h/n"),
        ("DJANGO_SECRET_KEY", CANARY),
        ("DJANGO_SECRET_KEY", f"django-insecure-{CANARY}-{KEY}"),
        ("POSTGRES_PASSWORD", f"postgres{CANARY}kT7w-Qz93-pLm2"),
        ("POSTGRES_PASSWORD", CANARY),
    ],
)
def test_what_is_malformed_or_weak_fails_without_being_shown(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    found = only()
    assert (found.name, found.state) == (name, State.FAILED)
    assert found.remedy
    assert CANARY not in repr(found)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_RP_CLIENT_SECRET", f"{CANARY}"),
        ("LOG_LEVEL", "DEBUG"),
        ("POSTGRES_PASSWORD", ""),
    ],
)
def test_what_may_be_meant_so_is_a_warning(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    found = only()
    assert (found.name, found.state) == (name, State.WARNING)
    assert CANARY not in repr(found)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgres://u:hR4mZ8qT2vKx6Wp0@h/n"),
        ("DATABASE_URL", "postgres://u@%2Frun/n"),
        ("REDIS_URL", "redis://redis:6379/0"),
        ("GUNICORN_WORKERS", "3"),
        ("TRUSTED_PROXIES", "10.0.0.0/8"),
    ],
)
def test_other_good_values_are_well(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert only().state is State.OK


def test_the_database_address_replaces_its_parts(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://u:hR4mZ8qT2vKx6Wp0@h/n")
    monkeypatch.setenv("POSTGRES_PASSWORD", "")
    assert only().state is State.OK


def test_one_machines_secrets_are_not_judged(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.local")
    for name in GOOD:
        monkeypatch.delenv(name)
    env.use_local_defaults()
    assert only().state is State.OK


@pytest.mark.parametrize(
    ("name", "value", "state"),
    [
        ("REDIS_URL", f"redis://:{CANARY}@h/0", State.FAILED),
        ("EMAIL_URL", f"smtp+tls://u:{CANARY}@h", State.WARNING),
        ("SPARKPOST_API_KEY", CANARY, State.WARNING),
        ("SENTRY_DSN", f"https://{CANARY}@h/1", State.OK),
    ],
)
def test_only_what_we_choose_ourselves_is_refused(monkeypatch, name, value, state):
    monkeypatch.setenv(name, value)
    found = only()
    assert (found.state, CANARY in repr(found)) == (state, False)


def test_a_site_without_a_vault_does_without():
    assert [finding.state for finding in doctor.findings() if finding.name == "vault"] == [State.SKIPPED]


def test_a_secret_file_that_cannot_be_read_is_one_line(monkeypatch, tmp_path):
    monkeypatch.setenv("DJANGO_SECRET_KEY_FILE", str(tmp_path / CANARY))
    found = only()
    assert (found.name, found.state, CANARY in repr(found)) == ("DJANGO_SECRET_KEY", State.FAILED, False)


def test_every_variable_is_read_here_as_the_settings_read_it():
    read = {}
    for path in tree.files(".py", under=("config",)):
        if path != "config/doctor.py" and not path.startswith("config/env/"):  # which declares them
            read |= _typed_reads(tree.read(path))
    expected = {name: method for name, method in read.items() if method in TYPED}
    assert {name: _reader(name) for name in expected} == expected
    assert set(doctor.READERS) - set(expected) == {"CA_CERTIFICATES", "DATABASE_URL", "EMAIL_URL"}


def _typed_reads(source: str) -> dict[str, str]:
    """Each variable that is read by a written-out name, and the function that reads it."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            found[str(node.args[0].value)] = function
    return found


def _reader(name: str) -> str:
    reader = doctor.READERS.get(name)
    known = next((method for method in TYPED if getattr(env, method) is reader), "")
    return known or next((method for method in TYPED if reader and f"env.{method}(" in inspect.getsource(reader)), "")
