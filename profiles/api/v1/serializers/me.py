"""The person calling, as the description of the API names what `own_page` gives."""

from typing import Any

from rest_framework import serializers

from profiles.accounts.models import Identity
from profiles.people.models import Status
from profiles.shared.visibility import Visibility


class IdentitySerializer(serializers.ModelSerializer[Identity]):
    """A person at an OpenID provider."""

    subject = serializers.CharField(source="sub")

    class Meta:
        model = Identity
        fields = ["issuer", "subject"]


class OwnItemSerializer(serializers.Serializer[Any]):
    """Of these members those that an item of its kind has. One without an id is added."""

    id = serializers.UUIDField(required=False)
    visibility = serializers.ChoiceField(Visibility.values, required=False)
    type = serializers.CharField(required=False, help_text="of a link or an identifier")
    title = serializers.CharField(required=False, help_text="the name, label, role, or identifier itself")
    language = serializers.CharField(required=False, help_text="as BCP 47; may be empty")
    organization_name = serializers.CharField(required=False)
    organization = serializers.CharField(required=False, help_text="the last part of its ROR id, if that is its name")
    detail = serializers.CharField(required=False, help_text="department, thesis, or occasion of a talk")
    url = serializers.CharField(required=False)
    text = serializers.CharField(required=False)
    started_on = serializers.CharField(required=False, help_text="2019, 2019-04 or 2019-04-30")
    ended_on = serializers.CharField(required=False)


class OwnPartSerializer(serializers.Serializer[Any]):
    """Of these members those that the part has."""

    visibility = serializers.ChoiceField(Visibility.values, required=False)
    title = serializers.CharField(required=False, help_text="of a section of one's own")
    text = serializers.CharField(required=False)
    language = serializers.CharField(required=False, help_text="of the text, as BCP 47; may be empty")
    items = OwnItemSerializer(many=True, required=False)


class OwnProfileSerializer(serializers.Serializer[Any]):
    """A page as its owner has it."""

    id = serializers.UUIDField()
    status = serializers.ChoiceField(Status.values)
    name = serializers.CharField()
    sort_name = serializers.CharField(help_text="family name first")
    language = serializers.CharField(help_text="of the name, as BCP 47; may be empty")
    parts = serializers.DictField(
        child=OwnPartSerializer(allow_null=True), help_text="by kind, and sections of one's own by their ids"
    )


class MeSerializer(serializers.Serializer[Any]):
    """The person calling."""

    username = serializers.CharField()
    is_staff = serializers.BooleanField()
    identities = IdentitySerializer(many=True)
    language = serializers.CharField(help_text="of the site's words; empty where the browser decides")
    profile = OwnProfileSerializer(allow_null=True)


class ProfilePatchSerializer(serializers.Serializer[Any]):
    """What of a page can be changed."""

    status = serializers.ChoiceField([Status.DRAFT.value, Status.PUBLISHED.value], required=False)
    name = serializers.CharField(required=False)
    sort_name = serializers.CharField(required=False)
    language = serializers.CharField(required=False)
    parts = serializers.DictField(child=OwnPartSerializer(allow_null=True), required=False)


class MePatchSerializer(serializers.Serializer[Any]):
    """A JSON Merge Patch: what is not named stays."""

    language = serializers.CharField(required=False)
    profile = ProfilePatchSerializer(required=False)
