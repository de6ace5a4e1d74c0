"""Files in storage: written before their rows, gone after them, at new addresses after every change of readers."""

import contextlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from profiles.people import pictures
from profiles.people.models import Part


def stored(folder: str, content: bytes, suffix: str, undo: contextlib.ExitStack) -> str:
    """Write a file now, to be deleted again when `undo` unwinds; answers its name."""
    name = default_storage.save(f"{folder}/{pictures.new_key()}.{suffix}", ContentFile(content))
    undo.callback(default_storage.delete, name)
    return name


def delete_on_commit(file_name: str) -> None:
    """Its row goes for certain first; a file that will not go hurts nobody."""
    transaction.on_commit(lambda: default_storage.delete(file_name), robust=True)


def move_files(part: Part) -> None:
    """New addresses; the old ones are never used again."""
    if part.picture:
        part.picture.large_key, part.picture.small_key = pictures.new_key(), pictures.new_key()
        part.picture.save(update_fields=["large_key", "small_key"])
    if part.document:
        part.document.key = pictures.new_key()
        part.document.save(update_fields=["key"])
