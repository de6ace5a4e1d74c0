"""Opaque places in a list of people, by what it is ordered by, so that paging never skips or repeats."""

import base64
import json
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import BadRequest

MAX_LENGTH = 2000


@dataclass(frozen=True)
class Cursor:
    """In the order of names."""

    sort_key: str
    id: UUID

    @staticmethod
    def read(text: str) -> "Cursor | Rank | None":
        """Either kind. None for an empty text; raises BadRequest for one that we did not write."""
        if not text:
            return None
        try:
            *keys, id_hex = json.loads(base64.urlsafe_b64decode(text[:MAX_LENGTH].encode("ascii") + b"=="))
            return _read(keys, UUID(id_hex))
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise BadRequest("a broken cursor") from None

    def __str__(self) -> str:
        return _written(self.sort_key, self.id.hex)


@dataclass(frozen=True)
class Rank:
    """In the order of what matches best: its tier, and of one tier the newest."""

    tier: int
    id: UUID

    def __str__(self) -> str:
        return _written(self.tier, self.id.hex)


def _read(keys: list[object], row_id: UUID) -> Cursor | Rank:
    match keys:
        case [str(sort_key)] if "\0" not in sort_key:
            sort_key.encode()
            return Cursor(sort_key, row_id)
        case [int(tier)] if 0 <= tier < 100 and not isinstance(tier, bool):
            return Rank(tier, row_id)
    raise ValueError


def _written(*values: object) -> str:
    raw = json.dumps(values, ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
