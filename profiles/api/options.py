"""What OPTIONS answers: in `Allow` how an address may be asked; everything else is in the description of the API."""

from typing import Any

from rest_framework.metadata import BaseMetadata


class Options(BaseMetadata):
    def determine_metadata(self, request: object, view: object) -> dict[str, Any]:
        return {}
