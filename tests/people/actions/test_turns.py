"""Changes of one page wait for each other, however they meet: none of them ends in a deadlock."""

import threading
from collections.abc import Callable

import pytest
from django.db import Error, connection

from profiles.people import actions
from profiles.people.contents import Content
from profiles.people.models import SECTION_KINDS, Change, Item, Kind, Part
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests import cast, images

TIMES = 25


@pytest.fixture
def ada(transactional_db):
    return cast.join("ada", "Ada Lovelace")


def add_items(member):
    actions.add_item(member.part(Kind.POSITIONS), Content(title="x"), actions.Place(new_id()), by=member.user)


def arrange_sections(member):
    sections = Part.objects.filter(profile=member.profile, kind__in=SECTION_KINDS).order_by("-position", "id")
    actions.arrange_sections(member.profile, list(sections.values_list("pk", flat=True)), by=member.user)


def show_and_hide(member):
    part = member.part(Kind.PICTURE)
    level = Visibility.ME if part.visibility == Visibility.PUBLIC else Visibility.PUBLIC
    actions.show_part_to(part, visibility=level, by=member.user)


def publish_and_unpublish(member):
    actions.publish(member.profile, by=member.user)
    actions.unpublish(member.profile, by=member.user)


def undo_the_newest(member):
    change = Change.objects.filter(profile=member.profile, undone_at=None, verb="added").order_by("-at").first()
    if change:
        try:
            actions.undo(change, by=member.user)
        except actions.Overtaken:
            return


def forget_a_name(member):
    name = actions.add_item(member.part(Kind.NAMES), Content(title="x"), actions.Place(new_id()), by=member.user)
    actions.forget_name(Item.objects.select_related("part__profile").get(pk=name.pk), by=member.user)


PAIRS = [
    (add_items, arrange_sections),
    (show_and_hide, publish_and_unpublish),
    (undo_the_newest, forget_a_name),
]


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda action: action.__name__)
def test_two_windows_never_stand_in_each_others_way(ada, one, other):
    actions.replace_picture(ada.part(Kind.PICTURE), images.jpeg().file, alt="", version=1, by=ada.user)
    for _number in range(5):
        add_items(ada)
    problems: list[Error] = []

    def repeat(action: Callable[[cast.Member], None]) -> None:
        try:
            for _number in range(TIMES):
                action(ada)
        except Error as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=repeat, args=[action]) for action in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems


def arrange_talks(member):
    items = member.part(Kind.TALKS).items.order_by("-position").values_list("pk", flat=True)
    actions.arrange_items(member.part(Kind.TALKS), list(items), by=member.user)


@pytest.mark.parametrize(
    ("level", "is_told"), [(Visibility.ME, False), (Visibility.MEMBERS, False), (Visibility.PUBLIC, True)]
)
def test_the_order_of_what_is_hidden_is_not_told_by_versions(ada, level, is_told):
    for title in ("a", "b"):
        ada.add(Kind.TALKS, title=title, visibility=level)
    before = ada.profile.public_version
    arrange_talks(ada)
    assert (ada.profile.public_version > before) == is_told


def test_the_order_of_hidden_sections_is_not_told_by_versions(ada):
    for kind in SECTION_KINDS[1:-1]:
        actions.show_part_to(ada.part(kind), visibility=Visibility.ME, by=ada.user)
    before = ada.profile.public_version
    arrange_sections(ada)
    assert ada.profile.public_version == before


def section(member, text=""):
    return actions.add_section(member.profile, actions.Place(new_id()), title="Teaching", text=text, by=member.user)


SILENT = "[a]: https://notes.example/"

EMPTY = {
    "an empty text": lambda ada: ada.part(Kind.ABOUT),
    "no items": lambda ada: ada.part(Kind.TALKS),
    "a hidden item": lambda ada: ada.add(Kind.TALKS, title="x", visibility=Visibility.ME).part,
    "no picture": lambda ada: ada.part(Kind.PICTURE),
    "a title without a text": section,
    "a text of which nothing is read": lambda ada: section(ada, SILENT),
}
FULL = {
    "a text": lambda ada: ada.write(Kind.ABOUT, "x").part(Kind.ABOUT),
    "an item": lambda ada: ada.add(Kind.TALKS, title="x").part,
    "a section with a text": lambda ada: section(ada, "x"),
}


@pytest.mark.parametrize("name", [*EMPTY, *FULL])
def test_what_strangers_see_nothing_of_is_told_by_no_version(ada, name):
    part = {**EMPTY, **FULL}[name](ada)
    before = ada.profile.public_version
    actions.show_part_to(part, visibility=Visibility.ME, by=ada.user)
    actions.show_part_to(part, visibility=Visibility.PUBLIC, by=ada.user)
    assert ada.profile.public_version == before + (2 if name in FULL else 0)


def test_the_order_of_empty_sections_is_not_told_by_versions(ada):
    ada.write(Kind.ABOUT, "x")
    before = ada.profile.public_version
    arrange_sections(ada)
    assert ada.profile.public_version == before


def test_an_empty_section_of_ones_own_comes_is_renamed_and_goes_untold(ada):
    before = ada.profile.public_version
    part = section(ada)
    for version, text in enumerate(("", SILENT), 1):
        actions.rewrite_text(part, title="Lectures", text=text, version=version, by=ada.user)
    actions.remove_section(part, version=3, by=ada.user)
    assert ada.profile.public_version == before
