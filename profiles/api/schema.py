"""What the generated description of the API needs beyond what the code says."""

from typing import Any


def settle(result: dict[str, Any], **_: object) -> dict[str, Any]:
    """Of a person in a list only those fields are there that were asked for."""
    for name, schema in result["components"]["schemas"].items():
        if name == "ListedPerson":
            schema.pop("required", None)
    return result
