"""Persistent identifiers of people: which schemes are known, how each is written, checked, shown and addressed."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.accounts.models import Identity
from profiles.people.models.profile import Profile

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Scheme(models.TextChoices):
    ORCID = "orcid", "ORCID iD"
    ISNI = "isni", "ISNI"
    WIKIDATA = "wikidata", "Wikidata"
    VIAF = "viaf", "VIAF"
    GND = "gnd", "GND"


@dataclass(frozen=True)
class Rules:
    """`pattern` is of the stored form, `namespace` stands before it in the address that is the whole identifier."""

    pattern: str
    namespace: str
    refusal: "str | _StrPromise"
    is_valid: Callable[[str], bool] = bool
    misprint: "str | _StrPromise" = ""


def _fits(value: str) -> bool:
    """Whether the last character is the check of the others, by ISO 7064 MOD 11-2."""
    total = 0
    for digit in value[:-1]:
        total = (total + int(digit)) * 2 % 11
    check = (12 - total) % 11
    return value[-1] == ("X" if check == 10 else str(check))


def _fits_without_hyphens(value: str) -> bool:
    return _fits(value.replace("-", ""))


_SCHEMES: dict[str, Rules] = {
    Scheme.ORCID: Rules(
        r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]",
        "https://orcid.org/",
        _("This is not an ORCID iD: it has 16 digits, in groups of four. Copy it from your ORCID page."),
        _fits_without_hyphens,
        _("This is not an ORCID iD: the last character does not fit. Copy it from your ORCID page."),
    ),
    Scheme.ISNI: Rules(
        r"[0-9]{15}[0-9X]",
        "https://isni.org/isni/",
        _("This is not an ISNI: it has 16 digits. Copy it from your record there."),
        _fits,
        _("This is not an ISNI: the last character does not fit. Copy it from your record there."),
    ),
    Scheme.WIKIDATA: Rules(
        r"Q[1-9][0-9]{0,11}",
        "https://www.wikidata.org/wiki/",
        _("This is not a Wikidata item: it is a Q with a number. Copy it from the item's page."),
    ),
    Scheme.VIAF: Rules(
        r"[1-9][0-9]{0,21}",
        "https://viaf.org/viaf/",
        _("This is not a VIAF number: it has digits alone. Copy it from your record there."),
    ),
    Scheme.GND: Rules(
        r"[0-9]{1,10}-?[0-9X]",
        "https://d-nb.info/gnd/",
        _("This is not a GND number: it has digits, and perhaps a hyphen or an X. Copy it from your record there."),
    ),
}


def stored(scheme: str, written: str) -> str:
    """The bare identifier, from what was written or copied; raises ValidationError, saying what does not fit."""
    rules = _SCHEMES[scheme]
    value = _bare(rules, written)
    if scheme in (Scheme.ORCID, Scheme.ISNI):
        value = value.replace("-", "")
    if scheme == Scheme.ORCID and len(value) == 16:
        value = "-".join(_groups(value))
    if not re.fullmatch(rules.pattern, value):
        raise ValidationError(rules.refusal, code="shape")
    if not rules.is_valid(value):
        raise ValidationError(rules.misprint, code="check")
    return value


def shown(scheme: str, value: str) -> str:
    """As its register asks for it: an ORCID iD as a whole address, an ISNI in groups of four."""
    if scheme == Scheme.ORCID:
        return address(scheme, value)
    return " ".join(_groups(value)) if scheme == Scheme.ISNI else value


def address(scheme: str, value: str) -> str:
    return f"{_SCHEMES[scheme].namespace}{value}"


def authenticated(profile: Profile) -> set[str]:
    """The ORCID iDs with which the profile's owner has signed in at ORCID itself; one query, or none where none can be.

    Whatever else stands on a page was typed by its owner, and must not be called verified.
    """
    return authenticated_of([profile.user_id]).get(profile.user_id, set())


def authenticated_of(user_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """The same for many, by user."""
    found: dict[UUID, set[str]] = {}
    if settings.ORCID_ISSUER:
        signed_in = Identity.objects.filter(user__in=list(user_ids), issuer=settings.ORCID_ISSUER)
        for user_id, orcid in signed_in.values_list("user_id", "sub"):
            found.setdefault(user_id, set()).add(orcid)
    return found


def _bare(rules: Rules, written: str) -> str:
    """Without spaces and without the address around it, with or without https:// and www."""
    value = "".join(written.split())
    namespace = rules.namespace.partition("://")[2].removeprefix("www.")
    found = re.fullmatch(rf"(?:https?://)?(?:www\.)?{re.escape(namespace)}([^/?#]+)/?(?:[?#].*)?", value, re.IGNORECASE)
    return (found[1] if found else value).upper().replace("–", "-").replace("‐", "-")


def _groups(value: str) -> list[str]:
    return [value[at : at + 4] for at in range(0, len(value), 4)]
