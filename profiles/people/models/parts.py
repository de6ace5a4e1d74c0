"""The parts of a page: what stands at its head, and the sections below it."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.people.models.files import Document, Picture
from profiles.people.models.profile import Profile
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility


class Kind(models.TextChoices):
    """The parts of a page, as a new one has them. Each is edited and saved on its own."""

    NAME = "name", _("Name")
    NAMES = "names", _("Other names")
    PICTURE = "picture", _("Portrait")
    COVER = "cover", _("Cover picture")
    HEADLINE = "headline", _("Headline")
    PRONOUNS = "pronouns", _("Pronouns")
    IDENTIFIERS = "identifiers", _("Identifiers")
    LINKS = "links", _("Links")
    CV = "cv", _("CV file")
    ABOUT = "about", _("About")
    POSITIONS = "positions", _("Positions")
    EDUCATION = "education", _("Education")
    PROJECTS = "projects", _("Projects")
    TALKS = "talks", _("Talks")
    INTERESTS = "interests", _("Interests")
    MEMBERSHIPS = "memberships", _("Memberships")
    CUSTOM = "custom", _("Section of your own")


SECTION_KINDS = (
    Kind.ABOUT,
    Kind.POSITIONS,
    Kind.EDUCATION,
    Kind.PROJECTS,
    Kind.TALKS,
    Kind.INTERESTS,
    Kind.MEMBERSHIPS,
    Kind.CUSTOM,
)
HEAD_KINDS = tuple(kind for kind in Kind if kind not in SECTION_KINDS)
MARKDOWN_KINDS = (Kind.ABOUT, Kind.CUSTOM)
TEXT_KINDS = (Kind.HEADLINE, Kind.PRONOUNS, *MARKDOWN_KINDS)
PICTURE_KINDS = (Kind.PICTURE, Kind.COVER)
FILE_KINDS = (*PICTURE_KINDS, Kind.CV)
LIST_KINDS = (
    Kind.NAMES,
    Kind.IDENTIFIERS,
    Kind.LINKS,
    Kind.POSITIONS,
    Kind.EDUCATION,
    Kind.PROJECTS,
    Kind.TALKS,
    Kind.INTERESTS,
    Kind.MEMBERSHIPS,
)


class Part(models.Model):
    """One part of a page: who sees it, and its text, file or items. `version` guards its text or file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=12, choices=Kind)
    visibility = models.CharField(max_length=7, choices=Visibility, default=Visibility.PUBLIC)
    position = models.PositiveSmallIntegerField(default=0, help_text="among the sections")
    title = models.CharField(max_length=80, blank=True, help_text="of a section that its owner made")
    text = models.TextField(blank=True, help_text="as the person wrote it")
    language = models.CharField(
        max_length=35, blank=True, default="", db_default="", help_text="of title and text, as BCP 47"
    )
    html = models.TextField(blank=True, help_text="the text rendered and sanitised, where it is Markdown")
    picture = models.OneToOneField(Picture, on_delete=models.SET_NULL, null=True, related_name="part")
    document = models.OneToOneField(Document, on_delete=models.SET_NULL, null=True, related_name="part")
    is_arranged = models.BooleanField(default=False, help_text="its items are in the owner's order, not by date")
    version = models.PositiveIntegerField(default=1)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "kind"], name="one_part_of_a_kind", condition=~models.Q(kind=Kind.CUSTOM)
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=Kind.NAME) | models.Q(visibility=Visibility.PUBLIC), name="a_name_is_public"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.profile_id}"

    @property
    def slug(self) -> str:
        """Its name in addresses: the kind, or the id of a section of one's own."""
        return str(self.id) if self.kind == Kind.CUSTOM else self.kind

    @property
    def heading(self) -> str | Promise:
        return self.title or Kind(self.kind).label
