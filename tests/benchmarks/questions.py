"""What is asked, row by row: of the profile, the directory, the search and the API.

People are among the first 3,000 of a crowd, who are in every larger one, and others in each turn.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote
from uuid import UUID

from tests.benchmarks import crowd
from tests.benchmarks.crowd import Person
from tests.benchmarks.lines import Question

KNOWN = 3_000
LOOKED_UP = 200
LETTERS = "abcdefghijklmnoprstuvwz"
MIDDLE = ("m", UUID(int=0))  # of the alphabet: where no cursor stands, and any may
Ask = Callable[[int, int], list[Question]]  # in this turn, so many


@dataclass(frozen=True)
class Row:
    """`is_cheap` is asked more often; `is_search` has the goals of searches; `is_shared` also with Redis."""

    name: str
    ask: Ask
    is_cheap: bool = False
    is_search: bool = False
    is_shared: bool = False


def rows(etag: str, changes_after: str) -> list[Row]:
    """`etag` is that of the first person's page, `changes_after` a cursor of the feed."""
    one = f"/people/{username(1)}/"
    return [
        Row("constant page (d)", _always(Question("/constant/")), is_cheap=True, is_shared=True),
        Row("profile, copy", _always(Question(one)), is_cheap=True, is_shared=True),
        Row(
            "profile, 304",
            _always(Question(one, (("If-None-Match", etag),), status=304)),
            is_cheap=True,
            is_shared=True,
        ),
        Row("profile, uncached", _profiles, is_shared=True),
        Row("profile of 200 items, uncached", _always(Question(f"/people/{username(2)}/?anew"))),
        Row("home, uncached", _always(Question("/?anew"))),
        Row("directory, first page, uncached", _always(Question("/people/?anew"))),
        Row("directory, deep page", _always(Question(f"/people/?after={_middle_page()}"))),
        Row("directory, a letter", _letters),
        *(
            Row(f"search, {kind}", _searching(kind, lambda words: _list("q", words)), is_search=True)
            for kind in searches(random.Random(0), 1)
        ),
        Row(
            "suggestions",
            _searching("two beginnings", lambda words: Question(f"/people/suggest?q={quote(words)}")),
            is_search=True,
        ),
        Row("API, list", _always(Question("/api/v1/people"))),
        Row("API, list, deep page", _always(Question(f"/api/v1/people?cursor={_middle_of_api()}"))),
        Row("API, search", _searching("whole name", lambda words: Question(f"/api/v1/people?q={quote(words)}"))),
        Row("API, lookup of 200", _lookups),
        Row("API, changes", _always(Question(f"/api/v1/changes?since={changes_after}"))),
    ]


def searches(dice: random.Random, count: int) -> dict[str, list[str]]:
    """What people type of names that exist."""
    from profiles.shared import folding

    some = dice.sample([one for one in _known() if " " in one.name], count)
    folded = [(folding.fold(one.given).split()[0], folding.fold(one.family).split()[-1]) for one in some]
    fields = [folding.fold(one.headline).split()[0] for one in some]
    return {
        "whole name": [one.name for one in some],
        "one beginning": [family[: dice.choice((3, 4))] for _, family in folded],
        "two beginnings": [f"{given[:3]} {family[:4]}" for given, family in folded],
        "initials": [f"{given[0]} {family}" for given, family in folded],
        "typing error": [f"{mistyped(dice, family)} {given}" for given, family in folded],
        "nothing": [f"{family[::-1]}q zx{given}" for given, family in folded],
        "one letter": [dice.choice(LETTERS) for _ in some],
        "two letters": [family[:2] for _, family in folded],
        "name and field": [f"{folding.fold(one.family)} {field}" for one, field in zip(some, fields, strict=True)],
        "common words": dice.choices(("university", "professor", "professor university", "of", "history of"), k=count),
    }


def mistyped(dice: random.Random, word: str) -> str:
    """One letter left out, or two exchanged."""
    at = dice.randrange(1, max(len(word) - 1, 2))
    return dice.choice((word[:at] + word[at + 1 :], word[:at] + word[at : at + 2][::-1] + word[at + 2 :]))


def username(number: int) -> str:
    return crowd.username(_known()[number - 1], number)


@cache
def _known() -> list[Person]:
    return list(crowd.people(KNOWN))


def _always(question: Question) -> Ask:
    return lambda _turn, count: [question] * count


def _list(name: str, value: str) -> Question:
    return Question(f"/people/?{name}={quote(value)}")


def _letters(turn: int, count: int) -> list[Question]:
    return [_list("letter", letter) for letter in random.Random(turn).choices(LETTERS, k=count)]


def _searching(kind: str, question: Callable[[str], Question]) -> Ask:
    return lambda turn, count: [question(words) for words in searches(random.Random(turn), count)[kind]]


def _profiles(turn: int, count: int) -> list[Question]:
    """At their bare addresses, each for the first time, so that keeping a copy is counted too."""
    numbers = (3 + (turn * count + place) % (KNOWN - 2) for place in range(count))
    return [Question(f"/people/{username(number)}/") for number in numbers]


def _lookups(turn: int, count: int) -> list[Question]:
    dice = random.Random(turn)
    asked = [[username(number) for number in dice.sample(range(1, KNOWN + 1), LOOKED_UP)] for _ in range(count)]
    return [Question.posting("/api/v1/people:lookup", {"usernames": names}) for names in asked]


def _middle_page() -> str:
    from profiles.directory.cursors import Cursor

    return str(Cursor(*MIDDLE))


def _middle_of_api() -> str:
    from profiles.api import cursors

    key, pk = MIDDLE
    return cursors.write("name", key, pk.hex)
