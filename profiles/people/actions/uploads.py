"""The portrait and the cover: replaced, described, removed. Those no longer in force are kept for undo alone."""

import contextlib
from typing import BinaryIO

from django.db import transaction

from profiles.accounts.models import User
from profiles.people import pictures, uploads
from profiles.people.actions.files import move_files, stored
from profiles.people.actions.turns import Note, changed, is_public, require_owner, take_part, wait_for_turn
from profiles.people.models import Kind, Part, Picture, Profile, Verb

FOLDERS = {Kind.PICTURE: "portraits", Kind.COVER: "covers"}


def replace_picture(part: Part, upload: BinaryIO, *, alt: str, version: int, by: User) -> Profile:
    """Raises uploads.Unreadable, NotStored and Conflict. No row is left without its files, no file without its row."""
    profile, kind = part.profile, Kind(part.kind)
    require_owner(by, profile)
    made = pictures.renditions(upload, pictures.SHAPES[kind])
    with contextlib.ExitStack() as undo:
        files = {
            "large_file": stored(FOLDERS[kind], made.large, "webp", undo),
            "small_file": stored(FOLDERS[kind], made.small, "webp", undo),
        }
        with transaction.atomic():
            keys = {"large_key": uploads.new_key(), "small_key": uploads.new_key()}
            size = {"width": made.width, "height": made.height}
            picture = Picture.objects.create(profile=profile, alt=alt, **size, **keys, **files)
            _put_in_force(part, picture, version)
        undo.pop_all()
    return profile


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
def remove_picture(part: Part, *, version: int, by: User) -> Profile:
    """Raises Conflict when there is another picture than the one that was asked about."""
    require_owner(by, part.profile)
    if not Part.objects.filter(pk=part.pk, picture__isnull=False).exists():
        return part.profile
    return _put_in_force(part, None, version)


@transaction.atomic
def restore_picture(part: Part, picture_id: str | None, *, version: int, by: User) -> Profile:
    """One that the history kept, or none, as it was before. Raises Conflict, and Picture.DoesNotExist."""
    require_owner(by, part.profile)
    picture = Picture.objects.get(profile=part.profile, pk=picture_id) if picture_id else None
    return _put_in_force(part, picture, version)


def _put_in_force(part: Part, picture: Picture | None, version: int) -> Profile:
    """The history keeps the one before with its words, so that a name in them can be forgotten."""
    old = Picture.objects.filter(part=part).first()
    before = {"picture": str(old.pk) if old else None, "alt": old.alt if old else ""}
    part = take_part(part, version, picture=picture)
    move_files(part)
    verb = Verb.EDITED if picture else Verb.REMOVED
    return changed(part.profile, Note(verb, part, before=before), is_public=is_public(part))
