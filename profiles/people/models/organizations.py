"""Organisations of the Research Organization Registry (ROR), filled from its data dump by `manage.py load_ror`."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from profiles.shared.ids import new_id


class Organization(models.Model):
    """A record of the registry. `words` are the folded words of all its names, for suggestions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ror = models.CharField(max_length=9, unique=True, help_text="the last part of its ROR id")
    name = models.CharField(max_length=300, help_text="the one the registry displays")
    language = models.CharField(max_length=35, blank=True, help_text="of that name")
    names = models.JSONField(default=list, help_text="the others")
    city = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1")
    status = models.CharField(max_length=10, default="active", help_text="active, inactive or withdrawn")
    successor = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="predecessors")
    words = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["words"], name="organization_words")]

    def __str__(self) -> str:
        return f"{self.ror} {self.name}"
