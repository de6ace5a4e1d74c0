"""What variables say, as values: typed, and refused with a sentence that names the variable and never shows it."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.env.sources import text


def flag(name: str) -> bool:
    value = text(name).lower()
    if value in ("on", "true", "yes", "1"):
        return True
    if value in ("off", "false", "no", "0", ""):
        return False
    raise malformed(name, "`on` or `off`")


def number(name: str) -> int:
    value = text(name)
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise malformed(name, "a whole number above 0")
    return int(value)


def choice(name: str, *allowed: str) -> str:
    value = text(name)
    if value not in allowed:
        raise malformed(name, f"one of {', '.join(allowed)}")
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
        raise malformed(name, "an address like https://people.example.org")
    return value


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Networks or single addresses, separated by commas or spaces."""
    try:
        return [ip_network(part) for part in text(name).replace(",", " ").split()]
    except ValueError:
        raise malformed(name, "networks like 10.0.0.0/8, separated by commas") from None


def redis_address(name: str) -> str:
    """Where Redis is, or an empty text."""
    value = text(name)
    try:
        parts = urlsplit(value)
        well_formed = bool(parts.path if parts.scheme == "unix" else parts.hostname) and parts.port != 0
    except ValueError:
        well_formed = False
    if value and not (well_formed and parts.scheme in ("redis", "rediss", "unix")):
        raise malformed(name, "an address like redis://host:6379/0")
    return value


def hosts(name: str) -> list[str]:
    """Names of hosts, without ports and without patterns, separated by commas or spaces."""
    found = text(name).lower().replace(",", " ").split()
    if not all(re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", host) for host in found):
        raise malformed(name, "names of hosts like www.example.org, separated by commas")
    return found


def origins(name: str) -> list[str]:
    """Scheme, host and port of sites, as browsers name them, separated by commas or spaces."""
    found = text(name).lower().replace(",", " ").split()
    if not all(re.fullmatch(r"https?://[a-z0-9.-]+(?::[0-9]+)?", origin) for origin in found):
        raise malformed(name, "addresses like https://app.example.org, separated by commas")
    return found


def collector(name: str) -> str:
    """Where errors are reported, with the key that belongs to it, or an empty text."""
    value = text(name)
    if value and not re.fullmatch(r"https?://[^/@:\s]+(?::[^/@\s]+)?@[^/@\s]+/(?:[^?#\s]*/)?[0-9]+", value):
        raise malformed(name, "an address like https://key@host/number")
    return value


def malformed(name: str, expected: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is malformed. It should be {expected}.")
