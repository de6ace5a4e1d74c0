"""Who sees a part or an item. What is hidden is gone from every answer at once, its files at new addresses."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from profiles.accounts import audit
from profiles.accounts.models import User
from profiles.people.actions.files import move_files
from profiles.people.actions.turns import Note, changed, is_public, require_owner, shown, wait_for_turn
from profiles.people.contents import Content
from profiles.people.models import Item, Kind, Part, Profile, Verb
from profiles.shared.visibility import Visibility


@transaction.atomic
def show_part_to(part: Part, *, visibility: Visibility, by: User) -> Profile:
    """A file also gets a new address, so that nobody who knew the old one can fetch it."""
    profile = part.profile
    require_owner(by, profile)
    if part.kind == Kind.NAME:
        raise PermissionDenied
    wait_for_turn(profile.pk)
    part = Part.objects.select_for_update(of=("self",)).select_related("picture", "document").get(pk=part.pk)
    before = Visibility(part.visibility)
    if before == visibility:
        return profile
    was_shown = shown([part])
    part.visibility = visibility
    part.save(update_fields=["visibility"])
    move_files(part)
    audit.record("part shown", profile.pk, by=by, part=part.kind, visibility=visibility)
    note = Note(Verb.SHOWN, part, label=part.title, before={"visibility": before}, visibility=visibility)
    return changed(profile, note, is_public=bool(was_shown or shown([part])))


@transaction.atomic
def show_item_to(item: Item, *, visibility: Visibility, by: User) -> Profile:
    """Nobody sees more of an item than of the part it is in."""
    profile = item.part.profile
    require_owner(by, profile)
    wait_for_turn(profile.pk)
    item = Item.objects.select_for_update(of=("self",)).select_related("part").get(pk=item.pk)
    before = Visibility(item.visibility)
    if before == visibility:
        return profile
    Item.objects.filter(pk=item.pk).update(visibility=visibility)
    audit.record("item shown", profile.pk, by=by, part=item.kind, item=str(item.pk), visibility=visibility)
    label = Content.of(item).label
    note = Note(Verb.SHOWN, item.part, item, label=label, before={"visibility": before}, visibility=visibility)
    return changed(profile, note, is_public=is_public(item.part) and Visibility.PUBLIC in (before, visibility))
