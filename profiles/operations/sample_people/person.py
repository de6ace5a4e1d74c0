"""The person that sample data describes: the parts of a profile as plain values."""

import re
from dataclasses import dataclass
from inspect import cleandoc
from typing import Literal

_ITEM = re.compile(r"- |\d+\. ")
Visibility = Literal["public", "members", "me"]


@dataclass(frozen=True, slots=True)
class SamplePerson:
    username: str
    display_name: str
    sort_name: str
    """Family name first; ", " stands where the order was turned round, and is absent where it is the usual one."""
    language: str = ""
    """BCP 47 tag of the name, or "" where it has none."""
    pronouns: str = ""
    headline: str = ""
    about: str = ""
    """Markdown."""
    text_language: str = ""
    """BCP 47 tag of headline and about, or "" where they are of two, or it is left to their letters."""
    headline_visibility: Visibility = "public"
    pronouns_visibility: Visibility = "public"
    about_visibility: Visibility = "public"
    picture_visibility: Visibility = "public"
    is_published: bool = True
    has_picture: bool = False
    portrait_seed: int = 0
    """Give this to `portraits.portrait` for a face that suits the name."""


def prose(text: str, *, joint: str = " ") -> str:
    """Join the lines of each paragraph of an indented text; Han and Kana are joined with nothing between."""
    return "\n\n".join(_unwrapped(paragraph, joint) for paragraph in cleandoc(text).split("\n\n"))


def _unwrapped(paragraph: str, joint: str) -> str:
    items: list[str] = []
    for line in paragraph.split("\n"):
        if _ITEM.match(line) or not items:
            items.append(line)
        else:
            items[-1] += joint + line.strip()
    return "\n".join(items)
