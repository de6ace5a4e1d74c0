"""The letters that names in the list begin with, found without counting anybody."""

from dataclasses import dataclass
from string import ascii_lowercase

from django.db import connection
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left

from profiles.directory import dictionary
from profiles.people import access, names
from profiles.shared.visibility import Viewer

MOST = 80  # of all; each costs one step in the index
_TAGS = {
    "ARABIC": "und-Arab",
    "ARMENIAN": "und-Armn",
    "CJK": "und-Hani",
    "CYRILLIC": "und-Cyrl",
    "DEVANAGARI": "und-Deva",
    "GEORGIAN": "und-Geor",
    "GREEK": "und-Grek",
    "HANGUL": "und-Kore",
    "HEBREW": "und-Hebr",
    "HIRAGANA": "und-Jpan",
    "KATAKANA": "und-Jpan",
    "THAI": "und-Thai",
}


@dataclass(frozen=True)
class Initial:
    """A letter as it stands in a row, and as names are ordered by it; `lang` says its script."""

    letter: str
    key: str
    lang: str
    has_people: bool


@dataclass(frozen=True)
class Initials:
    """A to Z, all of them; and the others that somebody's name begins with."""

    latin: list[Initial]
    further: list[Initial]


def initials(viewer: Viewer) -> Initials:
    """One query that steps from letter to letter in the index of names, whatever the number of people."""
    found = _found(viewer)
    further = [key for key in found if key not in ascii_lowercase and key.isalpha()]
    return Initials(
        [Initial(key.upper(), key, "", has_people=key in found) for key in ascii_lowercase],
        [Initial(key.title(), key, _TAGS.get(names.script(key), ""), has_people=True) for key in further],
    )


def _found(viewer: Viewer) -> list[str]:
    """A "loose index scan", as PostgreSQL's wiki calls it."""
    ordered = access.published_to(viewer).order_by("sort_key")
    first = ordered.filter(sort_key__gt="").values_list(Left("sort_key", 1))[:1]
    beyond = RawSQL("found.letter || %s", (dictionary.LAST,))
    following = ordered.filter(sort_key__gt=beyond).values_list(Left("sort_key", 1))[:1]
    (first_sql, first_values), (next_sql, next_values) = (
        first.query.sql_with_params(),
        following.query.sql_with_params(),
    )
    steps = f"""
        WITH RECURSIVE found(letter) AS (
            ({first_sql})
            UNION ALL
            SELECT ({next_sql}) FROM found WHERE found.letter IS NOT NULL
        )
        SELECT letter FROM found WHERE letter IS NOT NULL LIMIT %s
    """  # noqa: S608  # the ORM's own SQL, with its values beside it
    with connection.cursor() as cursor:
        cursor.execute(steps, [*first_values, *next_values, MOST])
        return [letter for (letter,) in cursor.fetchall()]
