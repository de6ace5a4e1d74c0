"""Invents person number i from i alone, without remembering anyone made before."""

from functools import cache
from math import gcd

from profiles.operations.sample_people import texts
from profiles.operations.sample_people.dice import Dice
from profiles.operations.sample_people.person import SamplePerson, Visibility
from profiles.operations.sample_people.tongues import WHEEL
from profiles.operations.sample_people.tongues.tongue import Tongue, Word

# How many of the earlier places in one turn of the wheel hold the same language, and how many do in all.
_RANKS = tuple(WHEEL[:place].count(tongue) for place, tongue in enumerate(WHEEL))
_COUNTS = tuple(WHEEL.count(tongue) for tongue in WHEEL)
_LEVELS: tuple[Visibility, ...] = ("public",) * 17 + ("members",) * 2 + ("me",)
_INITIALS = "ABCDEFGHJKLMNPRSTVW"


def person(i: int) -> SamplePerson:
    """Invent person i, counted from 0."""
    turn, place = divmod(i, len(WHEEL))
    tongue = WHEEL[place]
    given, family, is_woman, again = _name(tongue, turn * _COUNTS[place] + _RANKS[place])
    dice = Dice(i)
    display_name, sort_name = _written(tongue, given, family, is_woman, dice)
    voice = texts.voice_of(tongue, dice)
    headline, about = texts.headline_and_about(voice, dice)
    return SamplePerson(
        username=f"{given.latin}-{family.latin}" + (f"-{again + 1}" if again else ""),
        display_name=display_name,
        sort_name=sort_name,
        language=tongue.code,
        pronouns=tongue.pronouns[0 if is_woman else 1] if dice.one_in(3) else "",
        headline=headline,
        about=about,
        text_language=voice.code,
        headline_visibility=dice.pick(_LEVELS),
        pronouns_visibility=dice.pick(_LEVELS),
        about_visibility=dice.pick(_LEVELS),
        picture_visibility=dice.pick(_LEVELS),
        is_published=not dice.one_in(10),
        has_picture=dice.below(5) < 2,
        portrait_seed=(dice.below(10_000) * 4 + dice.pick(tongue.tones)) * 2 + is_woman,
    )


def _name(tongue: Tongue, k: int) -> tuple[Word, Word, bool, int]:
    """Give the k-th name of a tongue, and how often it was given before: each pair of names comes once in a round."""
    givens = len(tongue.women) + len(tongue.men)
    total = givens * len(tongue.families)
    again, step = divmod(k, total)
    family_place, given_place = divmod((step * _stride(total) + _start(tongue)) % total, givens)
    is_woman = given_place < len(tongue.women)
    given = tongue.women[given_place] if is_woman else tongue.men[given_place - len(tongue.women)]
    return given, tongue.families[family_place][0 if is_woman else 1], is_woman, again


def _start(tongue: Tongue) -> int:
    """Begin somewhere else in every language, so that the first people met do not all begin with A."""
    return sum(map(ord, tongue.code)) * 397


@cache
def _stride(total: int) -> int:
    """Find a step near the golden section that shares no factor with the total, so that it visits every place once."""
    stride = total * 618 // 1000
    while gcd(stride, total) != 1:
        stride += 1
    return stride


def _written(tongue: Tongue, given: Word, family: Word, is_woman: bool, dice: Dice) -> tuple[str, str]:
    """Put a name together as its bearer writes it, and as a list sorts it."""
    first, last = given.written, family.written
    if tongue.order == "family first, unspaced":
        return last + first, last + first
    if tongue.order == "family first":
        return f"{last} {first}", f"{last} {first}"
    if dice.one_in(3):
        first, last = _fuller(tongue, first, last, is_woman, dice)
    return f"{first} {last}", f"{last}, {first}"


def _fuller(tongue: Tongue, first: str, last: str, is_woman: bool, dice: Dice) -> tuple[str, str]:
    """Add what the names of this language have more: an initial, a patronymic, a second family name."""
    other = dice.pick(tongue.families)[0 if is_woman else 1].written
    match tongue.second:
        case "initial":
            return f"{first} {dice.pick(_INITIALS)}.", last
        case "patronymic":
            return f"{first} {dice.pick(tongue.patronymics)[0 if is_woman else 1]}", last
        case "family after" if other != last:
            return first, f"{last} {other}"
        case "family before" if other != last:
            return f"{first} {other}", last
        case "hyphen" if other != last and not set(" -") & set(last + other):
            return first, f"{last}-{other}"
        case _:
            return first, last
