"""Folding of names: what two spellings have in common, for index, order and query alike."""

import functools
import unicodedata

_SPECIAL = str.maketrans(
    {
        "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t", "ə": "e", "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "ʹ": "", "ʺ": "",
    }
)  # fmt: skip
_PLAIN = {code: None if chr(code) == "'" else " " for code in range(128) if not chr(code).isalnum()}  # the same, faster
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_ALIKE = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "", "׳": "", "״": ""})
_ARTICLES = ("ال", "ה")
_SHORT = 4  # letters that are left of a word without its article


def fold(text: str) -> str:
    """Casefolded words without marks or punctuation: "Øverlie-Castellanos" becomes "overlie castellanos"."""
    if text.isascii():
        return " ".join(text.lower().translate(_PLAIN).split())
    letters = unicodedata.normalize("NFC", text).casefold().translate(_SPECIAL)
    return " ".join("".join(map(_bare, unicodedata.normalize("NFKD", letters))).split())


@functools.lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    """Nothing of a mark, and a space for what is neither letter nor digit."""
    if unicodedata.category(letter)[0] == "M":
        return ""
    return letter if letter.isalnum() else " "


def spellings(text: str) -> list[str]:
    """The folded text, and as others fold it who write letters out: "Müller" is "muller" and "mueller".

    Arabic and Persian type some letters in two ways.
    """
    if text.isascii():
        return [folded] if (folded := fold(text)) else []
    written = unicodedata.normalize("NFC", text).casefold()
    ways = (written, written.translate(_SPELT_OUT), fold(written).translate(_ALIKE))
    return [folded for folded in dict.fromkeys(map(fold, ways)) if folded]


def tokens(text: str) -> list[str]:
    """The distinct folded words of a name, in all their spellings."""
    return list(dict.fromkeys(word for folded in spellings(text) for word in folded.split()))


def words(text: str) -> list[list[str]]:
    """Word by word, the spellings of each: what somebody looks for may be written in any of them."""
    ways = [folded.split() for folded in spellings(text)]
    alike = [way for way in ways if len(way) == len(ways[0])]
    return [list(dict.fromkeys(word)) for word in zip(*alike, strict=True)]


def without_article(word: str) -> str:
    """A folded Arabic or Hebrew word without its article, or "" where it has none."""
    found = next((article for article in _ARTICLES if word.startswith(article)), "")
    return word.removeprefix(found) if found and len(word) - len(found) >= _SHORT - 1 else ""


def to_ascii(text: str) -> str:
    """Folded, with what is not ASCII dropped; word breaks and underscores stay."""
    parts = (fold(part) for part in text.split("_"))
    return "_".join(parts).encode("ascii", "ignore").decode()
