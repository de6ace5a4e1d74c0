"""The directory's own index over published profiles, and the words in it that can be misspelt."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from profiles.people.models import Profile
from profiles.shared.ids import new_id


class Entry(models.Model):
    """By what a published profile is found (lexemes.py) and filtered; a draft has none, so no search can betray it.

    `words` and `facets` are those of what strangers see. The others are those of what members see, and empty where that
    is the same, which it mostly is.
    """

    profile = models.OneToOneField(Profile, on_delete=models.CASCADE, primary_key=True, related_name="entry")
    words = SearchVectorField()
    member_words = SearchVectorField()
    facets = ArrayField(models.TextField(), default=list, db_default=[])
    member_facets = ArrayField(models.TextField(), default=list, db_default=[])

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            GinIndex(fields=["words"], name="entry_words", fastupdate=False),
            GinIndex(fields=["member_words"], name="entry_member_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.profile_id)


class Word(models.Model):
    """A word by which somebody is found, with its pieces (spelling.py). It is here only while an entry has it.

    One that no stranger may see in any entry is not public: no close spelling may lead a stranger to it.
    """

    text = models.TextField(primary_key=True, db_collation="C")
    is_public = models.BooleanField(default=False)
    pieces = ArrayField(models.TextField())

    class Meta:
        indexes = [GinIndex(fields=["pieces"], name="word_pieces", fastupdate=False)]

    def __str__(self) -> str:
        return self.text


class Rebuild(models.Model):
    """How far the index was made anew, so that an interrupted rebuild goes on where it was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    last_profile = models.UUIDField(null=True, help_text="all up to this one are done")
    profiles = models.PositiveIntegerField(default=0, help_text="that are done")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d}: {self.profiles}"
