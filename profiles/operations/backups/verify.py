"""A backup is read from end to end before anything of it is used."""

import contextlib
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from django.contrib.auth import get_user_model
from django.utils import timezone

from profiles.operations.backups import manifest, media, postgres, streams
from profiles.operations.backups.manifest import Manifest
from profiles.operations.backups.media import Media
from profiles.operations.backups.places import Place
from profiles.operations.backups.problems import Broken, Refused
from profiles.operations.backups.streams import Told


@dataclass(frozen=True)
class Backup:
    """One of a place, by its name, with the key that opens it where it is encrypted."""

    place: Place
    name: str
    manifest: Manifest
    identity: str = field(default="", repr=False)
    passed_over: tuple[str, ...] = ()  # newer ones, where nobody has named one

    @property
    def people(self) -> int | None:
        """How many have an account in it; None where it does not say."""
        return self.manifest.rows(get_user_model()._meta.db_table)

    def opened(self, stem: str, told: Told | None = None) -> contextlib.AbstractContextManager[BinaryIO]:
        """Raises Broken, at the latest at the end, when it is not what was stored."""
        stored = self.manifest.file(stem)
        return streams.fetching(self.place, self.name, stored, identity=self.identity, told=told)

    def media(self) -> dict[str, Media]:
        with self.opened("media.json") as file:
            return media.read_list(file.read())


def backup(place: Place, name: str = "", *, identity: str = "") -> Backup:
    """The one of that name, or else the newest whole one. Raises Broken or Refused."""
    if not name:
        return _newest(place, identity)
    if not manifest.is_stamp(name):
        raise Refused(f"{name} is no backup's name, which is a moment like 20261121T031500Z.")
    return Backup(place, name, _manifest(place, name), identity)


def _newest(place: Place, identity: str) -> Backup:
    """With somebody in it: a new machine has made one of nobody before anyone could restore."""
    there = place.backups()
    whole = manifest.whole(there, timezone.now())
    if not whole:
        raise Refused("There is no backup.")
    found = (Backup(place, name, _manifest(place, name), identity) for name in reversed(whole))
    chosen = next((one for one in found if one.people != 0), None) or backup(place, whole[-1], identity=identity)
    newer = sorted(name for name in there if manifest.is_stamp(name) and name > chosen.name)
    return replace(chosen, passed_over=tuple(name for name in newer if manifest.NAME in there[name]))


def _manifest(place: Place, name: str) -> Manifest:
    with place.reading(f"{name}/{manifest.NAME}") as file:
        return Manifest.read(file.read(manifest.MOST_BYTES))


def verify(found: Backup, told: Told | None = None) -> None:
    """Raises Broken for whatever is missing, damaged, encrypted for another key, or does not belong together."""
    with found.opened("database.dump", told) as dump, postgres.writing_to("pg_restore", ["--list"]) as listing:
        _feed(dump, listing)
    expected = found.media()
    if (len(expected), sum(file.size for file in expected.values())) != (
        found.manifest.media_count,
        found.manifest.media_bytes,
    ):
        raise Broken("Its list of files is not the one of its manifest.")
    with found.opened("media.tar", told) as tar:
        packed = {file.name: file for file, _ in media.unpacked(tar, expected)}
    for name, file in expected.items():
        if packed.get(name) != file:
            raise Broken(f"The file {name} is missing in it, or differs from its list.")


def _feed(source: BinaryIO, target: BinaryIO) -> None:
    """All of the source; the target may have had enough before."""
    while chunk := source.read(streams.CHUNK_BYTES):
        with contextlib.suppress(BrokenPipeError):
            target.write(chunk)
