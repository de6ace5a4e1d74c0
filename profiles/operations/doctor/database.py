"""The database: reached, recent, encrypted, with connections to spare, and every migration applied."""

import contextlib
from collections.abc import Iterator
from typing import Any

import psycopg
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from profiles.operations.doctor.findings import Check, Seen, failed, ok, warning

OLDEST_MAJOR = 18
PATCHED = 180006
GENERATIONS = 2  # while one release takes over from another, both hold their connections
NEARLY_ALL = 0.9

_CAPACITY = """
    SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
         - current_setting('reserved_connections')::int,
           (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user),
           (SELECT datconnlimit FROM pg_database WHERE datname = current_database()),
           (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')
"""
_REASONS = {  # words of its own messages, which are not shown: they name users and hosts
    "password authentication failed": "It refuses the user or the password.",
    "no password supplied": "It wants a password, and none is set.",
    "no pg_hba.conf entry": "It lets nobody in from here as this user, or only with TLS.",
    "role ": "It does not know the user.",
    "database ": "It has no database of that name.",
    "certificate": "Its certificate is not one that is trusted here.",
    "SSL": "TLS with it cannot be set up as `sslmode` asks.",
    "too many": "All of its connections are taken.",
    "remaining connection slots": "All of its connections are taken.",
    "starting up": "It is still starting.",
    "shutting down": "It is shutting down.",
    "resolve": "Its host has no address.",
    "No such file": "Nobody listens at its address.",
    "refused": "Nobody listens at its address.",
    "timeout": "Nobody answers at its address.",
}
_AWAY = warning("Not known: the database is not reached.", "See what is said about `database`.")


def look_at_server() -> Seen:
    try:
        with _connected() as server:
            version = server.info.server_version
    except psycopg.Error as problem:
        return failed(_reason(str(problem)))
    shown = f"PostgreSQL {version // 10_000}.{version % 10_000} answers."
    if version // 10_000 < OLDEST_MAJOR:
        return failed(shown, f"Move the data to PostgreSQL {OLDEST_MAJOR} or later; older ones are not tested.")
    if version < PATCHED:
        newest = f"{PATCHED // 10_000}.{PATCHED % 10_000}"
        return warning(shown, f"Install {newest} or later: older ones lack security fixes.")
    return ok(shown)


def look_at_encryption() -> Seen:
    mode = str(connection.settings_dict["OPTIONS"].get("sslmode", ""))
    try:
        with _connected() as server:
            is_encrypted, host = bool(server.pgconn.ssl_in_use), server.info.host
    except psycopg.Error:
        return _AWAY
    return _judged_encryption(host, mode, is_encrypted=is_encrypted)


def _judged_encryption(host: str, mode: str, *, is_encrypted: bool) -> Seen:
    if is_encrypted and mode == "verify-full":
        return ok("The way there is encrypted, and the server proves its name.")
    if is_encrypted:
        return warning("The way there is encrypted, but whoever answers is believed.")
    if host.startswith("/") or host in ("localhost", "127.0.0.1", "::1"):
        return ok("The database is on this machine; nothing leaves it.")
    if "." not in host and ":" not in host:
        return ok("Not encrypted; the host is a plain name, as the container networks of one machine have them.")
    return failed("The way to another machine is not encrypted.")


def look_at_connections(copies: int = 1) -> Seen:
    try:
        with _connected() as server:
            row = server.execute(_CAPACITY).fetchone()
    except psycopg.Error:
        return _AWAY
    assert row
    all_slots, of_user, of_database, used = row
    slots = min(limit for limit in (all_slots, of_user, of_database) if limit is not None and limit >= 0)
    processes, each = _processes(), _pool_size()
    held = copies * processes * each
    wanted = GENERATIONS * held
    servers = "one server" if copies == 1 else f"{copies} servers, each"
    shown = (
        f"{slots} may be held, {used} are now; {servers} of {processes} processes with {each} each may hold "
        f"{held}, during a change of release {wanted}."
    )
    if slots < held:
        return failed(shown)
    if slots < wanted or used > NEARLY_ALL * slots:
        return warning(shown)
    return ok(shown)


def look_at_migrations() -> Seen:
    if not is_reached():
        return _AWAY
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return _AWAY
    if plan:
        names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _is_backwards in plan[:3])
        return failed(f"{len(plan)} are not applied: {names}{' and more' if len(plan) > 3 else ''}.")
    return ok("All are applied.")


def is_reached() -> bool:
    """Asked before the pool is, which would wait and try again."""
    try:
        with _connected():
            return True
    except psycopg.Error:
        return False


@contextlib.contextmanager
def _connected() -> Iterator["psycopg.Connection[Any]"]:
    """A connection past the pool, whose own error says why there is none."""
    parameters = connection.get_connection_params()
    parameters["cursor_factory"] = psycopg.Cursor
    with psycopg.connect(**parameters) as server:
        yield server


def _reason(message: str) -> str:
    known = (sentence for words, sentence in _REASONS.items() if words in message)
    return next(known, "It is not reached.")


def _pool_size() -> int:
    pool = connection.settings_dict["OPTIONS"].get("pool")
    return int(pool["max_size"]) if isinstance(pool, dict) else 1


def _processes() -> int:
    return int(import_string(settings.DOCTOR_PROCESSES))


CHECKS = (
    Check(
        "database",
        "PostgreSQL answers, and its version is one that is kept safe",
        "Check DATABASE_URL or the POSTGRES_* variables, and that the database runs.",
        look_at_server,
    ),
    Check(
        "database TLS",
        "The way to another machine's database is encrypted, and its certificate is checked",
        "Add ?sslmode=verify-full&sslrootcert=/path/to/authority.pem to DATABASE_URL.",
        look_at_encryption,
    ),
    Check(
        "connections",
        "What the pools of two releases hold fits into what the database allows",
        "Raise max_connections, or lower GUNICORN_WORKERS, GUNICORN_THREADS or the number of copies.",
        look_at_connections,
    ),
    Check("migrations", "Every migration is applied", "Run `make migrate`.", look_at_migrations),
)
