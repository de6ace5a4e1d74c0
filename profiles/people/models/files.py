"""Files of a page. The one in force is the one a part points at; others are kept for undo alone, seen by nobody."""

from django.db import models

from profiles.people.models.profile import Profile
from profiles.shared.ids import new_id


class Picture(models.Model):
    """A portrait or a cover in two renditions. Its addresses are random, and new after every change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="pictures")
    alt = models.CharField(max_length=300, blank=True, help_text="what it shows, for those who cannot see it")
    large_key = models.CharField(max_length=43, unique=True)
    small_key = models.CharField(max_length=43, unique=True)
    large_file = models.FileField(upload_to="portraits")
    small_file = models.FileField(upload_to="portraits")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"picture {self.id}"


class Document(models.Model):
    """A curriculum vitae as PDF. Its address is random, and new after every change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=120, help_text="of the file, as its owner sent it")
    key = models.CharField(max_length=43, unique=True)
    file = models.FileField(upload_to="documents")
    size = models.PositiveIntegerField(help_text="bytes")

    def __str__(self) -> str:
        return f"document {self.id}"
