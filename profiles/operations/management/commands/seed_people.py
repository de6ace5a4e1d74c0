"""manage.py seed_people --count N: sample scholars for a site that nobody uses yet; the same ones every time."""

import io
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from profiles.accounts.models import User, UsernameHistory
from profiles.operations.sample_people import SamplePerson, sample_people
from profiles.operations.sample_people.known_entries import ENTRIES, SECTIONS
from profiles.operations.sample_people.portraits import description, portrait
from profiles.people import actions
from profiles.people.models import Kind, Part, Profile
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility


class Command(BaseCommand):
    help = "Make sample people, invented or long dead. Those who exist already are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", type=int, default=60, help="how many in all (60)")

    def handle(self, *args: Any, count: int, **options: Any) -> None:
        made = 0
        people = list(sample_people(count))
        for number, person in enumerate(reversed(people), start=1):  # the first ones, written by hand, are the newest
            if UsernameHistory.objects.filter(username=person.username).exists():
                continue
            _make(person)
            made += 1
            if made % 10 == 0:
                self._show(f"\r  {number} of {count} sample people")
        self._show("\r")
        self.stdout.write(f"Made {made} sample people; {count - made} were there already.")

    def _show(self, line: str) -> None:
        if self.stdout.isatty():
            self.stdout.write(line, ending="")
            self.stdout.flush()


@transaction.atomic
def _make(person: SamplePerson) -> None:
    user = User(username=person.username)
    user.set_unusable_password()
    user.save()
    UsernameHistory.objects.create(username=person.username, user=user)
    profile = actions.create_profile(user, display_name=person.display_name, language=person.language)
    parts = {part.kind: part for part in profile.parts.select_related("profile")}
    name = {"display_name": person.display_name, "sort_name": person.sort_name}
    actions.rewrite_name(parts[Kind.NAME], **name, version=1, by=user)
    for kind, text, visibility in _texts(person):
        if text:
            language = "" if kind == Kind.PRONOUNS else person.text_language
            actions.rewrite_text(parts[kind], text=text, language=language, version=1, by=user)
        actions.show_part_to(parts[kind], visibility=Visibility(visibility), by=user)
    if person.has_picture:
        drawn = io.BytesIO()
        portrait(person.portrait_seed).save(drawn, "PNG")
        drawn.seek(0)
        alt = description(person.portrait_seed)
        actions.replace_picture(parts[Kind.PICTURE], drawn, alt=alt, version=1, by=user)
    actions.show_part_to(parts[Kind.PICTURE], visibility=Visibility(person.picture_visibility), by=user)
    _fill(profile, parts, person.username)
    if person.is_published:
        actions.publish(profile, by=user)


def _fill(profile: Profile, parts: dict[str, Part], username: str) -> None:
    """With what stands beside the texts; the page is not searched yet, so each addition is cheap."""
    for entry in ENTRIES.get(username, ()):
        place = actions.Place(new_id(), Visibility(entry.visibility))
        actions.add_item(parts[entry.kind], entry.content, place, by=profile.user)
    for section in SECTIONS.get(username, ()):
        place = actions.Place(new_id(), Visibility(section.visibility))
        actions.add_section(profile, place, title=section.title, text=section.text, by=profile.user)


def _texts(person: SamplePerson) -> tuple[tuple[Kind, str, str], ...]:
    return (
        (Kind.HEADLINE, person.headline, person.headline_visibility),
        (Kind.PRONOUNS, person.pronouns, person.pronouns_visibility),
        (Kind.ABOUT, person.about, person.about_visibility),
    )
