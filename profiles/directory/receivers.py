"""Keeps the index true, in the transaction that changes a profile."""

from django.dispatch import receiver

from profiles.directory.models import MAX_WORD_LENGTH, Entry
from profiles.people.models import Profile, Status
from profiles.people.signals import profile_changed
from profiles.shared import folding, tsvectors

MAX_WORDS = 60


@receiver(profile_changed)
def index_profile(profile: Profile, **_: object) -> None:
    if profile.status != Status.PUBLISHED:
        Entry.objects.filter(profile=profile).delete()
        return
    words = folding.tokens(f"{profile.display_name} {profile.sort_name} {profile.user.username}")
    short = [word[:MAX_WORD_LENGTH] for word in words[:MAX_WORDS]]
    Entry.objects.update_or_create(profile=profile, defaults={"words": tsvectors.vector(short)})
