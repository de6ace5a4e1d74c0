"""The only reader of the monitor's environment: every variable, its meaning, and the settings that follow from all."""

import os
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cron import metrics
from cron.metrics import Metric

SECRETS = Path("/run/secrets")  # where Compose puts them
OWN_HOSTS = ("localhost", "127.0.0.1", "::1")
OK = 200
_TOPIC = r"arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[\w-]+"


class Malformed(ValueError):
    """A variable that cannot be used; the message names it and never shows its value."""


@dataclass(frozen=True)
class Variable:
    """One environment variable; without a value it counts as its default, and None is a default that must be given."""

    name: str
    meaning: str
    default: str | None = ""
    is_secret: bool = False


VARIABLES = (
    Variable("SITE_URL", "Where people reach the site; looked at unless MONITOR_TARGETS names others"),
    Variable("MONITOR_ENVIRONMENT", "Which site the figures are of, like production; part of their namespace", None),
    Variable(
        "MONITOR_TARGETS",
        "What is looked at, separated by commas: an address, then the status (else 200) and words that it must answer",
    ),
    Variable("MONITOR_READY_URL", "Where readiness is told; without it /healthz/ready of the first target"),
    Variable(
        "MONITOR_TRUST",
        "Whose certificates count: `public` authorities, `any`, or a file such as /run/secrets/CA_CERTIFICATES",
        "public",
    ),
    Variable("MONITOR_SECONDS", "From one round to the next", "60"),
    Variable("MONITOR_TIMEOUT", "Seconds in which a target must have answered", "10"),
    Variable("MONITOR_ROUNDS", "Rounds in a row after which a fault, or its end, is told", "2"),
    Variable("MONITOR_SLOW_MS", "Milliseconds above which an answer is slow", "3000"),
    Variable("MONITOR_CERTIFICATE_DAYS", "Days below which a certificate expires too soon", "10"),
    Variable(
        "MONITOR_BACKUPS",
        "Folder, or s3://bucket/prefix, whose newest backup must not be old; Compose gives it BACKUP_TO, else /backups",
    ),
    Variable("MONITOR_BACKUP_HOURS", "Hours after which it is", "26"),
    Variable("MONITOR_DISK_PATH", "A path on the disk that must not fill up", "/"),
    Variable("MONITOR_DISK_PERCENT", "Used part of it that is too much", "90"),
    Variable("MONITOR_MEMORY_PERCENT", "Used part of the machine's memory that is too much", "95"),
    Variable("MONITOR_LOAD_PER_CPU", "Load for each CPU that is too much", "4"),
    Variable("MONITOR_METRICS", "`default`, within what is free, or `all`, with LoadPerCpu", "default"),
    Variable("AWS_REGION", "Region of CloudWatch; without it figures stay in the log"),
    Variable("AWS_DEFAULT_REGION", "The same by its other name"),
    Variable(
        "AWS_ENDPOINT_URL",
        "Where CloudWatch, SNS and S3 are, when not at their maker's; the site's bucket, mail and vault too",
    ),
    Variable("MONITOR_SNS_TOPIC", "Topic that alerts are published to, as arn:partition:sns:region:account:name"),
    Variable("MONITOR_WEBHOOK_URL", "Address with https that alerts are posted to as JSON", is_secret=True),
    Variable("AWS_ACCESS_KEY_ID", "Key for these; without it the role of the machine or task", is_secret=True),
    Variable("AWS_SECRET_ACCESS_KEY", "The secret that belongs to that key", is_secret=True),
    Variable(
        "AWS_SESSION_TOKEN",
        "What belongs to a key that ends; for commands by hand, containers are not given it",
        is_secret=True,
    ),
)


@dataclass(frozen=True)
class Target:
    """An address, and what it should answer."""

    url: str
    status: int = OK
    words: str = ""


@dataclass(frozen=True)
class Limits:
    """From where on something is wrong; the first, how often in a row before it is told."""

    rounds: int = 2
    slow_ms: float = 3000
    certificate_days: float = 10
    backup_hours: float = 26
    backup_seconds: float = 900  # in which the first is made, or one that was seen just now may be out of reach
    disk_percent: float = 90
    memory_percent: float = 95
    load_per_cpu: float = 4


@dataclass(frozen=True)
class Cloud:
    """Where figures and alerts go, and with which keys; empty values leave it to boto3's own chain."""

    region: str = ""
    endpoint: str = ""
    topic: str = ""
    key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """What the monitor does, and for whom."""

    environment: str
    targets: tuple[Target, ...]
    ready_url: str
    verify: bool | str = True
    seconds: float = 60
    timeout: float = 10
    backups: str = ""
    disk_path: str = "/"
    metrics: tuple[Metric, ...] = metrics.DEFAULT
    webhook: str = field(default="", repr=False)
    limits: Limits = Limits()
    cloud: Cloud = Cloud()


def read(environ: Mapping[str, str] = os.environ, secrets: Path = SECRETS) -> Settings:
    """The whole of it, or Malformed."""
    given = {variable.name: _value(variable, environ, secrets) for variable in VARIABLES}
    targets = _targets(given["MONITOR_TARGETS"], given["SITE_URL"])
    return Settings(
        environment=_matching(given, "MONITOR_ENVIRONMENT", r"[a-z0-9][a-z0-9-]{0,39}", "a name like production"),
        targets=targets,
        ready_url=_address(given, "MONITOR_READY_URL") or f"{_origin(targets[0].url)}/healthz/ready",
        verify=_trust(given),
        seconds=_number(given, "MONITOR_SECONDS", least=1, most=900),
        timeout=_number(given, "MONITOR_TIMEOUT", least=1, most=60),
        backups=_matching(given, "MONITOR_BACKUPS", r"|/.*|s3://[a-z0-9.-]+(?:/.*)?", "/folder or s3://bucket/prefix"),
        disk_path=_matching(given, "MONITOR_DISK_PATH", r"/.*", "a path like /"),
        metrics=metrics.ALL if _choice(given, "MONITOR_METRICS", "default", "all") == "all" else metrics.DEFAULT,
        webhook=_webhook(given),
        limits=_limits(given),
        cloud=_cloud(given),
    )


def _limits(given: dict[str, str]) -> Limits:
    return Limits(
        rounds=round(_number(given, "MONITOR_ROUNDS", least=1, most=60)),
        slow_ms=_number(given, "MONITOR_SLOW_MS"),
        certificate_days=_number(given, "MONITOR_CERTIFICATE_DAYS"),
        backup_hours=_number(given, "MONITOR_BACKUP_HOURS"),
        disk_percent=_number(given, "MONITOR_DISK_PERCENT", most=100),
        memory_percent=_number(given, "MONITOR_MEMORY_PERCENT", most=100),
        load_per_cpu=_number(given, "MONITOR_LOAD_PER_CPU"),
    )


def _cloud(given: dict[str, str]) -> Cloud:
    key, secret = given["AWS_ACCESS_KEY_ID"], given["AWS_SECRET_ACCESS_KEY"]
    if bool(key) != bool(secret):
        raise Malformed("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together. Set both or none.")
    region = "AWS_REGION" if given["AWS_REGION"] else "AWS_DEFAULT_REGION"
    return Cloud(
        region=_matching(given, region, r"|[a-z]{2}(?:-[a-z]+)+-\d", "a region like eu-central-1"),
        endpoint=_address(given, "AWS_ENDPOINT_URL"),
        topic=_matching(given, "MONITOR_SNS_TOPIC", rf"|{_TOPIC}", "arn:partition:sns:region:account:name"),
        key=key,
        secret=secret,
        token=given["AWS_SESSION_TOKEN"],
    )


def _trust(given: dict[str, str]) -> bool | str:
    """As requests takes it."""
    wanted = _matching(given, "MONITOR_TRUST", r"public|any|/.*", "`public`, `any` or a path like /authorities.pem")
    if not wanted.startswith("/"):
        return wanted == "public"
    try:
        ssl.create_default_context(cafile=wanted)
    except OSError:
        raise Malformed("MONITOR_TRUST names a file without certificates. Check the path, write PEM into it.") from None
    return wanted


def _webhook(given: dict[str, str]) -> str:
    """Its address is a secret: whoever could read it on its way could tell people anything."""
    url = _address(given, "MONITOR_WEBHOOK_URL")
    parts = urlsplit(url)
    if url and parts.scheme != "https" and parts.hostname not in OWN_HOSTS:
        raise Malformed("MONITOR_WEBHOOK_URL is malformed. It should begin with https, for others can read along http.")
    return url


def _value(variable: Variable, environ: Mapping[str, str], secrets: Path) -> str:
    """From NAME_FILE, else a secret's own file, else NAME, else the default; empty values count as absent."""
    found = environ.get(f"{variable.name}_FILE", "")
    value = _from_file(Path(found), f"{variable.name}_FILE") if found else ""
    if not value and variable.is_secret and (secrets / variable.name).is_file():
        value = _from_file(secrets / variable.name, variable.name)
    value = value or environ.get(variable.name, "").strip()
    if not value and variable.default is None:
        raise Malformed(f"{variable.name} is not set. Set it ({variable.meaning}); .envs/README.md lists all.")
    return value or variable.default or ""


def _from_file(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Malformed(f"{name} names a file that cannot be read. Check the path and its owner.") from None


def _targets(written: str, site: str) -> tuple[Target, ...]:
    name = "MONITOR_TARGETS" if written else "SITE_URL"
    parts = [part.strip() for part in (written or site).split(",") if part.strip()]
    if not parts:
        raise Malformed("MONITOR_TARGETS is not set, and neither is SITE_URL. Set one of them to the site's address.")
    targets = tuple(_target(part, name) for part in parts)
    if len({target.url for target in targets}) < len(targets):
        raise Malformed(f"{name} names an address twice. Leave one out.")
    return targets


def _target(part: str, name: str) -> Target:
    url, _, rest = part.partition(" ")
    url = _checked(url, name)
    if urlsplit(url).path == "/":
        url = url.removesuffix("/")  # one name for one place
    status = re.match(r"([1-5]\d\d)(?:\s+|$)", rest.strip())
    words = rest.strip()[status.end() :] if status else rest.strip()
    return Target(url, int(status[1]) if status else OK, words)


def _address(given: dict[str, str], name: str) -> str:
    return _checked(given[name], name) if given[name] else ""


def _checked(url: str, name: str) -> str:
    """An http(s) address in ASCII, as CloudWatch takes it, without a user."""
    try:
        parts = urlsplit(url)
        well_formed = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        well_formed = False
    if not well_formed or "@" in url or not url.isascii() or not url.isprintable() or len(url) > 1000:
        raise Malformed(f"{name} is malformed. It should be an address like https://people.example.org")
    return url


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _number(given: dict[str, str], name: str, least: float = 0, most: float = 1_000_000) -> float:
    try:
        value = float(given[name])
    except ValueError:
        value = -1
    if not least <= value <= most or value == 0:
        at_least = f"from {least:g}" if least else "above 0 and"
        raise Malformed(f"{name} is malformed. It should be a number {at_least} up to {most:g}.")
    return value


def _choice(given: dict[str, str], name: str, *allowed: str) -> str:
    return _matching(given, name, "|".join(allowed), f"one of {', '.join(allowed)}")


def _matching(given: dict[str, str], name: str, pattern: str, expected: str) -> str:
    if not re.fullmatch(pattern, given[name]):
        raise Malformed(f"{name} is malformed. It should be {expected}.")
    return given[name]
