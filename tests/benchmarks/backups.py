"""`make bench-backup MB=500`: seconds per GB of a backup, a drill and a restore, plain and encrypted.

Half of it are rows, half are files that no compression makes smaller, on the embedded database of this machine; each
command is a process of its own, as an operator starts it. A GB is one of what the site holds: its database's size on
the disk and its files. What is printed beside it is how much lies in the backup.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pyrage

from config.local import postgres

DATABASE = "benchmark_backups"
MB = 1_000_000
FILE_BYTES = 1 * MB
ROWS = """
    INSERT INTO people_change SELECT gen_random_uuid(), c.at, c.verb, c.source, c.kind, c.part_id, c.item_id, c.label,
        jsonb_build_object('text', md5(random()::text) || md5(random()::text) || repeat(md5(random()::text), 8)),
        c.version, c.visibility, c.undone_at, c.profile_id
    FROM (SELECT * FROM people_change LIMIT 100) c, generate_series(1, 100)
"""
FILES = """
import os, secrets
from django.core.files.base import ContentFile
from profiles.people.models import Document, Profile
profile = Profile.objects.first()
for number in range(int(os.environ["FILES"])):
    file = ContentFile(os.urandom({size}), f"{{secrets.token_hex(16)}}.pdf")
    Document.objects.create(profile=profile, name="cv.pdf", key=secrets.token_hex(16), file=file, size=file.size)
"""


def main(megabytes: int) -> None:
    with postgres.running("tests") as server, tempfile.TemporaryDirectory() as folder:
        sockets, place = str(server.sockets), Path(folder)
        environment = os.environ | _environment(sockets, place)
        rows = _fill(environment, sockets, megabytes / 2)
        files = sum(file.stat().st_size for file in (place / "media").rglob("*") if file.is_file())
        print(f"{rows / MB:,.0f} MB of rows and {files / MB:,.0f} MB of files; seconds, and seconds per GB")
        identity = pyrage.x25519.Identity.generate()
        (place / "key").write_text(str(identity))
        for kind, recipient in (("plain", ""), ("encrypted", str(identity.to_public()))):
            given = environment | {"BACKUP_RECIPIENT": recipient, "BACKUP_TO": str(place / kind)}
            key = ["--key", str(place / "key")] if recipient else []
            for what, command in {
                "backup": ["backup"],
                "drill": ["restore", "--drill", *key],
                "restore": ["restore", "--yes", *key],
            }.items():
                seconds = _timed(command, given)
                print(f"  {kind:10} {what:8} {seconds:7.1f} s   {seconds / (rows + files) * 1e9:6.1f} s per GB")
            lying = sum(file.stat().st_size for file in (place / kind).rglob("*") if file.is_file())
            print(f"  {kind:10} {lying / MB:,.0f} MB lie in the backup")
        _databases(sockets, is_made=False)


def _environment(sockets: str, place: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "SITE_URL": "http://127.0.0.1:8000",
        "POSTGRES_HOST": sockets,
        "POSTGRES_DB": DATABASE,
        "POSTGRES_TOOLS": postgres.tools(),
        "MEDIA_ROOT": str(place / "media"),
        "DJANGO_DEBUG": "off",
        "LOG_LEVEL": "WARNING",
    }


def _fill(environment: dict[str, str], sockets: str, megabytes: float) -> int:
    """Gives the bytes of the database, which has some of its own."""
    _databases(sockets, is_made=True)
    for command in (["migrate", "-v0"], ["seed_people", "--count", "60"]):
        _timed(command, environment)
    _timed(["shell", "-c", FILES.format(size=FILE_BYTES)], environment | {"FILES": str(round(megabytes))})
    with psycopg.connect(host=sockets, user=postgres.USER, dbname=DATABASE, autocommit=True) as session:
        while (size := _size(session)) < megabytes * MB:
            session.execute(ROWS)
        session.execute("VACUUM ANALYZE")
    return size


def _size(session: "psycopg.Connection[tuple[int, ...]]") -> int:
    (size,) = session.execute("SELECT pg_database_size(current_database())").fetchone() or (0,)
    return size


def _databases(sockets: str, *, is_made: bool) -> None:
    with psycopg.connect(host=sockets, user=postgres.USER, dbname="postgres", autocommit=True) as session:
        for (name,) in session.execute("SELECT datname FROM pg_database").fetchall():
            if re.match(rf"{DATABASE}(_|$)", name):
                session.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        if is_made:
            session.execute(f"CREATE DATABASE {DATABASE}")


def _timed(command: list[str], environment: dict[str, str]) -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["500"])[0]))
