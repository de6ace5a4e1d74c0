"""Items in tests: whole forms to send, and items already there."""

from uuid import UUID

from profiles.people import actions
from profiles.people.contents import Content
from profiles.people.models import Item, Kind
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility

# The least that each form takes, and what is stored of it.
FORMS = {
    Kind.NAMES: {"title": "Софья", "language": "ru"},
    Kind.IDENTIFIERS: {"type": "orcid", "title": "0000-0002-1825-0097"},
    Kind.LINKS: {"url": "https://ada.example/", "type": "website", "title": "My site"},
    Kind.POSITIONS: {"title": "Professor", "organization_name": "Nordhavn", "started_on_year": "2019"},
    Kind.EDUCATION: {"title": "PhD", "organization_name": "Nordhavn"},
    Kind.PROJECTS: {"title": "Fragments", "text": "Of books."},
    Kind.TALKS: {"title": "On engines", "detail": "Turin"},
    Kind.INTERESTS: {"title": "Engines"},
    Kind.MEMBERSHIPS: {"organization_name": "Society of Engines"},
}


def add(member, kind, *titles, **more):
    """Items of one part; answers the last."""
    for title in titles:
        item = actions.add_item(
            member.part(kind), Content(title=title, **more), actions.Place(new_id()), by=member.user
        )
    return item


def fill(member, kind, count):
    """Many at once, without their history."""
    part = member.part(kind)
    Item.objects.bulk_create(
        Item(part=part, kind=kind, title=f"Talk {number}", position=number) for number in range(count)
    )


def titles(member, kind):
    return [item.title for item in member.part(kind).items.order_by("position", "id")]


def level(item):
    return Visibility(Item.objects.get(pk=item.pk).visibility)


def post_new(member, kind, data, *, new: UUID | str = "", **more):
    sent = {"id": str(new or new_id()), "version": 0, **data}
    return member.client.post(f"/me/edit/{kind}/add/", sent, **more)


def post(member, item, data, version=1, **more):
    return member.client.post(f"/me/edit/items/{item.pk}/", {"version": version, **data}, **more)


def move(member, item, direction, **more):
    return member.client.post(f"/me/edit/{item.kind}/step/", {direction: str(item.pk)}, **more)
