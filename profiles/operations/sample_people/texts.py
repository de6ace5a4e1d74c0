"""Puts headlines and abouts together from the phrases of a language, or of English."""

from profiles.operations.sample_people.dice import Dice
from profiles.operations.sample_people.tongues.germanic import ENGLISH
from profiles.operations.sample_people.tongues.tongue import Tongue

_LIST_HEADS = ("At work on:", "Current work:", "Things in progress, slowly:")


def voice_of(tongue: Tongue, dice: Dice) -> Tongue:
    """Choose the language that somebody writes in."""
    return ENGLISH if dice.below(5) < 2 else tongue


def headline_and_about(voice: Tongue, dice: Dice) -> tuple[str, str]:
    topics = dice.several(voice.topics, 6)
    about = "" if dice.one_in(6) else _about(voice, topics, dice)
    if dice.one_in(12):
        return "", about
    return _headline(voice, topics, dice) if about else dice.pick(voice.fields) + voice.full_stop, about


def _headline(voice: Tongue, topics: list[str], dice: Dice) -> str:
    field = dice.pick(voice.fields[:2])
    one, other = topics[:2]
    match dice.below(5):
        case 0:
            return field + voice.full_stop
        case 1:
            return field + voice.colon + one + voice.full_stop
        case 2:
            return field + voice.full_stop + voice.joint + _capital(one) + voice.semicolon + other + voice.full_stop
        case _:
            return _capital(one) + voice.semicolon + other + voice.full_stop


def _about(voice: Tongue, topics: list[str], dice: Dice) -> str:
    opening = dice.pick(voice.openings).format(a=topics[0], b=topics[1])
    if dice.one_in(4):
        return opening
    sentences = dice.several(voice.middles, 1 + dice.below(3))
    if voice is ENGLISH and dice.one_in(5):
        return _long(opening, topics, dice)
    parts = [opening + voice.joint + sentences[0]]
    if len(sentences) > 1:
        parts.append(voice.joint.join(sentences[1:]))
    if dice.one_in(4):
        parts.append(_listed(topics[2:5]))
    parts.append(dice.pick(voice.closings))
    return "\n\n".join(parts)


def _long(opening: str, topics: list[str], dice: Dice) -> str:
    """Write about two hundred words in English: long pages need no other language."""
    sentences = dice.several(ENGLISH.middles, 9)
    return "\n\n".join(
        [
            f"{opening} {' '.join(sentences[:3])}",
            " ".join(sentences[3:6]),
            dice.pick(_LIST_HEADS),
            _listed(topics[2:6]),
            " ".join(sentences[6:]),
            " ".join(dice.several(ENGLISH.closings, 2)),
        ]
    )


def _listed(topics: list[str]) -> str:
    return "\n".join(f"- {topic}" for topic in topics)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
