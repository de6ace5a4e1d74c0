"""Whom somebody wants to know, and who that is."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.settings import api_settings

from profiles.api.v1 import shapes
from profiles.api.v1.parameters import MOST, OrcidField, UsernameField
from profiles.api.v1.serializers.people import ListedPersonSerializer

MOST_TOLD = 10
TOO_MANY = f"Ask for at most {MOST} at once."


class AskedIdentitySerializer(serializers.Serializer[Any]):
    """How a person signs in at an OpenID provider, compared exactly."""

    issuer = serializers.CharField(max_length=500, trim_whitespace=False)
    subject = serializers.CharField(max_length=255, trim_whitespace=False)


class LookupSerializer(serializers.Serializer[Any]):
    """At most 200 in all."""

    usernames = serializers.ListField(child=UsernameField(max_length=100), default=list, help_text="former ones too")
    orcids = serializers.ListField(child=OrcidField(max_length=100), default=list, help_text="bare, or as addresses")
    identities = AskedIdentitySerializer(many=True, default=list, help_text="with the scope identities:lookup alone")
    include = serializers.ListField(
        child=serializers.ChoiceField(shapes.FIELDS), default=list, help_text="fields beside those of a list"
    )

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """How many there are comes first: looking at each of very many takes long, and so does telling of each."""
        if isinstance(data, Mapping):
            if unknown := [name for name in data if name not in self.fields]:
                raise ValidationError({name[:80]: ["There is no such member."] for name in unknown[:MOST_TOLD]})
            if sum(len(asked) for asked in data.values() if isinstance(asked, list)) > MOST + len(shapes.FIELDS):
                raise ValidationError({api_settings.NON_FIELD_ERRORS_KEY: [TOO_MANY]})
        read: dict[str, Any] = super().to_internal_value(data)
        return read

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if sum(len(attrs[name]) for name in ("usernames", "orcids", "identities")) > MOST:
            raise ValidationError(TOO_MANY)
        return attrs


class AskedSerializer(serializers.Serializer[Any]):
    """What was asked for, in its stored form."""

    username = serializers.CharField(required=False)
    orcid = serializers.CharField(required=False)
    issuer = serializers.CharField(required=False)
    subject = serializers.CharField(required=False)


class FoundSerializer(serializers.Serializer[Any]):
    """Somebody who is meant by it."""

    asked = AskedSerializer()
    person = ListedPersonSerializer()


class LookedUpSerializer(serializers.Serializer[Any]):
    """Who was found. Of whom nothing is told here there is no page, or it is not shown to the caller."""

    results = FoundSerializer(many=True)
