"""Files in storage: written before their rows, gone after them, at new addresses after every change of readers."""

import contextlib
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from profiles.people import uploads
from profiles.people.models import Change, Document, Part, Picture, Profile
from profiles.shared.circuit import Away

logger = logging.getLogger(__name__)


class NotStored(Exception):
    """The storage does not take files now; nothing was changed."""


def stored(folder: str, content: bytes, suffix: str, undo: contextlib.ExitStack) -> str:
    """Write a file now, to be deleted again when `undo` unwinds; answers its name. Raises NotStored."""
    name = f"{folder}/{uploads.new_key()}.{suffix}"
    try:
        default_storage.save(name, ContentFile(content))
    except OSError as problem:
        logger.warning("a file was not stored", exc_info=True, extra={"file": name})
        if not isinstance(problem, Away):  # who is away would be waited for again
            _delete(name)  # half of it may be there
        raise NotStored from None
    undo.callback(_delete, name)
    return name


def move_files(part: Part) -> None:
    """New addresses; the old ones are never used again."""
    if part.picture:
        part.picture.large_key, part.picture.small_key = uploads.new_key(), uploads.new_key()
        part.picture.save(update_fields=["large_key", "small_key"])
    if part.document:
        part.document.key = uploads.new_key()
        part.document.save(update_fields=["key"])


def drop_unneeded(profile: Profile) -> None:
    """What is neither in force nor needed to undo a change goes for good: its row now, its files after that."""
    spare: list[Picture | Document] = [
        *Picture.objects.filter(profile=profile, part=None),
        *Document.objects.filter(profile=profile, part=None),
    ]
    needed = _needed_for_undo(profile) if spare else set()
    for upload in spare:
        if str(upload.pk) not in needed:
            upload.delete()
            for name in _files_of(upload):
                delete_on_commit(name)


def delete_on_commit(file_name: str) -> None:
    """Its row goes for certain first; a file that will not go hurts nobody."""
    transaction.on_commit(lambda: _delete(file_name))


def _needed_for_undo(profile: Profile) -> set[str]:
    """Ids of files. Whoever undid a change has its file in force again, or replaced by a change of its own."""
    changes = Change.objects.filter(profile=profile, undone_at=None, before__has_any_keys=["picture", "document"])
    return {str(before.get("picture") or before.get("document")) for before in changes.values_list("before", flat=True)}


def _files_of(upload: Picture | Document) -> list[str]:
    files = [upload.large_file, upload.small_file] if isinstance(upload, Picture) else [upload.file]
    return [str(file.name) for file in files]


def _delete(file_name: str) -> None:
    """What stays behind has no row, so that nobody can ask for it; its random name is logged for who sweeps up."""
    try:
        default_storage.delete(file_name)
    except OSError:
        logger.warning("a file without a row was not deleted", exc_info=True, extra={"file": file_name})
