"""What each environment's settings promise; each is loaded in a process of its own, as a server would."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import env

ROOT = Path(env.__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SITE_URL": "https://people.example.org",
    "DJANGO_SECRET_KEY": "a-key-for-tests-" * 4,
    "OIDC_ISSUER": "https://provider.example.org",
    "OIDC_RP_CLIENT_ID": "site",
    "OIDC_RP_CLIENT_SECRET": "its-own-secret",
}
SHOW = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=lambda value: ""))
"""


def python(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    known = {variable.name for variable in env.VARIABLES}
    inherited = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in known}
    inherited.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=inherited | variables, capture_output=True, text=True, check=False
    )


def settings(**variables: str) -> dict:
    loaded = python("-c", SHOW, **variables)
    assert loaded.returncode == 0, loaded.stderr
    return json.loads(loaded.stdout)


@pytest.fixture(scope="module")
def production() -> dict:
    return settings(**PRODUCTION)


@pytest.fixture(scope="module")
def local() -> dict:
    return settings(DJANGO_SETTINGS_MODULE="config.settings.local")


def test_production_shows_no_details_and_has_no_switch_for_them(production):
    assert production["DEBUG"] is False
    assert settings(**PRODUCTION, DJANGO_DEBUG="on")["DEBUG"] is False


def test_the_test_site_is_the_live_site_but_hidden_from_search_engines(production):
    test_site = settings(**PRODUCTION | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"})
    differing = {name for name in production if production[name] != test_site.get(name)}
    assert differing - {"SETTINGS_MODULE"} == {"IS_INDEXED"}
    assert (production["IS_INDEXED"], test_site["IS_INDEXED"]) == (True, False)


def test_production_keeps_its_rate_limits(production):
    assert production["RATE_LIMITS"]["sign-in-address"] == "60/minute"
    assert settings(**PRODUCTION, RATE_LIMITS="off")["RATE_LIMITS"] == production["RATE_LIMITS"]


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("SITE_URL", "http://people.example.org", "SITE_URL is not https"),
        ("OIDC_ISSUER", "http://provider.example.org", "OIDC_ISSUER is not https"),
        ("DJANGO_SECRET_KEY", "a-key-for-tests-" * 3, "DJANGO_SECRET_KEY is too short"),
        ("DJANGO_SECRET_KEY", "only-for-one-machine", "DJANGO_SECRET_KEY is too short"),
        ("DJANGO_SECRET_KEY", "k" * 60, "DJANGO_SECRET_KEY can be guessed"),
        ("DJANGO_SECRET_KEY", "django-insecure-" + "a-key-for-tests-" * 4, "DJANGO_SECRET_KEY can be guessed"),
        ("OIDC_RP_CLIENT_SECRET", "practice", "OIDC_RP_CLIENT_SECRET is an example"),
        ("POSTGRES_PASSWORD", "changeme", "The database's password is an example"),
        ("DATABASE_URL", "postgres://site:Postgres@db/site", "The database's password is an example"),
    ],
)
def test_production_refuses_what_is_only_fit_for_one_machine(name, value, why):
    refusal = python("-c", SHOW, **PRODUCTION | {name: value})
    assert refusal.returncode != 0
    assert why in refusal.stderr
    assert value not in refusal.stdout + refusal.stderr


def test_a_refusal_is_one_sentence():
    refusal = python("manage.py", "check", **PRODUCTION | {"OIDC_ISSUER": "http://provider.example.org"})
    assert refusal.returncode == 1
    assert refusal.stderr.count("\n") == 1
    assert refusal.stderr.startswith("OIDC_ISSUER is not https.")


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "DJANGO_SETTINGS_MODULE"])
def test_production_has_no_default_for_what_must_be_decided(name):
    refusal = python("-c", SHOW, **PRODUCTION | {name: ""})
    assert refusal.returncode != 0
    assert f"{name} is not set" in refusal.stderr


def test_cookies_on_https_belong_to_this_host_alone(production):
    assert production["SESSION_COOKIE_NAME"] == "__Host-session"
    assert production["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert production["LANGUAGE_COOKIE_NAME"] == "__Host-language"
    assert production["LANGUAGE_COOKIE_SECURE"] is True
    for kind in ("SESSION", "CSRF"):
        assert production[f"{kind}_COOKIE_SECURE"] is True
        assert production[f"{kind}_COOKIE_HTTPONLY"] is True
        assert production[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        assert production[f"{kind}_COOKIE_PATH"] == "/"
        assert production[f"{kind}_COOKIE_DOMAIN"] is None


def test_cookies_on_plain_http_are_accepted_by_browsers(local):
    assert local["SESSION_COOKIE_NAME"] == "session"
    assert local["SESSION_COOKIE_SECURE"] is False
    assert local["SESSION_COOKIE_HTTPONLY"] is True


def test_https_is_remembered_for_two_years(production, local):
    assert production["SECURE_HSTS_SECONDS"] >= 2 * 365 * 24 * 3600
    assert local["SECURE_HSTS_SECONDS"] == 0


def test_hosts_and_origins_follow_from_the_address(production):
    assert production["ALLOWED_HOSTS"] == ["people.example.org"]
    assert production["CSRF_TRUSTED_ORIGINS"] == ["https://people.example.org"]
    assert production["SPECTACULAR_SETTINGS"]["SERVERS"] == [{"url": "https://people.example.org"}]


def test_nothing_in_production_names_another_host(production):
    """No default names a real host: every address in the settings is one that was given."""
    text = json.dumps(
        {name: value for name, value in production.items() if name not in ("LANGUAGES", "LANGUAGES_BIDI")}
    )
    hosts = {word.split("/")[2].strip("'\"\\]},") for word in text.replace('"', " ").split() if "://" in word}
    assert hosts - {"sys.stdout"} == {"people.example.org", "provider.example.org"}


def test_build_settings_check_without_any_variable():
    checked = python("manage.py", "check", DJANGO_SETTINGS_MODULE="config.settings.build")
    assert checked.returncode == 0, checked.stderr


def test_local_needs_no_variable_and_shows_details(local):
    assert local["DEBUG"] is True
    assert local["SITE_URL"] == "http://localhost:8000"


def test_local_details_can_be_switched_off():
    assert settings(DJANGO_SETTINGS_MODULE="config.settings.local", DJANGO_DEBUG="off")["DEBUG"] is False


def test_local_limits_can_be_switched_off(local):
    assert local["RATE_LIMITS"]
    assert settings(DJANGO_SETTINGS_MODULE="config.settings.local", RATE_LIMITS="off")["RATE_LIMITS"] == {}


def test_without_redis_sessions_are_in_the_database_alone(production):
    assert production["SESSION_ENGINE"] == "django.contrib.sessions.backends.db"
    assert production["CACHES"]["default"]["BACKEND"].endswith("LocMemCache")


def test_with_redis_the_cache_is_bounded_and_sessions_are_in_both():
    found = settings(**PRODUCTION, REDIS_URL="redis://cache:6379/0")
    assert found["SESSION_ENGINE"] == "django.contrib.sessions.backends.cached_db"
    options = found["CACHES"]["default"]["OPTIONS"]
    assert options["SOCKET_CONNECT_TIMEOUT"] <= 0.5
    assert options["SOCKET_TIMEOUT"] <= 0.5
    assert options["SERIALIZER"].endswith("JSONSerializer")
    assert found["SESSION_SERIALIZER"].endswith("JSONSerializer")
