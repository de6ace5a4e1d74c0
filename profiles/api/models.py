"""The feed of changes that lets others keep up, and purge what is gone."""

from datetime import timedelta
from uuid import uuid4

from django.db import models

from profiles.shared.ids import new_id

DELETED_KEPT = timedelta(days=400)  # who did not ask for so long reads everything anew


class News(models.TextChoices):
    CREATED = "created"
    UPDATED = "updated"
    RENAMED = "renamed"
    DELETED = "deleted"


class Feed(models.Model):
    """The one row that numbers the entries. Its lock makes the numbers grow in the order of commits.

    `era` is another after a restore, so that nobody goes on from a number that was lost.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    era = models.UUIDField(default=uuid4)
    position = models.PositiveBigIntegerField(default=0, help_text="of the newest entry")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_feed")]

    def __str__(self) -> str:
        return f"up to {self.position}"


class FeedEntry(models.Model):
    """That a page which strangers see came, changed, moved or went. Nothing here tells what is hidden.

    A trigger gives the position when the transaction commits; until then nobody reads the entry.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    position = models.PositiveBigIntegerField(null=True, unique=True, editable=False)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    news = models.CharField(max_length=7, choices=News)
    profile_id = models.UUIDField(db_index=True, help_text="no foreign key: the entry outlives the profile")
    username = models.CharField(max_length=39)
    former_username = models.CharField(max_length=39, blank=True)
    version = models.PositiveBigIntegerField(help_text="of the page, as strangers see it")

    class Meta:
        verbose_name_plural = "feed entries"

    def __str__(self) -> str:
        return f"{self.news} {self.profile_id}"
