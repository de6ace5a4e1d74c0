"""Texts of a page: the name, the headline, pronouns and longer texts with their drafts."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from profiles.accounts.models import User
from profiles.people import names, prose
from profiles.people.actions.turns import Note, changed, is_public, reads, require_owner, take_part, wait_for_turn
from profiles.people.models import MARKDOWN_KINDS, Draft, Part, Profile, Verb


@transaction.atomic
def rewrite_name(
    part: Part, *, display_name: str, sort_name: str, language: str | None = None, version: int, by: User
) -> Profile:
    """`language` None leaves it as it is. Raises Conflict when the name was changed meanwhile."""
    profile = part.profile
    require_owner(by, profile)
    wait_for_turn(profile.pk)
    profile.refresh_from_db()
    values = {
        "display_name": display_name,
        "sort_name": sort_name or names.sort_name(display_name),
        "language": profile.language if language is None else language,
    }
    before = {name: getattr(profile, name) for name in values}
    if before == values:
        return profile  # saved unchanged, which leaves the last change to be undone, or a double submit
    part = take_part(part, version, text=display_name)
    Profile.objects.filter(pk=profile.pk).update(**values, sort_key=names.sort_key(values["sort_name"]))
    return changed(profile, Note(Verb.EDITED, part, before=before), is_public=True)


@transaction.atomic
def rewrite_text(
    part: Part, *, text: str, title: str = "", language: str | None = None, version: int, by: User
) -> Profile:
    """Raises Conflict when this part was changed meanwhile; saving one part never conflicts with another.

    `title` is that of a section of one's own; `language` None leaves it as it is. The draft is done with.
    """
    profile = part.profile
    require_owner(by, profile)
    wait_for_turn(profile.pk)
    stored = Part.objects.get(pk=part.pk)
    written = {"text": text, "title": title, "language": stored.language if language is None else language}
    before = {name: getattr(stored, name) for name in written}
    if before == written:
        Draft.objects.filter(part=part, version=version).delete()
        return profile  # saved unchanged, which leaves the last change to be undone, or a double submit
    html = {"html": prose.to_html(text)} if part.kind in MARKDOWN_KINDS else {}
    part = take_part(part, version, **written, **html)
    Draft.objects.filter(part=part).delete()
    is_shown = is_public(part) and bool(reads(stored) or reads(part))
    return changed(profile, Note(Verb.EDITED, part, label=title, before=before), is_public=is_shown)


@transaction.atomic
def keep_draft(part: Part, *, text: str, title: str = "", version: int, by: User) -> None:
    """What is typed so far, on the version that the form was opened on. What is saved already is no draft.

    `title` is that of a section of one's own, "" where it has none yet.
    """
    require_owner(by, part.profile)
    if part.kind not in MARKDOWN_KINDS:
        raise PermissionDenied
    stored = Part.objects.select_for_update().get(pk=part.pk)
    if (stored.text, stored.title) == (text, title or stored.title):
        Draft.objects.filter(part=part).delete()
        return
    values = {"text": text, "title": title, "version": version, "saved_at": timezone.now()}
    Draft.objects.update_or_create(part=part, defaults=values)


@transaction.atomic
def discard_draft(part: Part, *, by: User) -> None:
    require_owner(by, part.profile)
    Draft.objects.filter(part=part).delete()
