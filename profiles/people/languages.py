"""Languages of names and texts: what their speakers call them, and which way they run."""

from itertools import takewhile

from django.conf.locale import LANG_INFO

_ALSO = {"la": "Latina", "grc": "Ἀρχαία ἑλληνική"}  # what scholars are also named in
_WITHOUT_SCRIPT = {"zh": "中文"}  # which we know in its scripts alone
_OWN_NAMES = {code: str(info["name_local"]) for code, info in LANG_INFO.items() if "name_local" in info} | _ALSO
_FROM_RIGHT = {code for code, info in LANG_INFO.items() if info.get("bidi")}
_SCRIPTS_FROM_RIGHT = {"adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"}  # ISO 15924


def choices() -> list[tuple[str, str]]:
    return sorted(_OWN_NAMES.items(), key=lambda language: language[1].casefold())


def own_name(tag: str) -> str:
    """The tag itself where the language is none of those we know."""
    return _OWN_NAMES.get(tag) or _WITHOUT_SCRIPT.get(tag, tag)


def direction(tag: str) -> str:
    """For `dir`: "rtl" or "ltr", and "auto", by the text itself, where the language is not said or not known."""
    language, *rest = tag.lower().split("-")
    own = takewhile(lambda part: len(part) > 1, rest)  # a letter alone begins an extension, such as one of digits
    script = next((part for part in own if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _SCRIPTS_FROM_RIGHT else "ltr"
    if language not in _OWN_NAMES:
        return "auto"
    return "rtl" if language in _FROM_RIGHT else "ltr"
