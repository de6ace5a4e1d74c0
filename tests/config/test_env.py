"""The environment's reader: typed, early, and silent about values."""

import warnings
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env
from config.env import sources

CANARY = "c4n4ry-v4lue"
pytestmark = pytest.mark.usefixtures("no_variables")


def refused(read, *arguments) -> str:
    """The sentence with which a value is refused, as anything printed with it."""
    refused_here = pytest.raises(ImproperlyConfigured)
    with warnings.catch_warnings(record=True, action="always") as printed, refused_here as refusal:
        read(*arguments)
    cause = refusal.value.__cause__ or (not refusal.value.__suppress_context__ and refusal.value.__context__) or ""
    return f"{refusal.value} {cause} {[str(line.message) for line in printed]}"


def test_a_missing_value_is_named_with_what_to_do():
    sentence = refused(env.text, "SITE_URL")
    assert "SITE_URL is not set" in sentence
    assert ".envs/README.md" in sentence


def test_an_empty_value_counts_as_missing(monkeypatch):
    monkeypatch.setenv("SITE_NAME", "")
    monkeypatch.setenv("SITE_URL", "")
    assert env.text("SITE_NAME") == "Colophon"
    assert not env.is_given("SITE_NAME")
    assert "SITE_URL is not set" in refused(env.text, "SITE_URL")


def test_local_defaults_make_every_variable_optional():
    env.use_local_defaults()
    assert env.text("SITE_URL") == "http://localhost:8000"
    for variable in env.VARIABLES:
        assert isinstance(env.text(variable.name), str)


def test_the_environment_wins_over_defaults(monkeypatch):
    env.use_local_defaults()
    monkeypatch.setenv("SITE_URL", "https://people.example.org/")
    assert env.web_address("SITE_URL") == "https://people.example.org"
    assert env.is_given("SITE_URL")


def test_a_secret_file_loses_its_trailing_newline_and_nothing_else(monkeypatch, tmp_path):
    secret = tmp_path / "key"
    secret.write_text(" with spaces and = signs \r\n\n")
    monkeypatch.setenv("DJANGO_SECRET_KEY_FILE", str(secret))
    assert env.text("DJANGO_SECRET_KEY") == " with spaces and = signs "


def test_an_empty_secret_file_counts_as_missing(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("\n")
    monkeypatch.setenv("REDIS_URL_FILE", str(tmp_path / "key"))
    assert env.redis_address("REDIS_URL") == ""


def test_a_file_wins_over_the_plain_variable(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from the file")
    monkeypatch.setenv("DJANGO_SECRET_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("DJANGO_SECRET_KEY", "plain")
    assert env.text("DJANGO_SECRET_KEY") == "from the file"


@pytest.fixture
def given_secrets(monkeypatch, tmp_path):
    """The folder in which a container finds its secrets."""
    monkeypatch.setattr(sources, "SECRETS", str(tmp_path))
    return tmp_path


def test_a_secret_is_found_in_the_folder_of_secrets_without_being_named(given_secrets, monkeypatch):
    monkeypatch.setenv("DJANGO_SECRET_KEY", "plain")
    (given_secrets / "DJANGO_SECRET_KEY").write_text("from the folder\n")
    assert env.text("DJANGO_SECRET_KEY") == "from the folder"
    assert env.is_given("DJANGO_SECRET_KEY")


def test_an_empty_file_in_the_folder_of_secrets_counts_as_missing(given_secrets, monkeypatch):
    monkeypatch.setenv("DJANGO_SECRET_KEY", "plain")
    (given_secrets / "DJANGO_SECRET_KEY").write_text("\n")
    assert env.text("DJANGO_SECRET_KEY") == "plain"


def test_what_is_no_secret_is_not_looked_for_among_secrets(given_secrets):
    (given_secrets / "SITE_NAME").write_text("from the folder")
    (given_secrets / "DJANGO_SECRET_KEY").mkdir()
    assert env.text("SITE_NAME") == "Colophon"
    assert not env.is_given("DJANGO_SECRET_KEY")


@pytest.mark.parametrize(("named", "found"), [("named", "named"), ("", "plain")])
def test_a_named_file_counts_before_the_folder_of_secrets_and_an_empty_name_means_none(
    given_secrets, monkeypatch, named, found
):
    (given_secrets / "DJANGO_SECRET_KEY").write_text("from the folder")
    (given_secrets / "named").write_text("named")
    monkeypatch.setenv("DJANGO_SECRET_KEY", "plain")
    monkeypatch.setenv("DJANGO_SECRET_KEY_FILE", named and str(given_secrets / named))
    assert env.text("DJANGO_SECRET_KEY") == found


def test_an_unreadable_file_in_the_folder_of_secrets_is_refused_without_its_content(given_secrets):
    (given_secrets / "DJANGO_SECRET_KEY").write_bytes(b"\xff" + CANARY.encode())
    sentence = refused(env.text, "DJANGO_SECRET_KEY")
    assert "DJANGO_SECRET_KEY" in sentence
    assert CANARY not in sentence


def test_a_value_that_begins_with_a_dollar_is_taken_as_it_is(monkeypatch):
    monkeypatch.setenv("DJANGO_SECRET_KEY", "$HOME-$(x)")
    assert env.text("DJANGO_SECRET_KEY") == "$HOME-$(x)"


@pytest.mark.parametrize("content", [None, b"\xff\xfe"], ids=["missing", "not text"])
def test_an_unreadable_secret_file_is_refused_without_its_path_or_content(monkeypatch, tmp_path, content):
    path = tmp_path / CANARY
    if content:
        path.write_bytes(content)
    monkeypatch.setenv("DJANGO_SECRET_KEY_FILE", str(path))
    sentence = refused(env.text, "DJANGO_SECRET_KEY")
    assert "DJANGO_SECRET_KEY_FILE" in sentence
    assert CANARY not in sentence


@pytest.mark.parametrize(
    ("written", "meant"), [("on", True), ("True", True), ("1", True), ("off", False), ("NO", False), ("0", False)]
)
def test_flags(monkeypatch, written, meant):
    monkeypatch.setenv("DJANGO_DEBUG", written)
    assert env.flag("DJANGO_DEBUG") is meant


def test_numbers(monkeypatch):
    monkeypatch.setenv("GUNICORN_THREADS", "12")
    assert env.number("GUNICORN_THREADS") == 12


@pytest.mark.parametrize("address", ["https://a.example", "http://localhost:8000", "http://[::1]:8000"])
def test_well_formed_addresses(monkeypatch, address):
    monkeypatch.setenv("SITE_URL", f"{address}/")
    assert env.web_address("SITE_URL") == address


MALFORMED = {
    "flag": (env.flag, "DJANGO_DEBUG", ["perhaps", "2"]),
    "number": (env.number, "GUNICORN_THREADS", ["0", "-1", "1.5", "four", "٤"]),
    "address": (
        env.web_address,
        "SITE_URL",
        ["example.org", "ftp://a", "https://", "https://u:p@a", "https://a?x", "https://a#x", "http://a:0", "//a"],
    ),
    "address that cannot be taken apart": (
        env.web_address,
        "SITE_URL",
        ["http://a:port", "http://[a", "https://a:99999"],
    ),
    "hosts": (env.hosts, "DJANGO_ALLOWED_HOSTS", ["*", ".example.org", "a:80", "https://a", "a_b"]),
    "origins": (env.origins, "CORS_ALLOWED_ORIGINS", ["*", "null", "a.example", "https://a/", "https://a/b"]),
    "collector": (
        env.collector,
        "SENTRY_DSN",
        ["https://a.example/1", "k@a.example/1", "https://k@a.example/", "https://k@a.example/x"],
    ),
    "redis": (env.redis_address, "REDIS_URL", ["localhost", "http://a", "redis://", "unix://", "redis://a:port"]),
}


@pytest.mark.parametrize(
    ("read", "name", "value"), [(read, name, value) for read, name, values in MALFORMED.values() for value in values]
)
def test_malformed_values_are_refused_without_being_shown(monkeypatch, read, name, value):
    for shown in (value, f"{value}{CANARY}" if value not in ("https://", "redis://", "unix://") else value):
        monkeypatch.setenv(name, shown)
        sentence = refused(read, name)
        assert f"{name} is malformed" in sentence
        assert CANARY not in sentence


def test_lists_of_hosts_and_origins(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOWED_HOSTS", "WWW.example.org, old.example.org")
    monkeypatch.setenv("CORS_ALLOWED_ORIGINS", "https://app.example.org http://localhost:3000")
    assert env.hosts("DJANGO_ALLOWED_HOSTS") == ["www.example.org", "old.example.org"]
    assert env.origins("CORS_ALLOWED_ORIGINS") == ["https://app.example.org", "http://localhost:3000"]


@pytest.mark.parametrize("address", ["", "https://k@a.example/1", "https://k:s@a.example:8443/below/1"])
def test_well_formed_addresses_of_a_collector(monkeypatch, address):
    monkeypatch.setenv("SENTRY_DSN", address)
    assert env.collector("SENTRY_DSN") == address


@pytest.mark.parametrize("address", ["redis://h:6379/0", "rediss://u:p@h/1", "unix:///run/redis.sock", ""])
def test_well_formed_redis_addresses(monkeypatch, address):
    monkeypatch.setenv("REDIS_URL", address)
    assert env.redis_address("REDIS_URL") == address


def test_nothing_else_reads_the_environment():
    """`config/local` starts processes and hands it on; everything else asks config/env."""
    root = Path(env.__file__).resolve().parents[2]
    files = [*(root / "config/settings").glob("*.py"), *(root / "profiles").rglob("*.py")]
    readers = [path for path in files if "os.environ" in path.read_text() or "getenv" in path.read_text()]
    assert readers == []
