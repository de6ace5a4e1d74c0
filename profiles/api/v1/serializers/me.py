"""The person calling."""

from rest_framework import serializers

from profiles.accounts.models import Identity, User


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
