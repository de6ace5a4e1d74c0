"""Bodies of JSON, refused where they hold what no text of ours can."""

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

_REFUSED = "Texts hold no NUL and no half of a pair of surrogates."


class JsonParser(JSONParser):
    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        try:
            parsed: dict[str, Any] = super().parse(stream, media_type, parser_context)
            is_clean = _is_clean(parsed)
        except RecursionError:
            raise ParseError("Too deeply nested.") from None
        if not is_clean:
            raise ParseError(_REFUSED)
        return parsed


class MergePatchParser(JsonParser):
    """RFC 7396."""

    media_type = "application/merge-patch+json"


def _is_clean(value: object) -> bool:
    """PostgreSQL stores neither."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, dict):
        return all(_is_clean(name) and _is_clean(inner) for name, inner in value.items())
    if isinstance(value, list):
        return all(map(_is_clean, value))
    return True
