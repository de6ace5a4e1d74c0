"""Languages of names and titles, by the names that their speakers give them."""

from django.conf.locale import LANG_INFO

_ALSO = {"la": "Latina", "grc": "Ἀρχαία ἑλληνική"}  # what scholars are also named in
_OWN_NAMES = {code: str(info["name_local"]) for code, info in LANG_INFO.items() if "name_local" in info} | _ALSO


def choices() -> list[tuple[str, str]]:
    return sorted(_OWN_NAMES.items(), key=lambda language: language[1].casefold())


def own_name(tag: str) -> str:
    """The tag itself where the language is none of those we know."""
    return _OWN_NAMES.get(tag, tag)
