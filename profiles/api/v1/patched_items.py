"""Changes the items of one part as a patched list says: it is the whole list, in its order."""

from typing import Any
from uuid import UUID

from profiles.accounts.models import User
from profiles.api.problems import Unprocessable
from profiles.api.v1.own_page import DATES, fields_of
from profiles.people import actions, queries
from profiles.people.contents import Content
from profiles.people.forms import ITEM_FORMS
from profiles.people.models import Item, Part
from profiles.shared.ids import new_id
from profiles.shared.partial_dates import PartialDate
from profiles.shared.visibility import Visibility

Wanted = dict[str, Any]


def change(user: User, part: Part, wanted: object, path: str) -> None:
    """Those that are named by their ids stay or are rewritten, those without an id are added, the others removed."""
    rows = _rows(part.kind, wanted, path)
    stored = {str(item.pk): item for item in queries.own_items(part)}
    kept = [row["id"] for row in rows if "id" in row]
    if len(kept) != len(set(kept)) or not stored.keys() >= set(kept):
        raise Unprocessable({path: ["There is no such item, or it is named twice."]})
    for pk in stored.keys() - set(kept):
        item = queries.own_item(user, UUID(pk))
        (actions.forget_name if item.is_other_name else actions.remove_item)(item, by=user)
    order = [_put(user, part, stored, row, f"{path}.{number}") for number, row in enumerate(rows)]
    if [item.pk for item in queries.own_items(part)] != order:
        actions.arrange_items(part, order, by=user)


def _rows(kind: str, wanted: object, path: str) -> list[Wanted]:
    """Objects of texts, with no members but those of this kind."""
    allowed = {"id", "visibility", *fields_of(kind)}
    if not isinstance(wanted, list) or not all(isinstance(row, dict) for row in wanted):
        raise Unprocessable({path: ["This is a list of objects."]})
    for number, row in enumerate(wanted):
        wrong = [name for name, value in row.items() if name not in allowed or not isinstance(value, str)]
        if wrong:
            raise Unprocessable({f"{path}.{number}.{wrong[0][:80]}": [f"A text under one of: {', '.join(allowed)}."]})
        if row.get("visibility", Visibility.PUBLIC) not in Visibility.values:
            raise Unprocessable({f"{path}.{number}.visibility": [f"One of {', '.join(Visibility.values)}."]})
    return wanted


def _put(user: User, part: Part, stored: dict[str, Item], row: Wanted, path: str) -> UUID:
    """Answers the id under which it stands."""
    content, visibility = _content(part.kind, row, path), Visibility(row.get("visibility", Visibility.PUBLIC))
    try:
        if "id" not in row:
            return actions.add_item(part, content, actions.Place(new_id(), visibility), by=user).pk
        item = queries.own_item(user, UUID(row["id"]))
        if content != Content.of(item):
            item = actions.rewrite_item(item, content, version=item.version, by=user)
        if "visibility" in row and visibility != item.visibility:
            actions.show_item_to(item, visibility=visibility, by=user)
    except actions.Duplicate:
        raise Unprocessable({path: ["This is in the list already."]}) from None
    except actions.TooMany:
        raise Unprocessable({path: ["The list is full."]}) from None
    return item.pk


def _content(kind: str, row: Wanted, path: str) -> Content:
    """Raises Unprocessable with the messages of the form in which its owner writes such an item."""
    given = {"version": "1"} | {name: row.get(name, "") for name in fields_of(kind) if name not in DATES}
    for name in DATES:
        if name in fields_of(kind):
            given |= _date(name, row.get(name, ""), path)
    form = ITEM_FORMS[kind](given)
    if not form.is_valid():
        raise Unprocessable({f"{path}.{name}": list(map(str, said)) for name, said in form.errors.items()})
    return form.content()


def _date(name: str, written: str, path: str) -> dict[str, str]:
    """A partial date as the form takes it, in pieces."""
    if not written:
        return {}
    date = PartialDate.read(written)
    if date is None:
        raise Unprocessable({f"{path}.{name}": ["A date as far as it is known: 2019, 2019-04 or 2019-04-30."]})
    return {f"{name}_year": str(date.year), f"{name}_month": str(date.month or ""), f"{name}_day": str(date.day or "")}
