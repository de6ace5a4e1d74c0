"""Problem details, as the description of the API names them."""

from typing import Any

from rest_framework import serializers


class ProblemSerializer(serializers.Serializer[dict[str, Any]]):
    """RFC 9457 problem details."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()  # type: ignore[assignment]  # RFC 9457's word, also DRF's own
    errors = serializers.DictField(  # type: ignore[assignment]  # as above
        required=False, help_text="for each place in what was sent, what is wrong with it"
    )
