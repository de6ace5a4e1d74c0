"""What a search says beside the people it finds."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from profiles.directory.facets import Choice
from profiles.directory.marks import Marked, Result
from profiles.people import organizations


class SuggestionSerializer(serializers.Serializer[Any]):
    """Somebody who may be meant."""

    username = serializers.CharField(source="card.username")
    url = serializers.SerializerMethodField()
    name = serializers.CharField(source="card.name")
    language = serializers.CharField(source="card.lang", help_text="of the name, as BCP 47; may be empty")
    also = serializers.SerializerMethodField(
        help_text="another name that matches, where the first does not; else empty"
    )
    headline = serializers.CharField(source="card.headline")
    role = serializers.SerializerMethodField(help_text="what the person does now; may be empty")
    organization = serializers.SerializerMethodField(help_text="where; may be empty")

    @extend_schema_field(serializers.URLField())
    def get_url(self, result: Result) -> str:
        return settings.SITE_URL + result.card.url

    def get_also(self, result: Result) -> str:
        return _words(result.also or result.other_name)

    def get_role(self, result: Result) -> str:
        return result.card.role.title if result.card.role else ""

    def get_organization(self, result: Result) -> str:
        return result.card.role.organization.name if result.card.role else ""


class SuggestionsSerializer(serializers.Serializer[Any]):
    results = SuggestionSerializer(many=True)


class ChoiceSerializer(serializers.Serializer[Choice]):
    """A value by which a list of people can be narrowed, and how many of the list have it."""

    label = serializers.CharField()  # type: ignore[assignment]  # a word of DRF's own
    language = serializers.CharField(source="lang", help_text="of the label, as BCP 47; may be empty")
    count = serializers.IntegerField()


class OrganizationChoiceSerializer(ChoiceSerializer):
    """Where people work now."""

    ror = serializers.SerializerMethodField(help_text="for the filter `org`; empty where nobody linked it")

    def get_ror(self, choice: Choice) -> str:
        return organizations.address(choice.key) if organizations.is_id(choice.key) else ""


class LanguageChoiceSerializer(ChoiceSerializer):
    """The language of a name."""

    tag = serializers.CharField(source="key", help_text="for the filter `language`")


class FacetsSerializer(serializers.Serializer[Any]):
    """The most frequent first."""

    organizations = OrganizationChoiceSerializer(many=True)
    interests = ChoiceSerializer(many=True)
    languages = LanguageChoiceSerializer(many=True)
    counts_are_capped = serializers.BooleanField(
        source="is_capped", help_text="whether only the first 1,000 people were counted, so that there may be more"
    )


def _words(marked: Marked | None) -> str:
    return "".join(piece for piece, _ in marked.pieces) if marked else ""
