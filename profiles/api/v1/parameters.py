"""What may stand behind the question mark of an address; anything else is refused."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError as Refused
from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from profiles.accounts import usernames
from profiles.api.queries.people import BY_NAME, NEWEST
from profiles.api.v1 import shapes
from profiles.people import identifiers, organizations
from profiles.shared import text

LIMIT, MOST = 20, 200
RELEVANCE = "relevance"
TOKEN_NAMES = {"access_token", "token", "api_key"}
CURSOR_HELP = "where to go on, as the answer before said; good for the same filters and order alone"

Parameters = TypeVar("Parameters", bound="Base")


class Base(serializers.Serializer[dict[str, Any]]):
    """Each parameter once, none beside these."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given = self.initial_data
        if TOKEN_NAMES.intersection(given):
            raise ValidationError("A token stands in the Authorization header, never in an address. Revoke this one.")
        wrong = {name: ["There is no such parameter."] for name in given if name not in self.fields}
        wrong |= {name: ["Give it once."] for name in given if len(given.getlist(name)) > 1}
        if wrong:
            raise ValidationError(wrong)
        return attrs


class NoParameters(Base):
    """None at all."""


class Paged(Base):
    cursor = serializers.CharField(required=False, allow_blank=True, default="", help_text=CURSOR_HELP)
    limit = serializers.IntegerField(required=False, default=LIMIT, min_value=1, max_value=MOST)


class OrcidField(serializers.CharField):
    """An ORCID iD, bare or as an address."""

    def to_internal_value(self, data: Any) -> str:
        written = super().to_internal_value(data)
        if not written:
            return ""
        try:
            return identifiers.stored(identifiers.Scheme.ORCID, written)
        except Refused as refusal:
            raise ValidationError(refusal.messages) from None


class RorField(serializers.CharField):
    """A ROR id, bare or as an address."""

    def to_internal_value(self, data: Any) -> str:
        ror = super().to_internal_value(data).removeprefix(organizations.ADDRESS).removeprefix("ror.org/").lower()
        if ror and not organizations.is_id(ror):
            raise ValidationError("This is not a ROR id, such as https://ror.org/05gq02987.")
        return ror


class UsernameField(serializers.CharField):
    """In any letter case."""

    def to_internal_value(self, data: Any) -> str:
        return usernames.canonical(super().to_internal_value(data))


class NamesField(serializers.CharField):
    """Names of fields, separated by commas."""

    def __init__(self, *, allowed: tuple[str, ...], **kwargs: Any) -> None:
        self.allowed = allowed
        kwargs.setdefault("help_text", f"separated by commas, of: {', '.join(allowed)}")
        super().__init__(required=False, default="", allow_blank=True, **kwargs)

    def to_internal_value(self, data: Any) -> tuple[str, ...]:  # type: ignore[override]  # several
        names = tuple(name.strip() for name in super().to_internal_value(data).split(",") if name.strip())
        if unknown := [name for name in names if name not in self.allowed]:
            raise ValidationError(f"There is no field {unknown[0][:40]!r}. There are: {', '.join(self.allowed)}.")
        return names


class LineField(serializers.CharField):
    """One line, as people type it."""

    def to_internal_value(self, data: Any) -> str:
        return text.clean_line(super().to_internal_value(data))


class PeopleParameters(Paged):
    q = LineField(required=False, allow_blank=True, default="", help_text="words of a name, or of a field")
    username = UsernameField(required=False, allow_blank=True, default="")
    orcid = OrcidField(required=False, allow_blank=True, default="", help_text="bare, or as an address")
    org = RorField(
        required=False, allow_blank=True, default="", help_text="where people work now: a ROR id, bare or as an address"
    )
    interest = serializers.CharField(required=False, allow_blank=True, default="", help_text="a label, in any case")
    language = serializers.RegexField(
        "^[A-Za-z]{2,8}$", required=False, allow_blank=True, default="", help_text="of the name: de"
    )
    updated_since = serializers.DateTimeField(
        required=False, allow_null=True, default=None, default_timezone=timezone.get_default_timezone()
    )
    sort = serializers.ChoiceField(
        [BY_NAME, NEWEST, RELEVANCE], required=False, help_text="relevance goes with q, and only relevance does"
    )
    fields_ = NamesField(allowed=shapes.FIELDS)
    include = NamesField(allowed=shapes.FIELDS, help_text="fields beside those that a list has anyway")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`fields` is a name that the framework has taken."""
        found = super().get_fields()
        return {("fields" if name == "fields_" else name): field for name, field in found.items()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        sort = attrs.setdefault("sort", RELEVANCE if attrs["q"] else BY_NAME)
        if bool(attrs["q"]) != (sort == RELEVANCE):
            raise ValidationError({"sort": ["Relevance goes with q, and only relevance does."]})
        for name in ("username", "orcid", "updated_since") if attrs["q"] else ():
            if attrs[name]:
                raise ValidationError({name: ["This does not go with q."]})
        return attrs


class SuggestParameters(Base):
    q = LineField(allow_blank=True, help_text="what somebody has typed so far")


class FacetParameters(Base):
    q = LineField(required=False, allow_blank=True, default="", help_text="words of a name, or of a field")
    org = RorField(required=False, allow_blank=True, default="", help_text="a ROR id, bare or as an address")
    interest = serializers.CharField(required=False, allow_blank=True, default="", help_text="a label, in any case")
    language = serializers.RegexField(
        "^[A-Za-z]{2,8}$", required=False, allow_blank=True, default="", help_text="of the name: de"
    )


class AffiliationParameters(Paged):
    """`limit` counts people: a page has all affiliations of each of them that fit."""

    username = UsernameField(required=False, allow_blank=True, default="")
    org = RorField(required=False, allow_blank=True, default="", help_text="a ROR id, bare or as an address")
    kind = serializers.ChoiceField(
        ["position", "education", "membership"], required=False, allow_blank=True, default="", help_text="all without"
    )
    limit = serializers.IntegerField(
        required=False, default=LIMIT, min_value=1, max_value=MOST, help_text="counts people, not their affiliations"
    )


class OrganizationParameters(Paged):
    q = serializers.CharField(
        required=False, allow_blank=True, default="", help_text="what a name begins like: the best six, on one page"
    )
    ror = RorField(required=False, allow_blank=True, default="", help_text="bare, or as an address")


class InterestParameters(Paged):
    q = serializers.CharField(required=False, allow_blank=True, default="", help_text="what a label begins like")


class ChangesParameters(Base):
    since = serializers.CharField(
        required=False, allow_blank=True, default="", help_text="a cursor of this feed; now; or nothing for all of it"
    )
    limit = serializers.IntegerField(required=False, default=LIMIT, min_value=1, max_value=MOST)


def read(kind: type[Parameters], request: Request) -> dict[str, Any]:
    """The parameters of a request; raises ValidationError."""
    asked = kind(data=request.query_params)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)
