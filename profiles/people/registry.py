"""A record of the ROR data dump in schema 2, read from its JSON and refused where it is broken."""

import re
from dataclasses import dataclass
from typing import Any, Self

from profiles.people import organizations
from profiles.people.models import WHOLE, Standing
from profiles.people.models.organizations import KEY_LENGTH
from profiles.people.organizations import ADDRESS, MAX_WORD_LENGTH
from profiles.shared import folding
from profiles.shared.text import clean_line

NAME_LENGTH = 300
CITY_LENGTH = 200
MOST_NAMES = 60
MOST_WORDS = 300
_LANGUAGE = re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COUNTRY = re.compile("[A-Z]{2}")
_TYPES = ("acronym", "label", "alias")


class Broken(Exception):
    """Not a record that can be stored; says why, in a few words."""


@dataclass(frozen=True)
class Record:
    """What is stored of an organisation, in the columns of `models.Organization`."""

    ror: str
    name: str
    key: str
    language: str
    names: list[dict[str, str]]
    city: str
    country: str
    status: str
    successor_ror: str
    words: list[str]

    @classmethod
    def read(cls, raw: object) -> Self:
        """From an element of the dump's array; raises Broken."""
        if not isinstance(raw, dict):
            raise Broken("no object")
        ror = _ror(raw.get("id"))
        status = raw.get("status")
        if status not in Standing.values:
            raise Broken("a status that is unknown")
        shown, others = _names(raw)
        city, country = _place(raw)
        every = [shown["name"], *(other["name"] for other in others)]
        return cls(
            ror=ror,
            name=shown["name"],
            key=folding.fold(shown["name"])[:KEY_LENGTH],
            language=shown["language"],
            names=others,
            city=city,
            country=country,
            status=status,
            successor_ror=_successor(raw, ror),
            words=sorted(_words(every)),
        )


def _ror(value: object) -> str:
    if not isinstance(value, str) or not organizations.is_id(value.removeprefix(ADDRESS)):
        raise Broken("an id that is no ROR id")
    return value.removeprefix(ADDRESS)


def _names(raw: dict[str, Any]) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The one that the registry displays, and the others without repetition."""
    shown: list[dict[str, str]] = []
    others: dict[str, dict[str, str]] = {}
    for entry in _objects(raw, "names"):
        name, types = entry.get("value"), entry.get("types")
        if not isinstance(name, str) or not isinstance(types, list):
            raise Broken("a name without value or types")
        kind = next((kind for kind in _TYPES if kind in types), "")
        read = {"name": _clean(name), "language": _fitting(_LANGUAGE, entry.get("lang")), "type": kind}
        if "ror_display" in types:
            shown.append(read)
        elif 0 < len(read["name"]) <= NAME_LENGTH:
            others.setdefault(read["name"], read)
    if len(shown) != 1 or not 0 < len(shown[0]["name"]) <= NAME_LENGTH:
        raise Broken("no name to display, or not one")
    others.pop(shown[0]["name"], None)
    return shown[0], list(others.values())[:MOST_NAMES]


def _place(raw: dict[str, Any]) -> tuple[str, str]:
    """City and country of the first location; empty where it has none."""
    for location in _objects(raw, "locations")[:1]:
        details = location.get("geonames_details")
        if isinstance(details, dict):
            city = details.get("name")
            name = _clean(city)[:CITY_LENGTH] if isinstance(city, str) else ""
            return name, _fitting(_COUNTRY, details.get("country_code"))
    return "", ""


def _successor(raw: dict[str, Any], ror: str) -> str:
    """Its one successor. What was split into several is none of them."""
    found = {_ror(link.get("id")) for link in _objects(raw, "relationships") if link.get("type") == "successor"}
    return found.pop() if len(found) == 1 and ror not in found else ""


def _words(names: list[str]) -> set[str]:
    words = [token[:MAX_WORD_LENGTH] for name in names for token in folding.tokens(name)]
    whole = [WHOLE + folded[:KEY_LENGTH] for name in names if (folded := folding.fold(name))]
    return {*words[:MOST_WORDS], *whole}


def _objects(raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
    values = raw.get(name)
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise Broken(f"{name} that are no list of objects")
    return values


def _fitting(form: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and form.fullmatch(value) else ""


def _clean(name: str) -> str:
    """PostgreSQL takes no lone surrogate, of which JSON can speak."""
    return clean_line(name.encode(errors="ignore").decode())
