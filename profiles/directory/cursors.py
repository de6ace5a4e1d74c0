"""Opaque places in the ordered list of people: (sort key, id), so that paging never skips or repeats."""

import base64
import json
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.core.exceptions import BadRequest

from profiles.people.models import Profile

MAX_LENGTH = 2000


@dataclass(frozen=True)
class Cursor:
    sort_key: str
    id: UUID

    @classmethod
    def at(cls, profile: Profile) -> Self:
        return cls(profile.sort_key, profile.id)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None for an empty text; raises BadRequest for one that we did not write."""
        if not text:
            return None
        try:
            sort_key, id_hex = json.loads(base64.urlsafe_b64decode(text[:MAX_LENGTH].encode("ascii") + b"=="))
            if not isinstance(sort_key, str) or "\0" in sort_key:
                raise ValueError
            sort_key.encode()
            return cls(sort_key, UUID(id_hex))
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise BadRequest("a broken cursor") from None

    def __str__(self) -> str:
        raw = json.dumps([self.sort_key, self.id.hex], ensure_ascii=False).encode()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")
