"""Writes the feed of changes."""

from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from profiles.api.models import DELETED_KEPT, Feed, FeedEntry, News
from profiles.people import access
from profiles.people.models import Profile
from profiles.shared.visibility import STRANGER

PURGED_AT_ONCE = 100


@transaction.atomic
def announce(profile_id: UUID) -> FeedEntry | None:
    """Write down what is news to strangers about this page, if anything is: what they do not see makes no news.

    Of the entries of a page those stay that a reader who comes late needs: one update, and of one that is gone
    nothing but that.
    """
    profile = Profile.objects.select_for_update(of=("self",), no_key=True).select_related("user").get(pk=profile_id)
    entries = FeedEntry.objects.filter(profile_id=profile.pk)
    known = entries.order_by(F("position").desc(nulls_first=True), "-at").first()
    news = _news(profile, known)
    if news is None:
        return None
    if news == News.UPDATED:
        entries.filter(news=News.UPDATED).delete()
    if news == News.DELETED:
        entries.delete()
        _purge()
    return FeedEntry.objects.create(
        news=news,
        profile_id=profile.pk,
        username=known.username if known and news == News.DELETED else profile.user.username,
        former_username=known.username if known and news == News.RENAMED else "",
        version=profile.public_version,
    )


@transaction.atomic
def begin_new_era() -> None:
    """Whoever went on from a position of before begins anew, because what it stands for may be lost."""
    Feed.objects.update(era=uuid4())
    versions = Profile.objects.filter(pk=OuterRef("profile_id")).values("public_version")
    FeedEntry.objects.update(version=Coalesce(Subquery(versions), "version"))  # raised meanwhile, which is no news


def _news(profile: Profile, known: FeedEntry | None) -> News | None:
    was_shown = known is not None and known.news != News.DELETED
    is_shown = access.visible_to(STRANGER).filter(pk=profile.pk).exists()
    if not was_shown:
        return News.CREATED if is_shown else None
    if not is_shown:
        return News.DELETED
    if known and known.username != profile.user.username:
        return News.RENAMED
    return News.UPDATED if known and known.version != profile.public_version else None


def _purge() -> None:
    """What went so long ago that no cursor leads there, some at a time, so that no clock is needed."""
    old = FeedEntry.objects.filter(news=News.DELETED, at__lt=timezone.now() - DELETED_KEPT)
    FeedEntry.objects.filter(pk__in=list(old.order_by("at").values_list("pk", flat=True)[:PURGED_AT_ONCE])).delete()
