"""Organisations of the Research Organization Registry (ROR), filled from its data dump by `manage.py load_ror`."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.shared.ids import new_id

WHOLE = "="  # no folded word has it
KEY_LENGTH = 400


class Standing(models.TextChoices):
    ACTIVE = "active", _("Active")
    INACTIVE = "inactive", _("Inactive")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Organization(models.Model):
    """A record of the registry.

    `words` are the folded words of all its names and, with WHOLE before it, each folded name as a whole; `key` is the
    folded displayed name. Both are for suggestions.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ror = models.CharField(max_length=9, unique=True, help_text="the last part of its ROR id")
    name = models.CharField(max_length=300, help_text="the one the registry displays")
    key = models.CharField(max_length=KEY_LENGTH, blank=True, db_collation="C", help_text="that name folded")
    language = models.CharField(max_length=35, blank=True, help_text="of that name")
    names = models.JSONField(default=list, help_text="the others: name, language, type")
    city = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1")
    status = models.CharField(max_length=10, choices=Standing, default=Standing.ACTIVE)
    successor = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="predecessors")
    successor_ror = models.CharField(max_length=9, blank=True, help_text="of a successor, which may be loaded later")
    words = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="organization_words", fastupdate=False),
            models.Index(fields=["key"], name="organization_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.ror} {self.name}"


class RorLoad(models.Model):
    """How far a dump was loaded, so that an interrupted load goes on where it was."""

    digest = models.CharField(primary_key=True, max_length=64, help_text="SHA-256 of the file")
    records = models.PositiveIntegerField(default=0, help_text="of the file that are done, broken ones included")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.digest[:12]}: {self.records}"
