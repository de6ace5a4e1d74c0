"""Organisations, interests, and the feed of changes."""

import functools
from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from profiles.api.models import FeedEntry, News
from profiles.people import organizations
from profiles.people.models import Organization

_NEXT = "the next page, also in the Link header; empty on the last"


class OrganizationNameSerializer(serializers.Serializer[dict[str, str]]):
    name = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47; may be empty")
    type = serializers.CharField(help_text="label, alias or acronym; may be empty")


class RegisteredOrganizationSerializer(serializers.Serializer[Any]):
    """A record of the Research Organization Registry."""

    ror = serializers.SerializerMethodField(help_text="its ROR id as an address")
    name = serializers.CharField()
    language = serializers.CharField(help_text="of the name, as BCP 47; may be empty")
    names = OrganizationNameSerializer(many=True, help_text="the others")
    city = serializers.CharField(help_text="may be empty")
    country = serializers.CharField(help_text="ISO 3166-1; may be empty")
    status = serializers.ChoiceField(["active", "inactive", "withdrawn"])
    successor = serializers.SerializerMethodField(help_text="the ROR id of what it became, as an address; may be empty")

    def get_ror(self, one: Organization) -> str:
        return organizations.address(one.ror)

    def get_successor(self, one: Organization) -> str:
        return organizations.address(one.successor.ror) if one.successor else ""


class OrganizationsSerializer(serializers.Serializer[Any]):
    next = serializers.CharField(help_text=_NEXT)
    results = RegisteredOrganizationSerializer(many=True)


class InterestSerializer(serializers.Serializer[Any]):
    """A label, as one of those who have it writes it."""

    label = serializers.CharField(source="title")  # type: ignore[assignment]  # a word of DRF's own
    language = serializers.CharField(help_text="as BCP 47; may be empty")


class InterestsSerializer(serializers.Serializer[Any]):
    next = serializers.CharField(help_text=_NEXT)
    results = InterestSerializer(many=True)


class ChangeSerializer(serializers.Serializer[Any]):
    """That a page which everyone sees came, changed, moved or went."""

    kind = serializers.ChoiceField(News.values, source="news")
    id = serializers.UUIDField(source="profile_id", help_text="of the person; stays when the username changes")
    username = serializers.CharField(help_text="the present one, or the last before it went")
    former_username = serializers.CharField(help_text="where it moved from, else empty")
    url = serializers.SerializerMethodField(help_text="of the person in this API")
    at = serializers.DateTimeField()

    @extend_schema_field(serializers.URLField())
    def get_url(self, entry: FeedEntry) -> str:
        return f"{self._people}/{entry.username}"

    @functools.cached_property
    def _people(self) -> str:
        """Composed once for all that are told: it takes a third of the time that the rest of a row does."""
        return settings.SITE_URL + reverse("api:people")


class ChangesSerializer(serializers.Serializer[Any]):
    results = ChangeSerializer(many=True)
    cursor = serializers.CharField(help_text="give it as `since` the next time, whether more follow now or not")
    has_more = serializers.BooleanField()
