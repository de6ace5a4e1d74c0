"""Gives somebody's page 200 items, all public."""

from profiles.people.models import LIST_KINDS, Item, Kind, Part, Profile

ITEMS = 200
TYPES = {Kind.IDENTIFIERS: "isni", Kind.LINKS: "other"}
FEW = (Kind.IDENTIFIERS, Kind.LINKS, Kind.NAMES)  # nobody has twenty of these


def fill(username: str) -> None:
    profile = Profile.objects.get(user__username=username)
    parts = {kind: Part.objects.get_or_create(profile=profile, kind=kind)[0] for kind in LIST_KINDS}
    few = [(kind, number) for kind in FEW for number in range(5)]
    many = [kind for kind in LIST_KINDS if kind not in FEW]
    rest = [(many[number % len(many)], number) for number in range(ITEMS - len(few))]
    Item.objects.bulk_create(_item(parts[kind], kind, number) for kind, number in few + rest)


def _item(part: Part, kind: Kind, number: int) -> Item:
    return Item(
        part=part,
        kind=kind,
        type=TYPES.get(kind, ""),
        position=100 + number,
        title=f"{kind} {number}",
        organization_name="Nordhavn University",
        detail="Department of Cultural Studies",
        url=f"https://folio.example/{number}",
        started_on="2019-04",
        ended_on="2021",
    )
