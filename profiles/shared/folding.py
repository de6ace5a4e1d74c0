"""Folding of names: what two spellings have in common, for index, order and query alike."""

import unicodedata

_SPECIAL = str.maketrans(
    {
        "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t", "ə": "e", "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "ʹ": "", "ʺ": "",
    }
)  # fmt: skip
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def fold(text: str) -> str:
    """Casefolded words without marks or punctuation: "Øverlie-Castellanos" becomes "overlie castellanos"."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_SPECIAL)
    decomposed = unicodedata.normalize("NFKD", letters)
    bare = (letter for letter in decomposed if unicodedata.category(letter)[0] != "M")
    return " ".join("".join(letter if letter.isalnum() else " " for letter in bare).split())


def tokens(text: str) -> list[str]:
    """The distinct folded words of a name, with German umlauts both ways (müller: muller, mueller)."""
    german = fold(unicodedata.normalize("NFC", text).casefold().translate(_GERMAN))
    return list(dict.fromkeys([*fold(text).split(), *german.split()]))


def to_ascii(text: str) -> str:
    """Folded, with what is not ASCII dropped; word breaks and underscores stay."""
    parts = (fold(part) for part in text.split("_"))
    return "_".join(parts).encode("ascii", "ignore").decode()
