"""Keeps the index true, in the transaction that changes a profile."""

from django.db.models import Func
from django.dispatch import receiver

from profiles.directory.models import MAX_WORD_LENGTH, Entry
from profiles.people import access
from profiles.people.models import Kind, Profile, Status
from profiles.people.signals import profile_changed
from profiles.shared import folding, tsvectors
from profiles.shared.visibility import MEMBER, STRANGER, Viewer

MAX_WORDS = 60
MAX_OTHER_WORDS = 1000


@receiver(profile_changed)
def index_profile(profile: Profile, **_: object) -> None:
    if profile.status != Status.PUBLISHED:
        Entry.objects.filter(profile=profile).delete()
        return
    own = folding.tokens(f"{profile.display_name} {profile.sort_name} {profile.user.username}")[:MAX_WORDS]
    vectors = {
        "words": _vector([*own, *_other_words(profile, STRANGER)]),
        "member_words": _vector([*own, *_other_words(profile, MEMBER)]),
    }
    Entry.objects.update_or_create(profile=profile, defaults=vectors)


def _other_words(profile: Profile, viewer: Viewer) -> list[str]:
    """Of the other names that this kind of reader may see."""
    seen = access.items_visible_to(viewer).filter(part__profile=profile, kind=Kind.NAMES)
    return folding.tokens(" ".join(seen.values_list("title", flat=True)))[:MAX_OTHER_WORDS]


def _vector(words: list[str]) -> Func:
    return tsvectors.vector(dict.fromkeys(word[:MAX_WORD_LENGTH] for word in words))
