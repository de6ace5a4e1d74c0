"""The database: where it is, whose certificate it must show, and how long anything may wait for it."""

from typing import cast
from urllib.parse import unquote

import environ

from config import env, trust
from profiles.shared.limited_connection import LimitedConnection

FORM = "postgres://user:password@host:port/name"


def setting(connections: int) -> dict[str, object]:
    """Django's DATABASES entry, whose pool in each process holds that many connections."""
    found = address()
    return {
        **found,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **trust.database_options(cast("dict[str, object]", found["OPTIONS"])),  # such as sslmode
            "connect_timeout": 2,
            "tcp_user_timeout": 3000,  # milliseconds without a sign of life: else a machine that is gone is waited for
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 2,
            "options": "-c statement_timeout=8000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000",
            "pool": {
                "min_size": 1,
                "max_size": connections,
                "timeout": 2,
                "reconnect_timeout": 1,  # then the next request tries afresh; else pauses double to minutes
                "connection_class": LimitedConnection,  # the limits above end no wait for a server that is frozen
            },
        },
    }


def address() -> dict[str, object]:
    """Where it is and who we are there, from DATABASE_URL with its OPTIONS, or the POSTGRES_* variables."""
    url = env.text("DATABASE_URL")
    if url:
        return {"OPTIONS": {}, **_parts(url)}
    return {
        "OPTIONS": {},
        "ENGINE": "django.db.backends.postgresql",
        "HOST": env.text("POSTGRES_HOST"),
        "PORT": env.number("POSTGRES_PORT"),
        "NAME": env.text("POSTGRES_DB"),
        "USER": env.text("POSTGRES_USER"),
        "PASSWORD": env.text("POSTGRES_PASSWORD"),
    }


def _parts(url: str) -> dict[str, object]:
    scheme, _, rest = url.partition("://")
    if scheme not in ("postgres", "postgresql") or not rest:  # asked first: of others django-environ prints the parts
        raise env.malformed("DATABASE_URL", FORM)
    try:
        parsed: dict[str, object] = dict(environ.Env.db_url_config(url))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, KeyError):
        raise env.malformed("DATABASE_URL", FORM) from None
    if not parsed.get("NAME"):
        raise env.malformed("DATABASE_URL", FORM)
    return {**parsed, "HOST": unquote(str(parsed["HOST"]))}  # a socket's folder is written with %2F
