"""What a provider says about a person, reduced to the few plain texts we use; none of it gives rights."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

MAX_SUBJECT = 255
_MAX_NAME = 200
_MAX_EMAIL = 320


@dataclass(frozen=True)
class Claims:
    """Who the provider says somebody is. Only issuer and subject identify; everything else may be empty or wrong."""

    issuer: str
    sub: str
    sid: str = ""
    preferred_username: str = ""
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    email: str = field(default="", repr=False)
    provider_name: str = ""  # who was asked, where a provider asks others

    @classmethod
    def of(cls, issuer: str, sub: str, sid: object, said: Mapping[str, Any]) -> Self:
        """From raw claims, where anything of another type or too long counts as absent."""
        return cls(
            issuer=issuer,
            sub=sub,
            sid=_text(sid, MAX_SUBJECT),
            preferred_username=_text(said.get("preferred_username"), _MAX_NAME),
            name=_text(said.get("name"), _MAX_NAME),
            given_name=_text(said.get("given_name"), _MAX_NAME),
            family_name=_text(said.get("family_name"), _MAX_NAME),
            email=_text(said.get("email"), _MAX_EMAIL),
            provider_name=_text(said.get("idp_name"), _MAX_NAME),
        )


def is_plain(text: str) -> bool:
    """Whether a text has no control characters and no halves of surrogate pairs, which no database stores."""
    return not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or not is_plain(value):
        return ""
    return " ".join(value.split())
