"""The profile: one per user, with its name, its state and its versions."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.shared.ids import new_id


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    SUSPENDED = "suspended", _("Suspended")
    DELETED = "deleted", _("Deleted")


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
    has_webfinger = models.BooleanField(
        default=False, db_default=False, help_text="other servers may find the page by a handle"
    )
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
