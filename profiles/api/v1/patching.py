"""Changes one's own page as a patched document says, by the forms and actions of the pages."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm

from profiles.accounts import actions as accounts
from profiles.accounts.models import User
from profiles.api.problems import Unprocessable
from profiles.api.v1 import patched_items
from profiles.api.v1.own_page import Document
from profiles.people import actions, queries
from profiles.people.forms import TEXT_FORMS, NameForm, NewSectionForm
from profiles.people.models import TEXT_KINDS, Kind, Part, Profile, Status
from profiles.shared.visibility import Visibility

FIXED = ("username", "is_staff", "identities")
_MOVES = {(Status.DRAFT, Status.PUBLISHED): actions.publish, (Status.PUBLISHED, Status.DRAFT): actions.unpublish}


def change(user: User, before: Document, after: Document) -> None:
    """Inside a transaction, with the page locked. Raises Unprocessable, and then everything is to be rolled back."""
    expect(before, after, "")
    for name in FIXED:
        if after[name] != before[name]:
            raise Unprocessable({name: ["This is not changed here."]})
    if after["language"] != before["language"]:
        if after["language"] not in {"", *dict(settings.LANGUAGES)}:
            raise Unprocessable({"language": ["There is no such language of this site."]})
        accounts.choose_language(user, after["language"], by=user)
    if after["profile"] != before["profile"]:
        expect(before["profile"], after["profile"], "profile.")
        with actions.told_once():
            _change_page(user, before["profile"], after["profile"])


def expect(before: object, after: object, path: str) -> None:
    """That there is an object with the same members."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        raise Unprocessable({path.rstrip(".") or "document": ["This is an object with members."]})
    if wrong := before.keys() ^ after.keys():
        raise Unprocessable({f"{path}{name[:80]}": ["There is no such member, or it cannot go."] for name in wrong})
    if wrong := {name for name, value in before.items() if isinstance(value, str) and not isinstance(after[name], str)}:
        raise Unprocessable({f"{path}{name}": ["This is a text."] for name in wrong})


def _change_page(user: User, before: Document, after: Document) -> None:
    profile = queries.own_profile(user)
    if after["id"] != before["id"]:
        raise Unprocessable({"profile.id": ["This is not changed here."]})
    names = ("name", "sort_name", "language")
    if any(after[name] != before[name] for name in names):
        _rename(user, profile, before, after)
    if after["parts"] != before["parts"]:
        _change_parts(user, profile, before["parts"], after["parts"])
    if after["status"] != before["status"]:
        move = _MOVES.get((before["status"], after["status"]))
        if move is None:
            raise Unprocessable({"profile.status": ["A page is published or made a draft; nothing else."]})
        move(profile, by=user)


def _rename(user: User, profile: Profile, before: Document, after: Document) -> None:
    """A new name without a new one for lists has that guessed, as in the form."""
    part = Part.objects.select_related("profile").get(profile=profile, kind=Kind.NAME)
    is_guessed = after["name"] != before["name"] and after["sort_name"] == before["sort_name"]
    given = {"text": after["name"], "sort_name": "" if is_guessed else after["sort_name"]}
    form = NameForm({**given, "language": after["language"], "version": part.version})
    clean = cleaned(form, "profile.", {"text": "name"})
    names = {"display_name": clean["text"], "sort_name": clean["sort_name"], "language": clean["language"]}
    actions.rewrite_name(part, **names, version=part.version, by=user)


def _change_parts(user: User, profile: Profile, before: Document, after: object) -> None:
    if not isinstance(after, dict):
        raise Unprocessable({"profile.parts": ["This is an object with members."]})
    stored = {part.slug: part for part in Part.objects.select_related("profile").filter(profile=profile)}
    for slug in before.keys() - after.keys():
        _remove(user, stored[slug])
    for slug, wanted in after.items():
        path = f"profile.parts.{slug[:80]}."
        if slug not in before:
            _add_section(user, profile, slug, wanted, path)
        elif wanted != before[slug]:
            expect(before[slug], wanted, path)
            _change_part(user, stored[slug], before[slug], wanted, path)


def _change_part(user: User, part: Part, before: Document, after: Document, path: str) -> None:
    if part.kind in TEXT_KINDS and any(after.get(name) != before.get(name) for name in ("title", "text", "language")):
        form = TEXT_FORMS[part.kind]({**after, "version": part.version})
        clean = cleaned(form, path)
        texts = {"text": clean["text"], "title": clean.get("title", ""), "language": clean.get("language")}
        actions.rewrite_text(part, **texts, version=part.version, by=user)
    if after["visibility"] != before["visibility"]:
        actions.show_part_to(part, visibility=level(after["visibility"], path), by=user)
    if after.get("items") != before.get("items"):
        patched_items.change(user, part, before["items"], after["items"], f"{path}items")


def _add_section(user: User, profile: Profile, slug: str, wanted: object, path: str) -> None:
    """Under an id of the program's own, so that sending it twice adds it once."""
    given = wanted if isinstance(wanted, dict) else {}
    known = ("title", "text", "language", "visibility")
    if wrong := [name for name, value in given.items() if name not in known or not isinstance(value, str)]:
        raise Unprocessable({f"{path}{name[:80]}": [f"A text under one of: {', '.join(known)}."] for name in wrong})
    clean = cleaned(NewSectionForm({**given, "id": slug}), path)
    visibility = level(given.get("visibility", Visibility.PUBLIC), path)
    texts = {name: clean[name] for name in ("title", "text", "language")}
    try:
        actions.add_section(profile, actions.Place(clean["id"], visibility), **texts, by=user)
    except actions.TooMany:
        raise Unprocessable({path.rstrip("."): ["A page has no room for more sections of one's own."]}) from None
    except PermissionDenied:
        raise Unprocessable({path.rstrip("."): ["This id is taken. Choose another."]}) from None


def _remove(user: User, part: Part) -> None:
    if part.kind != Kind.CUSTOM:
        raise Unprocessable({f"profile.parts.{part.slug}": ["This can be emptied, but not removed."]})
    actions.remove_section(part, version=part.version, by=user)


def cleaned(form: BaseForm, path: str, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What a form makes of it; raises Unprocessable with its messages, under the names that the document has."""
    if form.is_valid():
        return form.cleaned_data
    found = {f"{path}{(names or {}).get(name, name)}": list(map(str, said)) for name, said in form.errors.items()}
    raise Unprocessable(found)


def level(wanted: object, path: str) -> Visibility:
    if wanted not in Visibility.values:
        raise Unprocessable({f"{path}visibility": [f"One of {', '.join(Visibility.values)}."]})
    return Visibility(wanted)
