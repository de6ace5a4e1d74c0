"""What people write, and the outputs that show it to whoever may see it: the second half of the privacy table.

`yes` is shown, `-` is not. A column of the database that is SHOWN stands here once for each kind of part that uses
it; an output that is new has a column of its own in the table, and in `outputs.py`.
"""

from dataclasses import dataclass

TABLE = """
kind         column             html  json  json_ld  open_graph  list  search  vcard
names        title              yes   yes   yes      -           -     yes     yes
names        language           yes   yes   -        -           -     -       yes
headline     text               yes   yes   yes      yes         yes   yes     yes
headline     language           yes   yes   yes      -           yes   -       yes
pronouns     text               yes   yes   -        -           -     -       yes
about        text               yes   yes   -        -           -     yes     -
about        language           yes   yes   yes      -           -     -       -
custom       title              yes   yes   -        -           -     -       -
custom       text               yes   yes   -        -           -     -       -
custom       language           yes   yes   yes      -           -     -       -
picture      alt                yes   yes   -        yes         -     -       -
picture      large_key          yes   yes   yes      yes         -     -       yes
picture      small_key          -     -     -        -           yes   -       -
cover        alt                yes   yes   -        -           -     -       -
cover        large_key          yes   yes   -        -           -     -       -
cover        small_key          yes   -     -        -           -     -       -
cv           key                yes   yes   -        -           -     -       -
identifiers  title              yes   yes   yes      -           -     yes     yes
links        title              yes   yes   -        -           -     -       -
links        url                yes   yes   yes      -           -     -       yes
positions    title              yes   yes   yes      -           yes   yes     yes
positions    language           yes   yes   -        -           yes   -       yes
positions    detail             yes   yes   -        -           -     yes     yes
positions    organization_name  yes   yes   yes      -           yes   yes     yes
positions    organization       yes   yes   yes      -           -     -       -
positions    started_on         yes   yes   -        -           -     -       -
education    title              yes   yes   -        -           -     yes     -
education    language           yes   yes   -        -           -     -       -
education    detail             yes   yes   -        -           -     yes     -
education    organization_name  yes   yes   yes      -           -     yes     -
education    organization       yes   yes   yes      -           -     -       -
education    started_on         yes   yes   -        -           -     -       -
education    ended_on           yes   yes   -        -           -     -       -
memberships  title              yes   yes   -        -           -     yes     -
memberships  language           yes   yes   -        -           -     -       -
memberships  organization_name  yes   yes   yes      -           -     yes     -
memberships  started_on         yes   yes   -        -           -     -       -
projects     title              yes   yes   -        -           -     -       -
projects     language           yes   yes   -        -           -     -       -
projects     organization_name  yes   yes   -        -           -     -       -
projects     text               yes   yes   -        -           -     -       -
projects     url                yes   yes   -        -           -     -       -
projects     started_on         yes   yes   -        -           -     -       -
projects     ended_on           yes   yes   -        -           -     -       -
talks        title              yes   yes   -        -           -     -       -
talks        language           yes   yes   -        -           -     -       -
talks        detail             yes   yes   -        -           -     -       -
talks        url                yes   yes   -        -           -     -       -
talks        started_on         yes   yes   -        -           -     -       -
interests    title              yes   yes   yes      -           -     yes     yes
interests    language           yes   -     -        -           -     -       -
"""

# The other outputs: those that show what one of the table's does, and those that show a few values alone.
FURTHER: dict[str, set[tuple[str, str]] | str] = {
    "json_file": "json",
    "jsonld": "json_ld",
    "webfinger": {("picture", "large_key")},
    "sitemap": set(),
    "listed": "json",
    "places": {
        *((kind, column) for kind in ("positions", "education", "memberships") for column in ("title", "language")),
        *((kind, "organization_name") for kind in ("positions", "education", "memberships")),
        *((kind, "started_on") for kind in ("positions", "education", "memberships")),
        *((kind, column) for kind in ("positions", "education") for column in ("detail", "organization")),
        ("education", "ended_on"),
    },
    "interests": {("interests", "title"), ("interests", "language")},
    "facets": {("interests", "title"), ("positions", "organization_name")},
    "suggest": {("headline", "text"), ("positions", "title"), ("positions", "organization_name")},
    "filters": {("identifiers", "title"), ("interests", "title")},
    "changes": set(),
}


@dataclass(frozen=True)
class Value:
    """One cell of the database that a person fills; `needle` is what it reads like wherever it is shown."""

    kind: str
    column: str
    shown_in: frozenset[str]
    needle: str


def outputs() -> list[str]:
    return [*_columns(), *FURTHER]


def values() -> list[Value]:
    rows = [line.split() for line in TABLE.strip().split("\n")[1:]]
    return [
        Value(kind, column, _shown_in(cells) | _shown_further(kind, column, cells), _needle(kind, column, number))
        for number, (kind, column, *cells) in enumerate(rows)
    ]


def _shown_in(cells: list[str]) -> frozenset[str]:
    return frozenset(output for output, cell in zip(_columns(), cells, strict=True) if cell == "yes")


def _shown_further(kind: str, column: str, cells: list[str]) -> set[str]:
    in_table = _shown_in(cells)
    return {
        name
        for name, like in FURTHER.items()
        if (like in in_table if isinstance(like, str) else (kind, column) in like)
    }


def _columns() -> list[str]:
    return TABLE.split("\n")[1].split()[2:]


def _needle(kind: str, column: str, number: int) -> str:
    """Something that stands nowhere else, in the form that the column takes."""
    match column:
        case "language":
            return f"art-x-zq{number:02}"
        case "url":
            return f"https://zq{number:02}.example/"
        case "started_on":
            return f"18{number:02}-05"
        case "ended_on":
            return f"19{number:02}-06"
        case "organization":
            return f"0zq{number:02}zq77"
        case "title" if kind == "identifiers":
            return "0000-0002-1825-0097"
    return f"zqx{number:02}{kind}"
