"""Changes to a profile, each by its owner, each raising the version that caches and other windows compare."""

import contextlib
from functools import partial
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from profiles.accounts import audit
from profiles.accounts.models import User
from profiles.people import access, names, pictures, prose
from profiles.people.models import Kind, Part, Picture, Profile, Status
from profiles.people.signals import profile_changed
from profiles.shared.visibility import Visibility


class Conflict(Exception):
    """The part was changed since the form was opened; `part` is what is stored now."""

    def __init__(self, part: Part) -> None:
        self.part = part


@transaction.atomic
def create_profile(user: User, *, display_name: str, language: str = "") -> Profile:
    """A draft with all its parts, empty."""
    sort_name = names.sort_name(display_name)
    profile = Profile.objects.create(
        user=user,
        display_name=display_name,
        sort_name=sort_name,
        sort_key=names.sort_key(sort_name),
        language=language,
    )
    texts = {Kind.NAME: display_name}
    Part.objects.bulk_create(Part(profile=profile, kind=kind, text=texts.get(kind, "")) for kind in Kind)
    profile_changed.send(Profile, profile=profile)
    return profile


@transaction.atomic
def rewrite_name(profile: Profile, *, display_name: str, sort_name: str, version: int, by: User) -> Profile:
    """Raises Conflict when the name was changed meanwhile."""
    _require_owner(by, profile)
    sort_name = sort_name or names.sort_name(display_name)
    if not _take_turn(profile, Kind.NAME, version, text=display_name):
        profile.refresh_from_db()
        if profile.sort_name != sort_name:
            raise Conflict(Part.objects.get(profile=profile, kind=Kind.NAME))
        return profile
    Profile.objects.filter(pk=profile.pk).update(
        display_name=display_name, sort_name=sort_name, sort_key=names.sort_key(sort_name)
    )
    return _changed(profile)


@transaction.atomic
def rewrite_text(profile: Profile, kind: Kind, text: str, *, version: int, by: User) -> Profile:
    """Raises Conflict when this part was changed meanwhile; saving one part never conflicts with another."""
    _require_owner(by, profile)
    html = prose.to_html(text) if kind == Kind.ABOUT else ""
    if not _take_turn(profile, kind, version, text=text, html=html):
        return profile
    return _changed(profile)


@transaction.atomic
def show_part_to(profile: Profile, kind: Kind, visibility: Visibility, *, by: User) -> Profile:
    """A picture also gets new addresses, so that nobody who knew the old ones can fetch it."""
    _require_owner(by, profile)
    if kind == Kind.NAME:
        raise PermissionDenied
    changed = (
        Part.objects.filter(profile=profile, kind=kind).exclude(visibility=visibility).update(visibility=visibility)
    )
    if not changed:
        return profile
    for picture in Picture.objects.filter(part__profile=profile, part__kind=kind):
        picture.large_key, picture.small_key = pictures.new_key(), pictures.new_key()
        picture.save(update_fields=["large_key", "small_key"])
    audit.record("part shown", profile.pk, by=by, part=kind, visibility=visibility)
    return _changed(profile)


def replace_picture(profile: Profile, upload: BinaryIO, *, alt: str, version: int, by: User) -> Profile:
    """Raises pictures.UnreadablePicture, and Conflict. No row is left without its files, no file without its row."""
    _require_owner(by, profile)
    made = pictures.renditions(upload)
    with contextlib.ExitStack() as undo:
        large, small = _stored(made.large, undo), _stored(made.small, undo)
        with transaction.atomic():
            part = _turn(profile, Kind.PICTURE, version)
            _drop_picture(part)
            keys = {"large_key": pictures.new_key(), "small_key": pictures.new_key()}
            files = {"large_file": large, "small_file": small}
            Picture.objects.create(part=part, alt=alt, width=made.width, height=made.height, **keys, **files)
            _changed(profile)
        undo.pop_all()
    return profile


@transaction.atomic
def describe_picture(profile: Profile, *, alt: str, version: int, by: User) -> Profile:
    _require_owner(by, profile)
    part = _turn(profile, Kind.PICTURE, version)
    Picture.objects.filter(part=part).update(alt=alt)
    return _changed(profile)


@transaction.atomic
def remove_picture(profile: Profile, *, by: User) -> Profile:
    _require_owner(by, profile)
    part = Part.objects.select_for_update().get(profile=profile, kind=Kind.PICTURE)
    if not _drop_picture(part):
        return profile
    Part.objects.filter(pk=part.pk).update(version=F("version") + 1, modified_at=timezone.now())
    return _changed(profile)


@transaction.atomic
def publish(profile: Profile, *, by: User) -> Profile:
    _require_owner(by, profile)
    profile.refresh_from_db()
    if profile.status != Status.DRAFT:
        return profile
    profile.published_at = profile.published_at or timezone.now()
    return _set_status(profile, Status.PUBLISHED, by)


@transaction.atomic
def unpublish(profile: Profile, *, by: User) -> Profile:
    _require_owner(by, profile)
    profile.refresh_from_db()
    if profile.status != Status.PUBLISHED:
        return profile
    return _set_status(profile, Status.DRAFT, by)


def _set_status(profile: Profile, status: Status, by: User) -> Profile:
    profile.status = status
    profile.save(update_fields=["status", "published_at"])
    audit.record("page published" if status == Status.PUBLISHED else "page unpublished", profile.pk, by=by)
    return _changed(profile)


def _require_owner(by: User, profile: Profile) -> None:
    if not access.can_edit(by, profile):
        raise PermissionDenied


def _take_turn(profile: Profile, kind: Kind, version: int, **values: str) -> bool:
    """Write the part if nobody did since `version`. False when the very same was just written: a double submit."""
    mine = Part.objects.filter(profile=profile, kind=kind, version=version)
    if mine.update(version=F("version") + 1, modified_at=timezone.now(), **values):
        return True
    stored = Part.objects.get(profile=profile, kind=kind)
    if stored.text == values["text"]:
        return False
    raise Conflict(stored)


def _turn(profile: Profile, kind: Kind, version: int) -> Part:
    """The part, locked by the raising of its version; raises Conflict when somebody was faster."""
    mine = Part.objects.filter(profile=profile, kind=kind, version=version)
    if not mine.update(version=F("version") + 1, modified_at=timezone.now()):
        raise Conflict(Part.objects.get(profile=profile, kind=kind))
    return Part.objects.get(profile=profile, kind=kind)


def _changed(profile: Profile) -> Profile:
    Profile.objects.filter(pk=profile.pk).update(version=F("version") + 1, modified_at=timezone.now())
    profile.refresh_from_db()
    profile_changed.send(Profile, profile=profile)
    return profile


def _stored(content: bytes, undo: contextlib.ExitStack) -> str:
    """Write a file now, to be deleted again when `undo` unwinds."""
    name = default_storage.save(f"portraits/{pictures.new_key()}.webp", ContentFile(content))
    undo.callback(default_storage.delete, name)
    return name


def _drop_picture(part: Part) -> bool:
    picture = Picture.objects.filter(part=part).first()
    if picture is None:
        return False
    for name in (str(picture.large_file.name), str(picture.small_file.name)):
        transaction.on_commit(partial(default_storage.delete, name))
    picture.delete()
    return True
