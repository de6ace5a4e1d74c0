"""Runs inside the image for backups: six backups that are not whole, and a disk that is full; prints what was said."""

import contextlib
import io
import json
import os
import shutil
import sys
import time
from pathlib import Path

import django

django.setup()

import pyrage
from django.conf import settings
from django.core.management import CommandError, call_command

HERE = Path("/tmp/damaged")
FULL = Path("/dev/shm/full")
RIGHT, WRONG = (pyrage.x25519.Identity.generate() for _ in range(2))
KEYS = {"right": RIGHT, "wrong": WRONG}
LEFT_BYTES = 20_000  # on the full disk


def said(command, *arguments, **options):
    """The one sentence in which a command ends, which ends badly."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            call_command(command, *arguments, **options)
    except CommandError as sentence:
        return str(sentence)
    return "it went well"


def flip(backup):
    damaged = backup / "database.dump.age"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)


def mix(backup):
    written = backup / "manifest.json"
    written.write_text(json.dumps(json.loads(written.read_text()) | {"media_count": 10_000}))


DAMAGES = {
    "flipped": flip,
    "truncated": lambda backup: os.truncate(backup / "media.tar.age", 100),
    "empty": lambda backup: os.truncate(backup / "database.dump.age", 0),
    "another key": lambda backup: None,
    "no manifest": lambda backup: (backup / "manifest.json").unlink(),
    "mixed": mix,
}


def damaged(name):
    place = HERE / name.replace(" ", "-")
    shutil.copytree(HERE / "whole", place)
    (backup,) = place.iterdir()
    DAMAGES[name](backup)
    key = HERE / ("wrong" if name == "another key" else "right")
    return said("restore", backup.name, place=str(place), key=key, yes=True)


def on_a_full_disk():
    FULL.mkdir()
    with contextlib.suppress(OSError), (FULL / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 1_000_000)
    with (FULL / "filler").open("r+b") as filler:
        filler.truncate((FULL / "filler").stat().st_size - LEFT_BYTES)
    settings.BACKUP_TO = str(FULL / "backups")
    sentence = said("backup")
    left = [path.name for path in (FULL / "backups").rglob("*")]
    shutil.rmtree(FULL)
    return [sentence, left]


HERE.mkdir()
for name, identity in KEYS.items():
    (HERE / name).write_text(str(identity))
settings.BACKUP_RECIPIENT, settings.BACKUP_TO = str(RIGHT.to_public()), str(HERE / "whole")
began = time.monotonic()
assert said("backup") == "it went well"
print(f"a backup in {time.monotonic() - began:.1f} s", file=sys.stderr)
answers = {name: damaged(name) for name in DAMAGES}
print(json.dumps({"six": answers, "full": on_a_full_disk()}))
