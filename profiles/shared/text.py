"""Text as people write it, without the characters that only trick readers."""

import re
import unicodedata

# Controls, line and paragraph separators, and the characters that reorder other people's text. Joiners stay: Persian
# and the Indic scripts need them.
_TRICKS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)

# Zero-width space, soft hyphen, word joiner, invisible operators: in a long text they say where a line may break, in a
# name they only make two that look alike.
_UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064]")

_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs by their category, but without ink


def without_unseen(text: str) -> str:
    return _UNSEEN.sub("", text)


def clean_line(text: str) -> str:
    """One line in NFC, spaces collapsed, without places to break it that nobody sees."""
    return " ".join(_TRICKS.sub(" ", unicodedata.normalize("NFC", without_unseen(text))).split())


def clean_block(text: str) -> str:
    """Lines in NFC with their breaks kept, at most one empty line in a row."""
    unified = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = (line.rstrip() for line in _TRICKS.sub("", unified).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def is_blank(text: str) -> bool:
    """Whether nothing of it would be seen: only spaces, joiners, fillers and unassigned characters."""
    return not any(unicodedata.category(letter)[0] in "LNPS" and letter not in _FILLERS for letter in text)
