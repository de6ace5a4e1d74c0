"""The portrait, the cover and the CV: replaced, described, removed, brought back. Others are kept for undo alone."""

import contextlib
from typing import BinaryIO

from django.db import transaction
from django.db.models import QuerySet

from profiles.accounts.models import User
from profiles.people import documents, pictures, uploads
from profiles.people.actions.files import move_files, stored
from profiles.people.actions.turns import Note, changed, is_public, require_owner, take_part, wait_for_turn
from profiles.people.models import Document, Kind, Part, Picture, Profile, Verb

Upload = Picture | Document

FOLDERS = {Kind.PICTURE: "portraits", Kind.COVER: "covers"}


def replace_picture(part: Part, upload: BinaryIO, *, alt: str, version: int, by: User) -> Profile:
    """Raises uploads.Unreadable, NotStored and Conflict. No row is left without its files, no file without its row."""
    require_owner(by, part.profile)
    kind = Kind(part.kind)
    made = pictures.renditions(upload, pictures.SHAPES[kind])
    with contextlib.ExitStack() as undo:
        files = {
            "large_file": stored(FOLDERS[kind], made.large, "webp", undo),
            "small_file": stored(FOLDERS[kind], made.small, "webp", undo),
        }
        with transaction.atomic():
            keys = {"large_key": uploads.new_key(), "small_key": uploads.new_key()}
            size = {"width": made.width, "height": made.height}
            picture = Picture.objects.create(profile=part.profile, alt=alt, **size, **keys, **files)
            _put_in_force(part, picture, version)
        undo.pop_all()
    return part.profile


def replace_document(part: Part, upload: BinaryIO, *, name: str, version: int, by: User) -> Profile:
    """As of pictures."""
    require_owner(by, part.profile)
    content = documents.checked(upload)
    with contextlib.ExitStack() as undo:
        file = stored("documents", content, "pdf", undo)
        with transaction.atomic():
            words = {"name": documents.clean_name(name), "key": uploads.new_key()}
            document = Document.objects.create(profile=part.profile, file=file, size=len(content), **words)
            _put_in_force(part, document, version)
        undo.pop_all()
    return part.profile


@transaction.atomic
def describe_picture(part: Part, *, alt: str, version: int, by: User) -> Profile:
    """Raises Conflict."""
    require_owner(by, part.profile)
    wait_for_turn(part.profile_id)
    picture = Picture.objects.filter(part=part).first()
    if picture and picture.alt == alt:
        return part.profile  # saved unchanged, which leaves the last change to be undone, or a double submit
    part = take_part(part, version)
    if picture is None:
        return part.profile
    before = {"alt": picture.alt}
    Picture.objects.filter(part=part).update(alt=alt)
    return changed(part.profile, Note(Verb.EDITED, part, before=before), is_public=is_public(part))


@transaction.atomic
def remove_upload(part: Part, *, version: int, by: User) -> Profile:
    """Raises Conflict when there is another file than the one that was asked about."""
    require_owner(by, part.profile)
    if not _uploads(part).filter(part=part).exists():
        return part.profile
    return _put_in_force(part, None, version)


@transaction.atomic
def restore_upload(part: Part, upload_id: str | None, *, version: int, by: User) -> Profile:
    """One that the history kept, or none, as it was before. Raises Conflict and the model's DoesNotExist."""
    require_owner(by, part.profile)
    mine = _uploads(part).filter(profile=part.profile)
    return _put_in_force(part, mine.get(pk=upload_id) if upload_id else None, version)


def _put_in_force(part: Part, upload: Upload | None, version: int) -> Profile:
    """The history keeps the one before with its words, so that a name in them can be forgotten."""
    slot, words = ("document", "name") if part.kind == Kind.CV else ("picture", "alt")
    old = _uploads(part).filter(part=part).first()
    before = {slot: str(old.pk) if old else None, words: getattr(old, words, "")}
    part = take_part(part, version, **{slot: upload})
    move_files(part)
    label = getattr(upload or old, "name", "")
    note = Note(Verb.EDITED if upload else Verb.REMOVED, part, label=label, before=before)
    return changed(part.profile, note, is_public=is_public(part))


def _uploads(part: Part) -> QuerySet[Picture] | QuerySet[Document]:
    return Document.objects.all() if part.kind == Kind.CV else Picture.objects.all()
