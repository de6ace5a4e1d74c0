"""Invented people for benchmarks, as many as are wanted and always the same, with names in eighteen languages.

Names are as unequal as real ones: a few are borne by thousands, most by a handful. The rare ones are made of halves of
the sample people's names, so every script has its own.
"""

import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from profiles.operations.sample_people.tongues import asian, eastern, germanic, romance, southern
from profiles.operations.sample_people.tongues.tongue import Tongue
from profiles.shared import folding

TONGUES = [
    value
    for module in (germanic, romance, eastern, asian, southern)
    for value in vars(module).values()
    if isinstance(value, Tongue)
]
SHARES = {"en": 30, "es": 12, "de": 10, "fr": 8, "zh-Hans": 7, "pt": 6, "it": 5, "ru": 4}  # of a hundred; others 2
FAMILIES, GIVEN = 20_000, 3_000  # of one language
ORGANIZATIONS, INTERESTS = 5_000, 20_000
ROLES = ("Professor of", "Associate professor of", "Lecturer in", "Research fellow,", "Curator of", "Reader in")
KINDS = ("University of {}", "{} University", "{} Institute", "{} College", "Museum of {}", "{} Academy")


@dataclass(frozen=True)
class Person:
    given: str
    family: str
    name: str
    sort_name: str
    language: str
    headline: str
    about: str
    role: str
    organization: int
    interests: tuple[str, ...]
    other_name: str
    orcid: str
    is_reserved: bool  # she shows her interests to members alone


def organizations() -> list[str]:
    families = [her.written for tongue in TONGUES[:6] for her, _ in tongue.families]
    names = _halves(random.Random(2), families, ORGANIZATIONS)
    return [KINDS[number % len(KINDS)].format(name.title()) for number, name in enumerate(names)]


def people(count: int) -> Iterator[Person]:
    """The first `count`: those of a small crowd are in every larger one."""
    dice = random.Random(1)
    crowds = [_Crowd(tongue, dice) for tongue in TONGUES]
    shares = list(itertools.accumulate(SHARES.get(crowd.tongue.code, 2) for crowd in crowds))
    workplace = _unequal(dice, list(range(ORGANIZATIONS)), 0.7)
    for _ in range(count):
        (crowd,) = dice.choices(crowds, cum_weights=shares)
        yield crowd.person(workplace())


def username(person: Person, number: int) -> str:
    """Of the one with this number in every crowd, from 1 on."""
    return f"{re.sub('[^a-z]', '', folding.to_ascii(person.family))[:20]}x-{number}"


class _Crowd:
    """Those of one language."""

    def __init__(self, tongue: Tongue, dice: random.Random) -> None:
        self.tongue, self.dice = tongue, dice
        given = [word.written for word in (*tongue.women, *tongue.men)]
        families = list(dict.fromkeys(word.written for pair in tongue.families for word in pair))
        self.given = _unequal(dice, given + _halves(dice, given, GIVEN), 0.95)
        self.family = _unequal(dice, families + _halves(dice, families, FAMILIES), 0.85)
        self.interest = _unequal(dice, self.labels, 0.9)

    @cached_property
    def labels(self) -> list[str]:
        """Topics, and two words of two of them."""
        words = [word for topic in self.tongue.topics for word in topic.split() if len(word) > 3]
        pairs = (" ".join(self.dice.sample(words, 2)) for _ in range(INTERESTS // len(TONGUES))) if words[1:] else ()
        return [*self.tongue.topics, *dict.fromkeys(pairs)]

    def person(self, organization: int) -> Person:
        dice, tongue = self.dice, self.tongue
        given = " ".join(dict.fromkeys(self.given() for _ in range(dice.choice((1, 1, 1, 2)))))
        family = self.family() + (f"-{self.family()}" if dice.random() < 0.05 else "")
        field, topics = dice.choice(tongue.fields), dice.sample(tongue.topics, 2)
        is_written = dice.random() < 0.6
        opening = dice.choice(tongue.openings).format(a=topics[0], b=topics[1])
        return Person(
            given=given,
            family=family,
            name=self._name(given, family),
            sort_name=family + given if tongue.order == "family first, unspaced" else f"{family}, {given}"[:120],
            language=tongue.code,
            headline=f"{field}{tongue.colon}{topics[0]}",
            about=f"{opening} {dice.choice(tongue.middles)} {dice.choice(tongue.closings)}" if is_written else "",
            role=f"{dice.choice(ROLES)} {field}",
            organization=organization,
            interests=tuple(dict.fromkeys(self.interest() for _ in range(dice.randint(0, 4)))),
            other_name=f"{given[:1]}. {family}" if dice.random() < 0.2 else "",
            orcid="".join(dice.choices("0123456789", k=16)) if dice.random() < 0.3 else "",
            is_reserved=dice.random() < 0.05,
        )

    def _name(self, given: str, family: str) -> str:
        match self.tongue.order:
            case "family first":
                return f"{family} {given}"
            case "family first, unspaced":
                return f"{family}{given}".replace(" ", "")
        return f"{given} {family}"


def _unequal(dice: random.Random, things: list[Any], slope: float) -> Callable[[], Any]:
    """Draws one; the first are the most frequent, as Zipf found it of words."""
    weights = list(itertools.accumulate(1 / (rank + 3) ** slope for rank in range(len(things))))
    return lambda: dice.choices(things, cum_weights=weights)[0]


def _halves(dice: random.Random, names: list[str], count: int) -> list[str]:
    """New names of the beginning of one and the end of another."""
    cut = [(name[: (len(name) + 1) // 2], name[len(name) // 2 :]) for name in names]
    made = {dice.choice(cut)[0] + dice.choice(cut)[1].lower() for _ in range(2 * count)}
    new = sorted(made - set(names))
    dice.shuffle(new)
    return new[:count]
