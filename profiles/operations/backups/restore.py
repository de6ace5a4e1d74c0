"""The way back: into a new database beside the live one, compared with what was stored, and only then swapped."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import psycopg
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from profiles.operations.backups import manifest, media, postgres, steps, tables
from profiles.operations.backups.problems import Broken, Refused
from profiles.operations.backups.streams import CHUNK_BYTES, Told
from profiles.operations.backups.verify import Backup, verify

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

Say = Callable[[str], None]
_RESTORE = ("--no-owner", "--no-privileges", "--exit-on-error")
PAGES = ("/healthz/ready", "/", "/people/")


def restore(found: Backup, *, now: datetime, say: Say, told: Told | None = None) -> str:
    """The site as it was. Gives the name under which the database of before stays. Raises Broken or Refused.

    Up to the swap nothing that is live is touched, but for files that were missing.
    """
    live = str(connection.settings_dict["NAME"])
    with _restored(found, now=now, say=say, told=told) as name:
        say("Putting back the files that are missing.")
        say(f"{_put_back(found, told):,} files were missing.")
        before = f"{live}_before_{manifest.stamp(now).lower()}"
        say("Swapping the databases.")
        _swap(live=live, restored=name, before=before)
    cache.clear()
    return before


def drill(found: Backup, *, now: datetime, say: Say, told: Told | None = None) -> None:
    """All of it but the swap; what was made goes again. Raises Broken or Refused."""
    with _restored(found, now=now, say=say, told=told):
        say("It could be restored.")


@contextlib.contextmanager
def _restored(found: Backup, *, now: datetime, say: Say, told: Told | None) -> Iterator[str]:
    """A new database that is what the backup holds, tried and ready. It goes again, unless it was renamed."""
    say(f"Reading the backup {found.name} from end to end.")
    verify(found, told)
    live = str(connection.settings_dict["NAME"])
    name = f"{live}_restored_{manifest.stamp(now).lower()}"
    with _new_database(name, leftovers=f"{live}_restored_"):
        say("Restoring the database beside the live one.")
        _fill(found, name, told)
        with postgres.looking_at(name):
            say("Comparing it, table by table.")
            _compare(found)
            say("Bringing it up to date.")
            _prepare(say)
            say("Asking it for pages.")
            _ask_for_pages()
        yield name


@contextlib.contextmanager
def _new_database(name: str, *, leftovers: str) -> Iterator[None]:
    with postgres.server() as server:
        for (left,) in server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [leftovers]):
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(str(left))))
        try:
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise Refused("The database's user may not make another database: ALTER ROLE ... CREATEDB.") from None
    try:
        yield
    finally:
        with postgres.server() as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _fill(found: Backup, name: str, told: Told | None) -> None:
    arguments = (*_RESTORE, f"--dbname={postgres.address(name)}")
    with found.opened("database.dump", told) as dump, postgres.writing_to("pg_restore", arguments) as target:
        while chunk := dump.read(CHUNK_BYTES):
            target.write(chunk)


def _compare(found: Backup) -> None:
    if differences := tables.differences(found.manifest.tables, tables.tables()):
        raise Broken(f"What was restored is not what was stored. {' '.join(differences)}")
    expected = found.media().keys()
    if missing := media.names() - expected:
        raise Broken(f"Its list lacks {len(missing)} of the files that its database names.")


def _prepare(say: Say) -> None:
    """Of an older release: its tables are brought to this one's. Of a newer one: refused."""
    known = MigrationExecutor(connection).loader
    if ahead := set(known.applied_migrations) - set(known.graph.nodes):
        app, migration = sorted(ahead)[0]
        raise Refused(f"A newer release made it ({app} {migration} is not known here). Restore it with that one.")
    call_command("migrate", interactive=False, verbosity=0)
    for step in steps.AFTER_RESTORE:
        say(f"After a restore, {step.what}.")
        step.run()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _ask_for_pages() -> None:
    for path in PAGES:
        if (status := _status(path)) != "200 OK":
            raise Broken(f"With the restored database, {path} answers {status}.")


def _status(path: str) -> str:
    """What the application answers, as a server would ask it."""
    statuses: list[str] = []
    host = urlsplit(settings.SITE_URL).netloc
    asked: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": host, "wsgi.url_scheme": "https"}
    setup_testing_defaults(asked)
    answer = get_wsgi_application()(asked, cast("StartResponse", lambda status, *_: statuses.append(status)))
    with contextlib.closing(answer):
        for _ in answer:
            pass
    return statuses[0]


def _put_back(found: Backup, told: Told | None) -> int:
    expected = found.media()
    with found.opened("media.tar", told) as tar:
        return sum(media.put(file, content) for file, content in media.unpacked(tar) if file.name in expected)


def _swap(*, live: str, restored: str, before: str) -> None:
    """Nobody is in either while their names change; who asks meanwhile is told to come again."""
    names = {"live": sql.Identifier(live), "restored": sql.Identifier(restored), "before": sql.Identifier(before)}
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's
    with postgres.server() as server:
        try:
            server.execute(sql.SQL("ALTER DATABASE {live} ALLOW_CONNECTIONS false").format(**names))
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [live])
            with server.transaction():
                server.execute(sql.SQL("ALTER DATABASE {live} RENAME TO {before}").format(**names))
                server.execute(sql.SQL("ALTER DATABASE {restored} RENAME TO {live}").format(**names))
                server.execute(sql.SQL("ALTER DATABASE {before} ALLOW_CONNECTIONS true").format(**names))
        except psycopg.Error:
            server.execute(sql.SQL("ALTER DATABASE {live} ALLOW_CONNECTIONS true").format(**names))
            raise Refused("The databases could not be swapped; the live one is as it was.") from None
