"""Opaque places in the lists of the API. Nothing in them that the list does not show."""

import base64
import json
from collections.abc import Sequence

from django.core.exceptions import BadRequest

MAX_LENGTH = 4000
Value = str | int


def write(kind: str, *values: Value) -> str:
    """`kind` says of which list it is, and by what it is ordered."""
    raw = json.dumps([kind, *values], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def read(text: str, kind: str, forms: Sequence[type[Value]]) -> list[Value]:
    """The values of a cursor of this kind, each of its form; raises BadRequest for what we did not write."""
    try:
        padded = text[:MAX_LENGTH] + "=" * (-len(text[:MAX_LENGTH]) % 4)
        found = json.loads(base64.b64decode(padded.encode("ascii"), b"-_", validate=True))
        if not isinstance(found, list) or found[:1] != [kind] or len(found) != len(forms) + 1:
            raise ValueError
        for value, form in zip(found[1:], forms, strict=True):
            _check(value, form)
    except (ValueError, RecursionError):
        raise BadRequest("a broken cursor") from None
    return found[1:]


def _check(value: object, form: type[Value]) -> None:
    if type(value) is not form or (isinstance(value, int) and not 0 <= value < 2**63):
        raise ValueError
    if isinstance(value, str):
        value.encode()  # a half of a pair of surrogates
        if "\0" in value:
            raise ValueError
