"""What was changed lately, to be undone, and long texts that were begun and not saved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.people.models.items import Source
from profiles.people.models.parts import Kind, Part
from profiles.people.models.profile import Profile
from profiles.shared.ids import new_id


class Verb(models.TextChoices):
    ADDED = "added", _("added")
    EDITED = "edited", _("rewritten")
    REMOVED = "removed", _("removed")
    ARRANGED = "arranged", _("put in another order")
    SHOWN = "shown", _("shown to others")
    PUBLISHED = "published", _("published")
    UNPUBLISHED = "unpublished", _("taken down")


class Change(models.Model):
    """One change of a page, seen by its owner alone; the last twenty are kept. `before` holds what undo needs."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=11, choices=Verb)
    source = models.CharField(max_length=6, choices=Source, default=Source.MEMBER)
    kind = models.CharField(max_length=12, choices=Kind, blank=True, help_text="of the part, empty for the whole page")
    part_id = models.UUIDField(null=True)
    item_id = models.UUIDField(null=True)
    label = models.CharField(max_length=120, blank=True, help_text="the item or section in a few words")
    before = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0, help_text="of the part or item after this change")
    visibility = models.CharField(max_length=7, blank=True, help_text="to whom it was shown, if that changed")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["profile", "-at"], name="change_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.verb}"

    @property
    def is_of_several(self) -> bool:
        """Whether it added or removed several items at once, which `before` names."""
        return "items" in self.before

    @property
    def is_of_a_list(self) -> bool:
        """Whether it wrote a whole list, of which `before` keeps what became another or went."""
        return "list" in self.before


class Draft(models.Model):
    """A text as it was typed so far, kept while its form is open. Never shown to anybody but its owner."""

    part = models.OneToOneField(Part, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    title = models.CharField(
        max_length=80, blank=True, default="", db_default="", help_text="of a section that its owner made"
    )
    text = models.TextField()
    version = models.PositiveIntegerField(help_text="of the part when its form was opened")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft of {self.part_id}"
