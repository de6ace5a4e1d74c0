"""Every change that undo knows, by a name for tests."""

from profiles.people import actions
from profiles.people.actions import Line
from profiles.people.contents import Content
from profiles.people.models import SECTION_KINDS, Change, Item, Kind, Part
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility


def newest():
    return Change.objects.order_by("-at", "-id").first()


def undo(member):
    return actions.undo(newest(), by=member.user)


def state(member):
    parts = Part.objects.filter(profile=member.profile).order_by("position", "kind")
    items = Item.objects.filter(part__profile=member.profile).order_by("kind", "position")
    seen = ("kind", "title", "text", "language", "html", "visibility", "position", "is_arranged")
    return list(parts.values_list(*seen)), [
        (item.pk, item.position, item.visibility, item.key, Content.of(item)) for item in items
    ]


def change_name(member):
    part = member.part(Kind.NAME)
    actions.rewrite_name(part, display_name="A. King", sort_name="King, A.", version=part.version, by=member.user)


def section(member):
    return actions.add_section(
        member.profile, actions.Place(new_id()), title="Teaching", text="*Logic*", language="en", by=member.user
    )


def sections_of(member):
    return list(Part.objects.filter(profile=member.profile, kind__in=SECTION_KINDS).order_by("position"))


def write_talks(member, talk):
    """Of three, one goes, one is rewritten and hidden, one stays, and one comes."""
    first, second, _ = talk.part.items.order_by("position")
    rewritten = Line(first.pk, Content(title="other", started_on="1999"), Visibility.ME)
    new = Line(new_id(), Content(title="new"), Visibility.PUBLIC)
    actions.write_list(talk.part, [new, Line.of(second), rewritten], by=member.user)


CHANGES = {
    "a text rewritten": lambda ada, talk, own: ada.write(Kind.HEADLINE, "Analyst"),
    "the language of a text said": lambda ada, talk, own: actions.rewrite_text(
        own, title=own.title, text=own.text, language="la", version=own.version, by=ada.user
    ),
    "a name changed": lambda ada, talk, own: change_name(ada),
    "a section of one's own rewritten": lambda ada, talk, own: actions.rewrite_text(
        own, title="Lectures", text="x", version=own.version, by=ada.user
    ),
    "a part shown": lambda ada, talk, own: actions.show_part_to(
        ada.part(Kind.ABOUT), visibility=Visibility.ME, by=ada.user
    ),
    "an item shown": lambda ada, talk, own: actions.show_item_to(talk, visibility=Visibility.MEMBERS, by=ada.user),
    "an item added": lambda ada, talk, own: ada.add(Kind.TALKS, title="new", started_on="2020"),
    "a name added": lambda ada, talk, own: ada.add(Kind.NAMES, title="Augusta"),
    "an item rewritten": lambda ada, talk, own: actions.rewrite_item(
        talk, Content(title="other", started_on="1999"), version=1, by=ada.user
    ),
    "an item removed": lambda ada, talk, own: actions.remove_item(talk, by=ada.user),
    "items arranged": lambda ada, talk, own: actions.arrange_items(
        talk.part, [*talk.part.items.exclude(pk=talk.pk).values_list("pk", flat=True), talk.pk], by=ada.user
    ),
    "a list written": lambda ada, talk, own: write_talks(ada, talk),
    "sections arranged": lambda ada, talk, own: actions.arrange_sections(
        ada.profile,
        [part.pk for part in reversed(sections_of(ada))],
        by=ada.user,
    ),
    "a section added": lambda ada, talk, own: section(ada),
    "a section removed": lambda ada, talk, own: actions.remove_section(own, version=own.version, by=ada.user),
}  # fmt: skip
