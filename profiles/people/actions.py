"""Changes to a profile, each by its owner, each raising the versions that caches and other windows compare."""

import contextlib
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Now
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
    values = {"display_name": display_name, "sort_name": sort_name, "sort_key": names.sort_key(sort_name)}
    try:
        part = _take_turn(profile, Kind.NAME, version, text=display_name)
    except Conflict:
        if Profile.objects.filter(pk=profile.pk, **values).exists():
            return profile  # a double submit
        raise
    Profile.objects.filter(pk=profile.pk).update(**values)
    return _changed(profile, part)


@transaction.atomic
def rewrite_text(profile: Profile, *, kind: Kind, text: str, version: int, by: User) -> Profile:
    """Raises Conflict when this part was changed meanwhile; saving one part never conflicts with another."""
    _require_owner(by, profile)
    try:
        part = _take_turn(profile, kind, version, text=text, html=prose.to_html(text) if kind == Kind.ABOUT else "")
    except Conflict as conflict:
        if conflict.part.text == text:
            return profile  # a double submit
        raise
    return _changed(profile, part)


@transaction.atomic
def show_part_to(profile: Profile, *, kind: Kind, visibility: Visibility, by: User) -> Profile:
    """A picture also gets new addresses, so that nobody who knew the old ones can fetch it."""
    _require_owner(by, profile)
    if kind == Kind.NAME:
        raise PermissionDenied
    part = Part.objects.select_for_update().get(profile=profile, kind=kind)
    if part.visibility == visibility:
        return profile
    Part.objects.filter(pk=part.pk).update(visibility=visibility)
    _move_pictures(part)
    audit.record("part shown", profile.pk, by=by, part=kind, visibility=visibility)
    was_public = part.visibility == Visibility.PUBLIC
    return _changed(profile, is_public=was_public or visibility == Visibility.PUBLIC)


def replace_picture(profile: Profile, upload: BinaryIO, *, alt: str, version: int, by: User) -> Profile:
    """Raises pictures.UnreadablePicture, and Conflict. No row is left without its files, no file without its row."""
    _require_owner(by, profile)
    made = pictures.renditions(upload)
    with contextlib.ExitStack() as undo:
        large, small = _stored(made.large, undo), _stored(made.small, undo)
        with transaction.atomic():
            part = _take_turn(profile, Kind.PICTURE, version)
            _drop_picture(part)
            keys = {"large_key": pictures.new_key(), "small_key": pictures.new_key()}
            files = {"large_file": large, "small_file": small}
            Picture.objects.create(part=part, alt=alt, width=made.width, height=made.height, **keys, **files)
            _changed(profile, part)
        undo.pop_all()
    return profile


@transaction.atomic
def describe_picture(profile: Profile, *, alt: str, version: int, by: User) -> Profile:
    """Raises Conflict."""
    _require_owner(by, profile)
    part = _take_turn(profile, Kind.PICTURE, version)
    Picture.objects.filter(part=part).update(alt=alt)
    return _changed(profile, part)


@transaction.atomic
def remove_picture(profile: Profile, *, version: int, by: User) -> Profile:
    """Raises Conflict when there is another picture than the one that was asked about."""
    _require_owner(by, profile)
    if not Picture.objects.filter(part__profile=profile).exists():
        return profile
    part = _take_turn(profile, Kind.PICTURE, version)
    _drop_picture(part)
    return _changed(profile, part)


@transaction.atomic
def publish(profile: Profile, *, by: User) -> Profile:
    _require_owner(by, profile)
    first = Coalesce("published_at", Now())
    if _moved(profile, Status.DRAFT, Status.PUBLISHED, published_at=first):
        audit.record("page published", profile.pk, by=by)
    return profile


@transaction.atomic
def unpublish(profile: Profile, *, by: User) -> Profile:
    _require_owner(by, profile)
    if _moved(profile, Status.PUBLISHED, Status.DRAFT):
        audit.record("page unpublished", profile.pk, by=by)
    return profile


def _moved(profile: Profile, before: Status, after: Status, **values: Combinable) -> bool:
    """Whether the page went from one state to the other now; of two who ask at once, one moved it."""
    if not Profile.objects.filter(pk=profile.pk, status=before).update(status=after, **values):
        profile.refresh_from_db()
        return False
    for part in Part.objects.filter(profile=profile, kind=Kind.PICTURE):
        _move_pictures(part)
    _changed(profile, is_public=True)
    return True


def _require_owner(by: User, profile: Profile) -> None:
    if not access.can_edit(by, profile):
        raise PermissionDenied


def _take_turn(profile: Profile, kind: Kind, version: int, **values: str) -> Part:
    """Write the part, which locks it and raises its version; raises Conflict if somebody did since `version`."""
    mine = Part.objects.filter(profile=profile, kind=kind, version=version)
    is_mine = mine.update(version=F("version") + 1, modified_at=timezone.now(), **values)
    part = Part.objects.get(profile=profile, kind=kind)
    if not is_mine:
        raise Conflict(part)
    return part


def _changed(profile: Profile, part: Part | None = None, *, is_public: bool = False) -> Profile:
    """Raise the versions: always the owner's, and what strangers compare only where they see a difference."""
    now, more = timezone.now(), {}
    if is_public or (part and part.visibility == Visibility.PUBLIC):
        more = {"public_version": F("public_version") + 1, "public_changed_at": now}
    Profile.objects.filter(pk=profile.pk).update(version=F("version") + 1, modified_at=now, **more)
    profile.refresh_from_db()
    profile_changed.send(Profile, profile=profile)
    return profile


def _stored(content: bytes, undo: contextlib.ExitStack) -> str:
    """Write a file now, to be deleted again when `undo` unwinds."""
    name = default_storage.save(f"portraits/{pictures.new_key()}.webp", ContentFile(content))
    undo.callback(default_storage.delete, name)
    return name


def _move_pictures(part: Part) -> None:
    """New addresses; the old ones are never used again."""
    for picture in Picture.objects.filter(part=part):
        picture.large_key, picture.small_key = pictures.new_key(), pictures.new_key()
        picture.save(update_fields=["large_key", "small_key"])


def _drop_picture(part: Part) -> None:
    """Its files go when that is certain; a file that will not go hurts nobody."""
    for picture in Picture.objects.filter(part=part):
        _delete_on_commit(str(picture.large_file.name))
        _delete_on_commit(str(picture.small_file.name))
        picture.delete()


def _delete_on_commit(file_name: str) -> None:
    transaction.on_commit(lambda: default_storage.delete(file_name), robust=True)
