"""The profile: one per user, its parts with their visibility, and its picture."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    SUSPENDED = "suspended", _("Suspended")
    DELETED = "deleted", _("Deleted")


class Kind(models.TextChoices):
    """The parts of a page. Each is edited by one form and saved on its own."""

    NAME = "name", _("Name")
    HEADLINE = "headline", _("Headline")
    PRONOUNS = "pronouns", _("Pronouns")
    PICTURE = "picture", _("Portrait")
    ABOUT = "about", _("About")


TEXT_KINDS = (Kind.HEADLINE, Kind.PRONOUNS, Kind.ABOUT)


class Profile(models.Model):
    """A person's page.

    `version` grows with every change. `public_version` and `public_changed_at` follow what a stranger sees, and nothing
    else: they feed ETags and dates, which must not tell that something hidden was edited.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    display_name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=120, help_text="family name first, as lists order it")
    sort_key = models.CharField(max_length=400, db_collation="C", help_text="the folded sort name")
    language = models.CharField(max_length=35, blank=True, help_text="of the name, as BCP 47")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    is_indexable = models.BooleanField(default=True, help_text="search engines may list the page")
    version = models.PositiveBigIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)
    public_version = models.PositiveBigIntegerField(default=1)
    public_changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True, help_text="when it was first published")

    class Meta:
        indexes = [
            models.Index(fields=["sort_key", "id"], name="profile_in_order", condition=models.Q(status="published")),
            models.Index(fields=["-published_at", "id"], name="profile_newest", condition=models.Q(status="published")),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Part(models.Model):
    """One part of a page: who sees it, and its text where it has one. `version` guards against lost edits."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=10, choices=Kind)
    visibility = models.CharField(max_length=7, choices=Visibility, default=Visibility.PUBLIC)
    text = models.TextField(blank=True, help_text="as the person wrote it")
    html = models.TextField(blank=True, help_text="the text rendered and sanitised, where it is Markdown")
    version = models.PositiveIntegerField(default=1)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "kind"], name="one_part_of_a_kind"),
            models.CheckConstraint(
                condition=~models.Q(kind=Kind.NAME) | models.Q(visibility=Visibility.PUBLIC), name="a_name_is_public"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.profile_id}"


class Picture(models.Model):
    """A portrait in two renditions. Its addresses are random, and new after every change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    part = models.OneToOneField(Part, on_delete=models.CASCADE, related_name="picture")
    alt = models.CharField(max_length=300, blank=True, help_text="what it shows, for those who cannot see it")
    large_key = models.CharField(max_length=43, unique=True)
    small_key = models.CharField(max_length=43, unique=True)
    large_file = models.FileField(upload_to="portraits")
    small_file = models.FileField(upload_to="portraits")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"picture of {self.part_id}"
