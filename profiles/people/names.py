"""How a name is ordered in lists, and the letters that stand for it."""

import unicodedata

from profiles.shared import folding

SORT_NAME_LENGTH = 120
SORT_KEY_LENGTH = 400
WITHOUT_SPACES = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")  # between the words of a name
_ARTICLES = ("ال", "ה")


def sort_name(display_name: str) -> str:
    """A guess at "Family, Given", for those who do not say: the last word is the family name, but in Han or Hangul."""
    words = display_name.split()
    if len(words) < 2 or script(display_name) in WITHOUT_SPACES:
        return display_name
    return f"{words[-1]}, {' '.join(words[:-1])}"[:SORT_NAME_LENGTH]  # the comma is one letter more


def sort_key(sort_name: str) -> str:
    return folding.fold(sort_name)[:SORT_KEY_LENGTH]


def monogram(display_name: str, sort_name: str) -> str:
    """One or two letters: given and family name; the family's character in Han; one letter in Arabic and Hebrew."""
    family, _, given = sort_name.partition(",")
    written_in = script(display_name)
    if written_in in ("ARABIC", "HEBREW"):
        return _initial(_without_article(family))
    if written_in in WITHOUT_SPACES or not given.strip():
        return _initial(family or display_name)
    return _initial(given) + _initial(family)


def are_of_two_scripts(name: str, other: str) -> bool:
    return "" != script(name) != script(other) != ""


def _initial(word: str) -> str:
    return next((letter.upper()[0] for letter in word if letter.isalnum()), "")


def _without_article(word: str) -> str:
    bare = word.strip()
    article = next((article for article in _ARTICLES if bare.startswith(article) and len(bare) > len(article) + 2), "")
    return bare.removeprefix(article)


def script(text: str) -> str:
    """The Unicode name's first word of the first letter: LATIN, CYRILLIC, ARABIC, CJK ..."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return unicodedata.name(first, "").split(" ", 1)[0] if first else ""
