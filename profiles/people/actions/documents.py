"""The curriculum vitae: replaced and removed. One no longer in force is kept for undo alone."""

import contextlib
from typing import BinaryIO

from django.db import transaction

from profiles.accounts.models import User
from profiles.people import documents, uploads
from profiles.people.actions.files import move_files, stored
from profiles.people.actions.turns import Note, changed, is_public, require_owner, take_part
from profiles.people.models import Document, Part, Profile, Verb


def replace_document(part: Part, upload: BinaryIO, *, name: str, version: int, by: User) -> Profile:
    """Raises uploads.Unreadable, NotStored and Conflict. No row is left without its file, no file without its row."""
    profile = part.profile
    require_owner(by, profile)
    content = documents.checked(upload)
    with contextlib.ExitStack() as undo:
        file = stored("documents", content, "pdf", undo)
        with transaction.atomic():
            words = {"name": documents.clean_name(name), "key": uploads.new_key()}
            document = Document.objects.create(profile=profile, file=file, size=len(content), **words)
            _put_in_force(part, document, version)
        undo.pop_all()
    return profile


@transaction.atomic
def remove_document(part: Part, *, version: int, by: User) -> Profile:
    """Raises Conflict when there is another document than the one that was asked about."""
    require_owner(by, part.profile)
    if not Part.objects.filter(pk=part.pk, document__isnull=False).exists():
        return part.profile
    return _put_in_force(part, None, version)


@transaction.atomic
def restore_document(part: Part, document_id: str | None, *, version: int, by: User) -> Profile:
    """One that the history kept, or none, as it was before. Raises Conflict, and Document.DoesNotExist."""
    require_owner(by, part.profile)
    document = Document.objects.get(profile=part.profile, pk=document_id) if document_id else None
    return _put_in_force(part, document, version)


def _put_in_force(part: Part, document: Document | None, version: int) -> Profile:
    """The history keeps the one before with its name, so that a name in it can be forgotten."""
    old = Document.objects.filter(part=part).first()
    before = {"document": str(old.pk) if old else None, "name": old.name if old else ""}
    part = take_part(part, version, document=document)
    move_files(part)
    label = document.name if document else before["name"]
    note = Note(Verb.EDITED if document else Verb.REMOVED, part, label=label or "", before=before)
    return changed(part.profile, note, is_public=is_public(part))
