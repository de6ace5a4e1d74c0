"""Changes the items of one part as a patched list says: it is the whole list, in its order."""

from collections.abc import Sequence
from typing import Any

from profiles.accounts.models import User
from profiles.api.problems import Unprocessable
from profiles.api.v1.own_page import DATES, fields_of
from profiles.people import actions, queries
from profiles.people.actions import Line
from profiles.people.contents import Content
from profiles.people.forms import ITEM_FORMS
from profiles.people.models import Item, Part
from profiles.shared.ids import new_id
from profiles.shared.partial_dates import PartialDate
from profiles.shared.visibility import Visibility

Wanted = dict[str, Any]


def change(user: User, part: Part, before: Sequence[Wanted], wanted: object, path: str) -> None:
    """Those that are named by their ids stay or are rewritten, those without an id are added, the others removed."""
    rows = _rows(part.kind, wanted, path)
    stored = {str(item.pk): item for item in queries.own_items(part)}
    kept = [row["id"] for row in rows if "id" in row]
    if len(kept) != len(set(kept)) or not stored.keys() >= set(kept):
        raise Unprocessable({path: ["There is no such item, or it is named twice."]})
    lines = []
    for number, row in enumerate(rows):
        item = stored.get(row.get("id", ""))
        lines.append(Line.of(item) if item and row in before else _line(part.kind, item, row, f"{path}.{number}"))
    try:
        actions.write_list(part, lines, by=user)
    except actions.Duplicate as twin:
        raise Unprocessable({f"{path}.{twin.place}": ["This is in the list already."]}) from None


def _rows(kind: str, wanted: object, path: str) -> list[Wanted]:
    """Objects of texts, with no members but those of this kind."""
    allowed = {"id", "visibility", *fields_of(kind)}
    if not isinstance(wanted, list) or not all(isinstance(row, dict) for row in wanted):
        raise Unprocessable({path: ["This is a list of objects."]})
    if len(wanted) > actions.MOST_ITEMS:
        raise Unprocessable({path: [f"A list has at most {actions.MOST_ITEMS} items."]})
    for number, row in enumerate(wanted):
        wrong = [name for name, value in row.items() if name not in allowed or not isinstance(value, str)]
        if wrong:
            said = f"A text under one of: {', '.join(sorted(allowed))}."
            raise Unprocessable({f"{path}.{number}.{wrong[0][:80]}": [said]})
        if row.get("visibility", Visibility.PUBLIC) not in Visibility.values:
            raise Unprocessable({f"{path}.{number}.visibility": [f"One of {', '.join(Visibility.values)}."]})
    return wanted


def _line(kind: str, item: Item | None, row: Wanted, path: str) -> Line:
    """Who sees it stays where the row does not say."""
    visibility = row.get("visibility", item.visibility if item else Visibility.PUBLIC)
    return Line(item.pk if item else new_id(), _content(kind, row, path), Visibility(visibility))


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
