"""The doctor's first look: every variable that is missing, malformed or weak, at once, before settings read any."""

import importlib
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import database, env, mail, strength, trust
from config.env import Variable
from profiles.operations.doctor import report
from profiles.operations.doctor.findings import Finding, State

# How each variable is read that is not plain text; a test compares this with the settings.
READERS: dict[str, Callable[[str], object]] = {
    "SITE_URL": env.web_address,
    "OIDC_ISSUER": env.exact_address,
    "DJANGO_DEBUG": env.flag,
    "RATE_LIMITS": env.flag,
    "POSTGRES_PORT": env.number,
    "GUNICORN_THREADS": env.number,
    "GUNICORN_TIMEOUT": env.number,
    "DRAIN_SECONDS": env.number,
    "GUNICORN_WORKERS": env.number,
    "MEDIA_CACHE_MB": env.number,
    "BACKUP_KEEP": env.number,
    "DJANGO_AWS_S3_ENDPOINT_URL": env.optional_web_address,
    "OIDC_ACCOUNT_PAGE": env.optional_web_address,
    "DJANGO_ALLOWED_HOSTS": env.hosts,
    "CORS_ALLOWED_ORIGINS": env.origins,
    "SENTRY_DSN": env.collector,
    "EMAIL_URL": lambda _name: mail.chosen(),
    "REDIS_URL": env.redis_address,
    "TRUSTED_PROXIES": env.networks,
    "CA_CERTIFICATES": lambda _name: trust.authorities(),
    "LOG_LEVEL": lambda name: env.choice(name, "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"),
    "METRICS": lambda name: env.choice(name, "off", "emf"),
    "AI_TRAINING": lambda name: env.choice(name, "refused", "allowed"),
    "DATABASE_URL": lambda _name: database.address(),
}
VAULT = "AWS_SECRET_NAME"
ENCRYPTED = ("SITE_URL", "OIDC_ISSUER")
ONE_MACHINE = ("config.settings.local", "config.settings.test")
# What else stands in a secret that is an address; only its password is judged.
_ADDRESSES = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SENTRY_DSN")
# The others are chosen by whoever runs the service, whose habits are not ours to refuse.
_OURS = ("DJANGO_SECRET_KEY", "POSTGRES_PASSWORD", "DATABASE_URL", "REDIS_URL")


def findings() -> list[Finding]:
    """One for each variable that is not well, or a single one that all are; and one for the vault of others."""
    wrong: list[Finding] = []
    for variable in env.VARIABLES:
        wrong += _judged(variable)
        if any(finding.name == VAULT for finding in wrong):
            return wrong  # each of the others would wait for it again, to say the same
    if not wrong:
        given = sum(env.is_given(variable.name) for variable in env.VARIABLES)
        sentence = f"{given} are set, the others have defaults; all are well formed."
        wrong = [Finding("variables", State.OK, sentence)]
    return [*wrong, _vault()]


def refuse_unreadable_settings(arguments: list[str]) -> None:
    """End here, with all that is wrong, when the settings cannot be read; else the command shows it with the rest."""
    refusal = _refusal()
    if refusal is None:
        return
    found = findings()
    if not any(finding.name in refusal.sentence for finding in found):
        found.append(refusal)
    found.append(Finding("everything else", State.WARNING, "Not looked at while the settings cannot be read."))
    parser = ArgumentParser(prog="manage.py doctor", add_help=False)
    report.add_arguments(parser)
    print(report.written(found, parser.parse_known_args(arguments)[0].format))
    sys.exit(report.exit_status(found))


def _vault() -> Finding:
    if not env.text(VAULT):
        return Finding("vault", State.SKIPPED, "Not configured: no variable is kept elsewhere.")
    return Finding("vault", State.OK, f"The secret that {VAULT} names was read.")


def _refusal() -> Finding | None:
    name = os.environ["DJANGO_SETTINGS_MODULE"]
    try:
        importlib.import_module(name)
    except ImproperlyConfigured as problem:
        return _finding("settings", problem)
    except ModuleNotFoundError as problem:
        if problem.name is None or not name.startswith(problem.name):
            raise
        remedy = "Name one of config.settings.production, config.settings.dev, config.settings.local."
        return Finding("settings", State.FAILED, "DJANGO_SETTINGS_MODULE names settings that do not exist.", remedy)
    return None


def _judged(variable: Variable) -> Iterator[Finding]:
    try:
        env.text(variable.name)
        if variable.name in READERS and _is_read(variable.name):
            READERS[variable.name](variable.name)
    except ImproperlyConfigured as problem:
        yield _finding(variable.name, problem)
        return
    if os.environ["DJANGO_SETTINGS_MODULE"] not in ONE_MACHINE:
        yield from _judged_strictly(variable)


def _is_read(name: str) -> bool:
    """Those without a default may be absent, and DATABASE_URL stands for others that are judged by themselves."""
    return env.is_given(name) or bool(env.text(name))


def _judged_strictly(variable: Variable) -> Iterator[Finding]:
    name = variable.name
    value = env.text(name)
    if name in ENCRYPTED and not value.startswith("https://"):
        yield Finding(name, State.FAILED, f"{name} is not https.", "Nothing may travel in the clear; use https.")
    if name == "LOG_LEVEL" and value == "DEBUG":
        yield Finding(name, State.WARNING, "LOG_LEVEL is DEBUG.", "Set INFO: details fill the disk.")
    if name == "POSTGRES_PASSWORD" and not value and not env.is_given("DATABASE_URL"):
        yield Finding(name, State.WARNING, "The database has no password.", "Set DATABASE_URL or POSTGRES_PASSWORD.")
    if variable.is_secret and value:
        yield from _judged_secret(name, value)


def _judged_secret(name: str, value: str) -> Iterator[Finding]:
    secret = value
    if name in _ADDRESSES:
        secret = _password_in(value)
        if not secret:
            return
    length = strength.KEY_LENGTH if name == "DJANGO_SECRET_KEY" else strength.SECRET_LENGTH
    weakness = strength.weakness(secret, length=length)
    if not weakness:
        return
    what = f"The password in {name}" if name in _ADDRESSES else name
    state = State.FAILED if name in _OURS else State.WARNING
    yield Finding(name, state, f"{what} {weakness}.", "Use a long random one; `make env` generates them.")


def _password_in(address: str) -> str:
    return unquote(urlsplit(address).password or "")  # well formed, or it would not have come so far


def _finding(name: str, problem: ImproperlyConfigured) -> Finding:
    sentence, _, remedy = str(problem).partition(". ")
    if sentence.startswith(VAULT):
        name = VAULT
    return Finding(name, State.FAILED, f"{sentence.rstrip('.')}.", remedy)
