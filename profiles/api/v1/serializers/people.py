"""What the API shows of people."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from profiles.api.v1 import shapes
from profiles.pages.whole import File, WholeProfile
from profiles.people import sections


class PictureSerializer(serializers.Serializer[dict[str, Any]]):
    """A portrait or a cover, as WebP."""

    url = serializers.URLField()
    alt = serializers.CharField(help_text="what it shows, may be empty")
    width = serializers.IntegerField(help_text="pixels")
    height = serializers.IntegerField(help_text="pixels")


class FileSerializer(serializers.Serializer[File]):
    """A PDF to download."""

    url = serializers.SerializerMethodField()
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="bytes")

    def get_url(self, file: File) -> str:
        return settings.SITE_URL + file.url


class OtherNameSerializer(serializers.Serializer[sections.OtherName]):
    """A name in another script, or under which the person has published."""

    name = serializers.CharField()
    language = serializers.CharField(source="lang", help_text="BCP 47; may be empty")


class IdentifierSerializer(serializers.Serializer[sections.PersistentId]):
    """Who the person is in a register."""

    type = serializers.CharField()
    value = serializers.CharField()
    url = serializers.CharField(help_text="empty where the register has no page")
    is_authenticated = serializers.BooleanField(help_text="the person has signed in there; else it was typed")


class LinkSerializer(serializers.Serializer[sections.Link]):
    """Elsewhere on the web."""

    type = serializers.CharField()
    url = serializers.CharField()
    title = serializers.CharField(source="words")
    is_verified = serializers.BooleanField(help_text="the page there leads back to this one with rel=me")


class OrganizationSerializer(serializers.Serializer[sections.Place]):
    """As the person writes it, with its ROR id where it is linked."""

    name = serializers.CharField()
    ror = serializers.CharField(source="url", help_text="its ROR id as an address; may be empty")


class AffiliationSerializer(serializers.Serializer[sections.Affiliation]):
    """A position, a time of study or a membership. Dates are as far as they are known: 2019, 2019-04 or 2019-04-30."""

    title = serializers.CharField()
    language = serializers.CharField(source="lang", help_text="of title, detail and text, as BCP 47; may be empty")
    detail = serializers.CharField(help_text="department, or thesis; may be empty")
    organization = OrganizationSerializer()
    started_on = serializers.CharField(source="dates.started_on", help_text="may be empty")
    ended_on = serializers.CharField(source="dates.ended_on", help_text="empty while it lasts")


class ActivitySerializer(serializers.Serializer[sections.Activity]):
    """A project or a talk. Dates as above; a talk has one."""

    title = serializers.CharField()
    language = serializers.CharField(source="lang", help_text="of title, detail and text, as BCP 47; may be empty")
    detail = serializers.CharField(help_text="occasion and place of a talk; may be empty")
    organization = OrganizationSerializer()
    text = serializers.CharField()
    url = serializers.CharField()
    started_on = serializers.CharField(source="dates.started_on", help_text="may be empty")
    ended_on = serializers.CharField(source="dates.ended_on", help_text="may be empty")


class SectionSerializer(serializers.Serializer[sections.Section]):
    """A section that the person made."""

    id = serializers.UUIDField(source="slug")
    title = serializers.CharField()
    language = serializers.CharField(source="lang", help_text="of title and text, as BCP 47; may be empty")
    text = serializers.CharField(help_text="Markdown")
    html = serializers.CharField(help_text="the same, rendered and sanitised")


class PersonSerializer(serializers.Serializer[WholeProfile]):
    """A profile as the caller may see it. A text is empty, a list has no items, where there is nothing or it is hidden.

    Lists are in the order of the page.
    """

    id = serializers.UUIDField()
    username = serializers.CharField()
    url = serializers.URLField(source="canonical_url")
    name = serializers.CharField()
    language = serializers.CharField(source="lang", help_text="of the name, as BCP 47; may be empty")
    other_names = OtherNameSerializer(many=True)
    pronouns = serializers.CharField()
    headline = serializers.CharField()
    headline_language = serializers.CharField(source="headline_lang", help_text="as BCP 47; may be empty")
    about = serializers.CharField(help_text="Markdown")
    about_language = serializers.CharField(source="about_lang", help_text="as BCP 47; may be empty")
    about_html = serializers.CharField(help_text="the same, rendered and sanitised")
    picture = serializers.SerializerMethodField()
    cover = serializers.SerializerMethodField()
    cv = FileSerializer(allow_null=True)
    identifiers = IdentifierSerializer(many=True)
    links = LinkSerializer(many=True)
    positions = AffiliationSerializer(many=True)
    education = AffiliationSerializer(many=True)
    projects = ActivitySerializer(many=True)
    talks = ActivitySerializer(many=True)
    interests = serializers.ListField(child=serializers.CharField())
    memberships = AffiliationSerializer(many=True)
    sections = SectionSerializer(many=True, source="own_sections", help_text="those that the person made")
    created_at = serializers.DateTimeField()
    modified_at = serializers.DateTimeField()

    @extend_schema_field(PictureSerializer(allow_null=True))
    def get_picture(self, whole: WholeProfile) -> dict[str, Any] | None:
        plate = whole.plate
        return _picture(plate.large_url, plate.alt, plate.width, plate.height) if plate.large_url else None

    @extend_schema_field(PictureSerializer(allow_null=True))
    def get_cover(self, whole: WholeProfile) -> dict[str, Any] | None:
        cover = whole.cover
        return _picture(cover.url, cover.alt, cover.width, cover.height) if cover else None


def _picture(path: str, alt: str, width: int, height: int) -> dict[str, Any]:
    return {"url": settings.SITE_URL + path, "alt": alt, "width": width, "height": height}


class ListedPersonSerializer(PersonSerializer):
    """A person in a list: the fields that a list has, or those that were asked for."""

    def __init__(self, *args: Any, names: Iterable[str] = shapes.FIELDS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(names):
            self.fields.pop(name)

    @classmethod
    def many_init(cls, *args: Any, **kwargs: Any) -> Any:
        """With the names handed to the one that serves for all."""
        names = kwargs.pop("names", shapes.FIELDS)
        return serializers.ListSerializer(*args, **{**kwargs, "child": cls(names=names)})


class TotalSerializer(serializers.Serializer[Any]):
    """How many there are in all: exactly, or at least so many, for counting ends at 1,000."""

    value = serializers.IntegerField()
    relation = serializers.ChoiceField(["exact", "at_least"])


class PeopleSerializer(serializers.Serializer[Any]):
    """A page of people."""

    total = TotalSerializer()
    did_you_mean = serializers.ListField(
        child=serializers.CharField(), help_text="where words find nobody: words that do"
    )
    next = serializers.CharField(help_text="the next page, also in the Link header; empty on the last")
    results = ListedPersonSerializer(many=True)


class NamedPersonSerializer(serializers.Serializer[WholeProfile]):
    """Who it is, in few words."""

    id = serializers.UUIDField()
    username = serializers.CharField()
    url = serializers.URLField(source="canonical_url")
    name = serializers.CharField()


class PersonalAffiliationSerializer(serializers.Serializer[Any]):
    """An affiliation with its person."""

    person = NamedPersonSerializer()
    kind = serializers.ChoiceField(["position", "education", "membership"])
    affiliation = AffiliationSerializer()


class AffiliationsSerializer(serializers.Serializer[Any]):
    """Affiliations of a page of people."""

    total = TotalSerializer(help_text="of people")
    next = serializers.CharField(help_text="the next page, also in the Link header; empty on the last")
    results = PersonalAffiliationSerializer(many=True)
