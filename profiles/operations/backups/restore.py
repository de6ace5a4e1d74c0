"""The way back: into a new database beside the live one, compared with what was stored, and only then swapped."""

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import psycopg
from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, cache, caches
from django.core.cache.backends.dummy import DummyCache
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from profiles.operations.backups import ending, manifest, media, postgres, steps, tables
from profiles.operations.backups.problems import Broken, Refused
from profiles.operations.backups.streams import CHUNK_BYTES, Told
from profiles.operations.backups.verify import Backup, verify

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

Say = Callable[[str], None]
Session = psycopg.Connection[tuple[object, ...]]
_RESTORE = ("--no-owner", "--no-privileges", "--exit-on-error")
PAGES = ("/healthz/ready", "/", "/people/")
DROPS = 5
PROVIDERS = {"c": "libc", "i": "icu", "b": "builtin"}
LETTERS = """
    SELECT pg_encoding_to_char(encoding), to_jsonb(d)->>'datlocprovider', datcollate, datctype,
        coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'), to_jsonb(d)->>'daticurules'
    FROM pg_database d WHERE datname = %s
"""
# The application's own sessions; the server's workers leave by themselves, and an operator's is not ours to end.
SEND_AWAY = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = %s AND backend_type = 'client backend' AND usename = current_user
"""


def restore(found: Backup, *, now: datetime, say: Say, told: Told | None = None) -> str:
    """The site as it was. Gives the name under which the database of before stays. Raises Broken or Refused.

    Up to the swap nothing that is live is touched, but for files that were missing or damaged.
    """
    live = str(connection.settings_dict["NAME"])
    with contextlib.ExitStack() as decided, _restored(found, now=now, say=say, told=told) as restored:
        say("Putting back the files that are missing.")
        say(f"{_put_back(found, restored.files, told):,} files were missing.")
        before = f"{live}_before_{manifest.stamp(now).lower()}"
        say("Swapping the databases.")
        decided.enter_context(_uninterrupted())
        _swap(live=live, restored=restored.name, before=before)
        cache.clear()
    return before


def drill(found: Backup, *, now: datetime, say: Say, told: Told | None = None) -> None:
    """All of it but the swap; what was made goes again. Raises Broken or Refused."""
    with _restored(found, now=now, say=say, told=told):
        say("It could be restored.")


@dataclass(frozen=True)
class Restored:
    """A database beside the live one, and the names of the files that its rows want."""

    name: str
    files: set[str]


@contextlib.contextmanager
def _restored(found: Backup, *, now: datetime, say: Say, told: Told | None) -> Iterator[Restored]:
    """What the backup holds, tried and ready. Its database goes again, unless it was renamed."""
    live = str(connection.settings_dict["NAME"])
    here = set(MigrationRecorder(connection).applied_migrations())
    name = f"{live}_restored_{manifest.stamp(now).lower()}"
    with _alone(live) as server:
        say(f"Reading the backup {found.name} from end to end.")
        verify(found, told)
        with _new_database(server, name, like=live, leftovers=f"{live}_restored_"):
            say("Restoring the database beside the live one.")
            _fill(found, name, told)
            with postgres.looking_at(name), _remembering_nothing():
                with postgres.unlimited():
                    say("Comparing it, table by table.")
                    _compare(found)
                    prepare(say, here)
                    files = media.names()
                _check_files(found, files)
                ask_for_pages(say)
            yield Restored(name, files)


@contextlib.contextmanager
def _alone(live: str) -> Iterator[Session]:
    """No other restore or drill of this database meanwhile."""
    postgres.let_go()
    with postgres.server() as server:
        (is_ours,) = server.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [live]).fetchone() or (
            False,
        )
        if not is_ours:
            raise Refused("Another restore or drill is at work. It is not disturbed.")
        yield server


@contextlib.contextmanager
def _new_database(server: Session, name: str, *, like: str, leftovers: str) -> Iterator[None]:
    """Whose letters are stored and sorted as in the other one, whatever this server's usual ones are."""
    for (left,) in server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [leftovers]):
        _drop(server, str(left))
    try:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE template0 {}").format(sql.Identifier(name), _letters(server, like))
        server.execute(made)
    except psycopg.errors.InsufficientPrivilege:
        raise Refused("The database's user may not make another database: ALTER ROLE ... CREATEDB.") from None
    try:
        yield
    finally:
        with contextlib.suppress(psycopg.Error):  # the next restore takes away what stays
            _drop(server, name)


def _letters(server: Session, name: str) -> sql.Composable:
    """How a database stores and sorts its letters, in the words that make another one like it."""
    row = server.execute(LETTERS, [name]).fetchone()
    assert row
    encoding, provider, collate, ctype, locale, rules = row
    kind = PROVIDERS.get(str(provider))  # an old server knows only one
    said = {"ENCODING": encoding, "LOCALE_PROVIDER": kind, "LC_COLLATE": collate, "LC_CTYPE": ctype}
    said |= {f"{kind}_LOCALE".upper(): locale, "ICU_RULES": rules}
    return sql.SQL(" ").join(sql.SQL(key) + sql.SQL(" ") + sql.Literal(value) for key, value in said.items() if value)


def _drop(server: Session, name: str) -> None:
    """A worker of the server's own may be in a database that was just filled; it leaves soon."""
    for left in reversed(range(DROPS)):
        try:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            return
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
            if not left:
                raise
            time.sleep(1)


@contextlib.contextmanager
def _remembering_nothing() -> Iterator[None]:
    """The live site and the one that is tried have one cache: nothing of the second may be shown by the first."""
    live = caches[DEFAULT_CACHE_ALIAS]
    caches[DEFAULT_CACHE_ALIAS] = DummyCache("", {})
    try:
        yield
    finally:
        caches[DEFAULT_CACHE_ALIAS] = live


def _fill(found: Backup, name: str, told: Told | None) -> None:
    arguments = (*_RESTORE, f"--dbname={postgres.address(name)}")
    with found.opened("database.dump", told) as dump, postgres.writing_to("pg_restore", arguments) as target:
        while chunk := dump.read(CHUNK_BYTES):
            target.write(chunk)


def _compare(found: Backup) -> None:
    if differences := tables.differences(found.manifest.tables, tables.tables()):
        raise Broken(f"What was restored is not what was stored. {' '.join(differences)}")


def prepare(say: Say, here: set[tuple[str, str]]) -> None:
    """Of an older release: its tables are brought to this one's. Of a newer one: refused."""
    say("Bringing it up to date.")
    known = MigrationExecutor(connection).loader
    if ahead := set(known.applied_migrations) - set(known.disk_migrations) - here:
        app, migration = sorted(ahead)[0]
        raise Refused(f"A newer release made it ({app} {migration} is not known here). Restore it with that one.")
    call_command("migrate", interactive=False, verbosity=0)
    for step in steps.AFTER_RESTORE:
        say(f"After a restore, {step.what}.")
        step.run()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _check_files(found: Backup, wanted: set[str]) -> None:
    if lacking := wanted - found.media().keys() - set(found.manifest.missing):
        raise Broken(f"Its list lacks {len(lacking)} of the files that its database names.")


def ask_for_pages(say: Say) -> None:
    say("Asking it for pages.")
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


def _put_back(found: Backup, wanted: set[str], told: Told | None) -> int:
    expected = found.media()
    with found.opened("media.tar", told) as tar:
        files = media.unpacked(tar, {name: file for name, file in expected.items() if name in wanted})
        return sum(media.put(file, content) for file, content in files if expected[file.name] == file)


def _swap(*, live: str, restored: str, before: str) -> None:
    """In one transaction, so that whatever happens meanwhile, both are swapped or none. Who asks comes again soon."""
    names = {"live": sql.Identifier(live), "restored": sql.Identifier(restored), "before": sql.Identifier(before)}
    postgres.let_go()
    try:
        with postgres.server() as server, _sending_away(live), server.transaction():
            server.execute(sql.SQL("ALTER DATABASE {live} RENAME TO {before}").format(**names))
            server.execute(sql.SQL("ALTER DATABASE {restored} RENAME TO {live}").format(**names))
    except psycopg.Error as problem:
        said = str(problem).splitlines()[0]
        raise Refused(f"The databases could not be swapped ({said}); the live one is as it was.") from None


@contextlib.contextmanager
def _sending_away(name: str) -> Iterator[None]:
    """Nobody stays in a database that is renamed; who comes newly waits until it has been."""
    done = threading.Event()

    def send() -> None:
        with postgres.server() as server:
            while not done.is_set():
                server.execute(SEND_AWAY, [name])
                done.wait(0.1)

    sending = threading.Thread(target=send)
    sending.start()
    try:
        yield
    finally:
        done.set()
        sending.join()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """From the second in which it is decided to the end: Ctrl-C would come too late to change nothing."""
    before = [signal.signal(number, signal.SIG_IGN) for number in ending.NUMBERS]
    try:
        yield
    finally:
        for number, handler in zip(ending.NUMBERS, before, strict=True):
            signal.signal(number, handler)
