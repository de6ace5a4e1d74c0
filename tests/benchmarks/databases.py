"""Databases of so many invented people each, in the embedded server: made once, and kept under their size.

A load is all or nothing: one that was interrupted is begun anew.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
from psycopg import sql

from config.local import postgres

CHECKOUT = Path(__file__).resolve().parents[2]
_DECIDE = ("profiles/directory/lexemes.py", "profiles/shared/folding.py", "tests/benchmarks/crowd.py")  # what is in one


def name(size: int) -> str:
    return f"benchmark_{size}"


def environment(sockets: str, size: int) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "POSTGRES_HOST": sockets,
        "POSTGRES_DB": name(size),
        "SITE_URL": "http://127.0.0.1:8000",
        "DJANGO_DEBUG": "off",
        "RATE_LIMITS": "off",
        "LOG_LEVEL": "INFO",
    }


def prepare(sockets: str, size: int, *, afresh: bool = False) -> None:
    """Its database with the tables as they are now; made where there is none, and `afresh` in any case."""
    values = environment(sockets, size)
    with closing(_connection(sockets)) as server:
        if afresh:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name(size))))
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name(size)]).fetchone():
            _run(["manage.py", "migrate", "-v0"], values)
            return
        unfinished = f"{name(size)}_unfinished"
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(unfinished)))
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
        for command in (["manage.py", "migrate", "-v0"], ["-m", "tests.benchmarks.load", str(size)]):
            _run(command, values | {"POSTGRES_DB": unfinished})
        server.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(unfinished), sql.Literal(_fingerprint()))
        )
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name(size)))
        )


def is_current(sockets: str, size: int) -> bool:
    """Whether it is what a load would make today."""
    found = _one(sockets, "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", size)
    return found == _fingerprint()


def megabytes(sockets: str, size: int) -> int:
    return round(int(_one(sockets, "SELECT pg_database_size(%s)", size)) / 1e6)


def version(sockets: str) -> str:
    with closing(_connection(sockets)) as server:
        return f"{server.info.server_version // 10000}.{server.info.server_version % 10000}"


def _one(sockets: str, statement: str, size: int) -> str:
    with closing(_connection(sockets)) as server:
        row = server.execute(statement, [name(size)]).fetchone()
    return str(row[0]) if row else ""


def _connection(sockets: str) -> psycopg.Connection:
    return psycopg.connect(host=sockets, user=postgres.USER, dbname="postgres", autocommit=True)


def _run(command: list[str], values: dict[str, str]) -> None:
    subprocess.run([sys.executable, *command], env=values, cwd=CHECKOUT, check=True)


def _fingerprint() -> str:
    return hashlib.sha256(b"".join((CHECKOUT / path).read_bytes() for path in _DECIDE)).hexdigest()
