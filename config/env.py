"""The only reader of the environment: every variable, its meaning, and typed ways to read it."""

import functools
import os
import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from config import vault


@dataclass(frozen=True)
class Variable:
    """One environment variable. `default` None means required wherever settings give none of their own."""

    name: str
    meaning: str
    default: str | None = None
    local: str | None = None
    is_secret: bool = False


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "SITE_URL", "Where people reach the site; hosts, cookies and redirects follow", local="http://localhost:8000"
    ),
    Variable("SITE_NAME", "The site's name, shown in its header", default="Colophon"),
    Variable(
        "DJANGO_ALLOWED_HOSTS", "Further hosts, separated by commas, whose readers are sent on to SITE_URL", default=""
    ),
    Variable(
        "CORS_ALLOWED_ORIGINS",
        "Sites like https://app.example.org, separated by commas, whose pages may send tokens to the API",
        default="",
    ),
    Variable(
        "AI_TRAINING",
        "`refused` asks crawlers that train models to stay out, in robots.txt; or `allowed`",
        default="refused",
    ),
    Variable("SECURITY_CONTACT", "Address or URL for reports of weaknesses, in security.txt", default=""),
    Variable(
        "DJANGO_SECRET_KEY",
        "Signs what the site hands out; long and random",
        local="only-for-one-machine",
        is_secret=True,
    ),
    Variable(
        "DJANGO_DEBUG",
        "Error details in the browser; only for local and test settings",
        default="off",
        local="on",
    ),
    Variable("DATABASE_URL", "PostgreSQL, as postgres://user:password@host:port/name", default="", is_secret=True),
    Variable("POSTGRES_HOST", "Database host, when DATABASE_URL is absent", default="localhost"),
    Variable("POSTGRES_PORT", "Database port", default="5432"),
    Variable("POSTGRES_DB", "Database name", default="colophon"),
    Variable("POSTGRES_USER", "Database user", default="colophon"),
    Variable("POSTGRES_PASSWORD", "Database password", default="", is_secret=True),
    Variable(
        "REDIS_URL",
        "Redis for the cache; without it every process has its own",
        default="",
        is_secret=True,
    ),
    Variable(
        "CA_CERTIFICATES",
        "File of authorities, as PEM: alone believed of the database, beside the public ones of Redis and the provider",
        default="",
    ),
    Variable("OIDC_ISSUER", "The OpenID provider people sign in with", local="http://localhost:9400"),
    Variable("OIDC_RP_CLIENT_ID", "This site's name at the provider", local="colophon"),
    Variable("OIDC_RP_CLIENT_SECRET", "This site's secret at the provider", local="practice", is_secret=True),
    Variable(
        "OIDC_ACCOUNT_PAGE",
        "Where people change their password at the provider; /.well-known/change-password leads there",
        default="",
    ),
    Variable(
        "ORCID_ISSUER",
        "ORCID as an OpenID provider: who signs in there has an authenticated ORCID iD; without it none is called so",
        default="",
    ),
    Variable("TRUSTED_PROXIES", "Networks of proxies in front, like 10.0.0.0/8, that name the client", default=""),
    Variable("RATE_LIMITS", "`off` switches the limits off; read by the local and test settings only", default="on"),
    Variable("MEDIA_ROOT", "Folder for uploaded files, while no bucket is given", default="", local=".local/media"),
    Variable(
        "DJANGO_AWS_STORAGE_BUCKET_NAME", "Bucket for uploaded files; private, for the site hands them out", default=""
    ),
    Variable("DJANGO_AWS_S3_REGION_NAME", "The bucket's region; without it as the machine says", default=""),
    Variable(
        "DJANGO_AWS_S3_ENDPOINT_URL", "Where the bucket is, when it is not at its maker's own address", default=""
    ),
    Variable(
        "DJANGO_AWS_ACCESS_KEY_ID",
        "Key for the bucket; without it the role of the machine or task",
        default="",
        is_secret=True,
    ),
    Variable("DJANGO_AWS_SECRET_ACCESS_KEY", "The secret that belongs to that key", default="", is_secret=True),
    Variable("MEDIA_CACHE_MB", "Room for copies of the bucket's files in the folder for temporary files", default="32"),
    Variable(
        "KEPT_STATIC_ROOT",
        "Folder with the static files of the last releases, for pages that another one than this rendered",
        default="",
    ),
    Variable("BACKUP_TO", "Where backups lie: a folder, or s3://bucket/prefix", default=""),
    Variable("BACKUP_KEEP", "How many backups stay in a folder; a bucket has rules of its own", default="14"),
    Variable(
        "BACKUP_RECIPIENT",
        "Public key of age that backups are encrypted for, like age1...; a bucket wants one",
        default="",
    ),
    Variable(
        "BACKUP_AWS_ACCESS_KEY_ID",
        "Key for the bucket of backups, of a role that may only write; without it the role of the machine or task",
        default="",
        is_secret=True,
    ),
    Variable("BACKUP_AWS_SECRET_ACCESS_KEY", "The secret that belongs to that key", default="", is_secret=True),
    Variable("POSTGRES_TOOLS", "Folder of pg_dump and pg_restore", default="/opt/postgresql/bin"),
    Variable("API_SERVER_URL", "Address of the API in its schema, when it differs from SITE_URL", default=""),
    Variable(
        "EMAIL_URL",
        "How mail leaves, as smtp+tls://user:password@host:587 or ses://region; without it none does",
        default="",
        local="console:",
        is_secret=True,
    ),
    Variable("SPARKPOST_API_KEY", "Sends mail through SparkPost instead", default="", is_secret=True),
    Variable("DEFAULT_FROM_EMAIL", "Who mail comes from; without it no-reply at the site's host", default=""),
    Variable(
        "SENTRY_DSN",
        "Collector of errors, told their kind and place only; without it errors are in the log alone",
        default="",
        is_secret=True,
    ),
    Variable(
        "AWS_SECRET_NAME",
        "One secret in Secrets Manager that holds variables as JSON, for those that are given in no other way",
        default="",
    ),
    Variable("LOG_LEVEL", "Lowest level that is logged", default="INFO"),
    Variable(
        "METRICS", "`emf` writes metrics into the log, in the form that CloudWatch Logs reads; or `off`", default="off"
    ),
    Variable("GIT_SHA", "The release, part of every ETag; without it the files' times stand in", default=""),
    Variable("GUNICORN_WORKERS", "Server processes; without it one per usable CPU, at least two", default=""),
    Variable("GUNICORN_THREADS", "Threads per process; also the size of its database pool", default="4"),
    Variable("GUNICORN_TIMEOUT", "Seconds after which a stuck process is replaced", default="30"),
    Variable(
        "DRAIN_SECONDS",
        "Seconds for which a server that is told to stop still takes requests, while it says that it is not ready",
        default="5",
    ),
)
_KNOWN = {variable.name: variable for variable in VARIABLES}
_SECRET = {variable.name for variable in VARIABLES if variable.is_secret}
SECRETS = "/run/secrets"  # where containers find a file for each secret, by its name
_environ = environ.Env.ENVIRON  # read as it is: its own reader takes a value like $NAME for another variable's name
_defaults: dict[str, str] = {}


def use_local_defaults() -> None:
    """Let every variable with a value for one machine be absent; `local` and `test` settings call this first."""
    use_defaults(**{variable.name: variable.local for variable in VARIABLES if variable.local is not None})


def use_defaults(**values: str) -> None:
    _defaults.update(values)


def environment() -> str:
    """The last word of the settings in force, such as `dev` or `production`."""
    return _environ.get("DJANGO_SETTINGS_MODULE", "").rpartition(".")[2]


def text(name: str) -> str:
    """From a file, else NAME, else the secret of AWS_SECRET_NAME, else the default; empty values count as absent.

    The file is the one that NAME_FILE names; for secrets, while NAME_FILE is not there at all, /run/secrets/NAME.
    """
    value = _given(name)
    if value:
        return value
    default = _defaults.get(name, _KNOWN[name].default)
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it ({_KNOWN[name].meaning}); .envs/README.md lists all.")
    return default


def is_given(name: str) -> bool:
    """Whether the environment has a value of its own for it, so that no default counts."""
    return bool(_given(name))


def flag(name: str) -> bool:
    value = text(name).lower()
    if value in ("on", "true", "yes", "1"):
        return True
    if value in ("off", "false", "no", "0", ""):
        return False
    raise _malformed(name, "`on` or `off`")


def number(name: str) -> int:
    value = text(name)
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise _malformed(name, "a whole number above 0")
    return int(value)


def choice(name: str, *allowed: str) -> str:
    value = text(name)
    if value not in allowed:
        raise _malformed(name, f"one of {', '.join(allowed)}")
    return value


def web_address(name: str) -> str:
    """An http(s) address without a slash at its end."""
    return exact_address(name).rstrip("/")


def optional_web_address(name: str) -> str:
    """The same, or an empty text."""
    return web_address(name) if text(name) else ""


def exact_address(name: str) -> str:
    """An http(s) address without query or user, as it was written: a slash at its end belongs to an issuer's name."""
    value = text(name)
    try:
        parts = urlsplit(value)
        well_formed = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        well_formed = False
    if not well_formed or "@" in value or "?" in value or "#" in value:
        raise _malformed(name, "an address like https://people.example.org")
    return value


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Networks or single addresses, separated by commas or spaces."""
    try:
        return [ip_network(part) for part in text(name).replace(",", " ").split()]
    except ValueError:
        raise _malformed(name, "networks like 10.0.0.0/8, separated by commas") from None


def redis_address(name: str) -> str:
    """Where Redis is, or an empty text."""
    value = text(name)
    try:
        parts = urlsplit(value)
        well_formed = bool(parts.path if parts.scheme == "unix" else parts.hostname) and parts.port != 0
    except ValueError:
        well_formed = False
    if value and not (well_formed and parts.scheme in ("redis", "rediss", "unix")):
        raise _malformed(name, "an address like redis://host:6379/0")
    return value


def database() -> dict[str, object]:
    """Django's DATABASES entry, from DATABASE_URL or the POSTGRES_* variables; OPTIONS are those in the address."""
    url = text("DATABASE_URL")
    if url:
        return {"OPTIONS": {}, **_database_from(url)}
    return {
        "OPTIONS": {},
        "ENGINE": "django.db.backends.postgresql",
        "HOST": text("POSTGRES_HOST"),
        "PORT": number("POSTGRES_PORT"),
        "NAME": text("POSTGRES_DB"),
        "USER": text("POSTGRES_USER"),
        "PASSWORD": text("POSTGRES_PASSWORD"),
    }


def _database_from(url: str) -> dict[str, object]:
    scheme, _, rest = url.partition("://")
    if scheme not in ("postgres", "postgresql") or not rest:  # asked first: of others django-environ prints the parts
        raise _malformed("DATABASE_URL", "postgres://user:password@host:port/name")
    try:
        parsed: dict[str, object] = dict(environ.Env.db_url_config(url))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, KeyError):
        raise _malformed("DATABASE_URL", "postgres://user:password@host:port/name") from None
    if not parsed.get("NAME"):
        raise _malformed("DATABASE_URL", "postgres://user:password@host:port/name")
    return {**parsed, "HOST": unquote(str(parsed["HOST"]))}  # a socket's folder is written with %2F


def hosts(name: str) -> list[str]:
    """Names of hosts, without ports and without patterns, separated by commas or spaces."""
    found = text(name).lower().replace(",", " ").split()
    if not all(re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", host) for host in found):
        raise _malformed(name, "names of hosts like www.example.org, separated by commas")
    return found


def origins(name: str) -> list[str]:
    """Scheme, host and port of sites, as browsers name them, separated by commas or spaces."""
    found = text(name).lower().replace(",", " ").split()
    if not all(re.fullmatch(r"https?://[a-z0-9.-]+(?::[0-9]+)?", origin) for origin in found):
        raise _malformed(name, "addresses like https://app.example.org, separated by commas")
    return found


def collector(name: str) -> str:
    """Where errors are reported, with the key that belongs to it, or an empty text."""
    value = text(name)
    if value and not re.fullmatch(r"https?://[^/@:\s]+(?::[^/@\s]+)?@[^/@\s]+/(?:[^?#\s]*/)?[0-9]+", value):
        raise _malformed(name, "an address like https://key@host/number")
    return value


def _given(name: str) -> str:
    return _outside(name) or _vault().get(name, "")


@functools.cache
def _vault() -> dict[str, str]:
    """Read once; the keys to it are outside of it."""
    secret = _environ.get("AWS_SECRET_NAME", "")
    if not secret:
        return {}
    key, key_secret = map(_outside, ("DJANGO_AWS_ACCESS_KEY_ID", "DJANGO_AWS_SECRET_ACCESS_KEY"))
    regions = map(_outside, ("DJANGO_AWS_S3_REGION_NAME", "AWS_REGION", "AWS_DEFAULT_REGION"))
    return vault.read(secret, region=next(filter(None, regions), ""), keys=(key, key_secret))


def _outside(name: str) -> str:
    """What is given for it without the vault."""
    return _from_file(name) or _environ.get(name, "")


def _from_file(name: str) -> str:
    path = _environ.get(f"{name}_FILE")
    named = f"{name}_FILE names a file"
    own = f"{SECRETS}/{name}"
    if path is None and name in _SECRET and os.path.isfile(own):  # noqa: PTH113, which raises where one may not look
        path, named = own, f"{name} has a file in {SECRETS}"
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"{named} that cannot be read. Check the path and its owner.") from None


def _malformed(name: str, expected: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is malformed. It should be {expected}.")
