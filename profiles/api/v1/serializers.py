"""What the API shows, in field order."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from profiles.accounts.models import Identity, User
from profiles.pages.whole import WholeProfile


class IdentitySerializer(serializers.ModelSerializer[Identity]):
    """A person at an OpenID provider."""

    subject = serializers.CharField(source="sub")

    class Meta:
        model = Identity
        fields = ["issuer", "subject"]


class MeSerializer(serializers.ModelSerializer[User]):
    """The person calling."""

    identities = IdentitySerializer(many=True)

    class Meta:
        model = User
        fields = ["username", "is_staff", "identities"]


class PictureSerializer(serializers.Serializer[dict[str, Any]]):
    """A portrait, as WebP."""

    url = serializers.URLField()
    alt = serializers.CharField(help_text="what it shows, may be empty")
    width = serializers.IntegerField(help_text="pixels")
    height = serializers.IntegerField(help_text="pixels")


class PersonSerializer(serializers.Serializer[WholeProfile]):
    """A profile as the caller may see it. A text is empty where there is none or it is hidden."""

    id = serializers.UUIDField()
    username = serializers.CharField()
    url = serializers.URLField(source="canonical_url")
    name = serializers.CharField()
    language = serializers.CharField(source="lang", help_text="of the name, as BCP 47; may be empty")
    pronouns = serializers.CharField()
    headline = serializers.CharField()
    about = serializers.CharField(help_text="Markdown")
    about_html = serializers.CharField(help_text="the same, rendered and sanitised")
    picture = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    modified_at = serializers.DateTimeField()

    @extend_schema_field(PictureSerializer(allow_null=True))
    def get_picture(self, whole: WholeProfile) -> dict[str, Any] | None:
        plate = whole.plate
        if not plate.large_url:
            return None
        url = settings.SITE_URL + plate.large_url
        return {"url": url, "alt": plate.alt, "width": plate.width, "height": plate.height}


class ProblemSerializer(serializers.Serializer[dict[str, Any]]):
    """RFC 9457 problem details."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()  # type: ignore[assignment]  # RFC 9457's word, also DRF's own
