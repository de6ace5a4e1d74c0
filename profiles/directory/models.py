"""The directory's own index over published profiles."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from profiles.people.models import Profile

MAX_WORD_LENGTH = 60  # of the index and of a query; PostgreSQL refuses words beyond 2 kB


class Entry(models.Model):
    """A published profile's folded name words; a draft has none, so no search can betray it.

    `words` are those that strangers may find, `member_words` those and what is shown to members.
    """

    profile = models.OneToOneField(Profile, on_delete=models.CASCADE, primary_key=True, related_name="entry")
    words = SearchVectorField()
    member_words = SearchVectorField()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            GinIndex(fields=["words"], name="entry_words"),
            GinIndex(fields=["member_words"], name="entry_member_words"),
        ]

    def __str__(self) -> str:
        return str(self.profile_id)
