"""Names and changes that shall be known no more: taken from the page, the search, the history and the drafts."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from profiles.accounts import audit
from profiles.accounts.models import User
from profiles.people import names as scripts
from profiles.people.actions import files
from profiles.people.actions.items import in_order, locked, number
from profiles.people.actions.turns import Note, changed, is_public, require_owner, wait_for_turn
from profiles.people.models import Change, Draft, Item, Profile, Verb
from profiles.shared.text import without_unseen

SHORT_NAME = 3  # letters
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOT_WRITTEN = {"language", "visibility", "type", "organization_id", "order"}  # "la" is no mention of Mr La


@transaction.atomic
def forget_name(item: Item, *, by: User) -> Profile:
    """Remove another name for good: from the page, the search, the history and the drafts. There is no undo."""
    profile = item.part.profile
    require_owner(by, profile)
    if not item.is_other_name:
        raise PermissionDenied
    part = locked(item.part)
    if not Item.objects.filter(pk=item.pk).delete()[0]:
        return profile  # a double submit, which waited for the first
    number(in_order(part))
    changed(profile, Note(Verb.REMOVED, part), is_public=is_public(part, item))
    forget_mentions(profile, [item], by=by)
    return profile


def forget_mentions(profile: Profile, names: Sequence[Item], *, by: User) -> None:
    """What the history and the drafts say of other names that are gone, in the transaction that removed them."""
    changes = list(Change.objects.filter(profile=profile))
    ids = {item.pk for item in names}
    called = _called({item.title for item in names}.union(*(_former(change, ids) for change in changes)))
    for change in changes:
        if change.item_id in ids or _mentions(called, change.label, *_texts_in(change.before)):
            change.delete()
    files.drop_unneeded(profile)
    for draft in Draft.objects.filter(part__profile=profile):
        if _mentions(called, draft.title, draft.text):
            draft.delete()
    audit.record("name forgotten", profile.pk, by=by)


@transaction.atomic
def forget_change(change: Change, *, by: User) -> None:
    """Take it out of the history, with the text or the files it kept."""
    require_owner(by, change.profile)
    wait_for_turn(change.profile_id)
    change.delete()
    files.drop_unneeded(change.profile)


def _mentions(called: re.Pattern[str], *texts: str) -> bool:
    return any(called.search(without_unseen(text).casefold()) for text in texts)


def _former(change: Change, ids: Container[UUID]) -> set[str]:
    """What these were called before this change."""
    of_item = [change.before["content"]] if change.item_id in ids and "content" in change.before else []
    of_list = [one["content"] for one in change.before.get("list", ()) if UUID(one["id"]) in ids]
    return {content["title"] for content in (*of_item, *of_list)}


def _called(titles: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these names, also broken over two lines, marked, or joined as the names of files are.

    A long one is found within words too, for the endings that languages add. A short one is a word of its own: O is in
    every text, and a draft that does not mention the name must not go with it.
    """
    return re.compile("|".join(_form(title.casefold()) for title in titles))


def _form(name: str) -> str:
    words = r"[\W_]*".join(re.escape(word) for word in name.split())
    is_within_words = len(name) > SHORT_NAME or scripts.script(name) in scripts.WITHOUT_SPACES
    return words if is_within_words else rf"(?<![^\W_]){words}(?![^\W_])"


def _texts_in(kept: object) -> Iterator[str]:
    """Every text that somebody wrote in what a change keeps, however deep. An id is none: it makes words by chance."""
    if isinstance(kept, str):
        if not _ID.fullmatch(kept):
            yield kept
    elif isinstance(kept, dict):
        for name, value in kept.items():
            if name not in _NOT_WRITTEN:
                yield from _texts_in(value)
    elif isinstance(kept, list):
        for value in kept:
            yield from _texts_in(value)
