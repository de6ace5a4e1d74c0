"""Work that no reader waits for: whether the pages that members link to lead back to theirs."""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from profiles.people import access, clients
from profiles.people.models import Item, Kind, Profile
from profiles.people.signals import profiles_changed
from profiles.shared.http import OutsideError
from profiles.shared.visibility import STRANGER

logger = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(days=7)
BELIEVED_FOR = timedelta(days=30)  # while a site that once led back does not answer
AT_ONCE = 50
OF_ONE_PAGE = 5  # so that a member who rewrites hundreds of links keeps nobody waiting
LOOKED_THROUGH = 10 * AT_ONCE


@transaction.atomic
def enqueue_due_links() -> int:
    """Those that nobody looked at since they were written, or lately; each is due again only after a while.

    Who wrote first comes first: a link that is written again and again goes to the end of the line each time.
    """
    now = timezone.now()
    due = _shown().filter(Q(checked_at=None) | Q(checked_at__lt=now - AGAIN_AFTER))
    first = due.order_by(F("checked_at").asc(nulls_first=True), "modified_at").values_list("pk", "part_id")
    free = due.filter(pk__in=_a_few_of_each(first[:LOOKED_THROUGH])).select_for_update(of=("self",), skip_locked=True)
    chosen = list(free.values_list("pk", flat=True))
    Item.objects.filter(pk__in=chosen).update(checked_at=now)
    for item_id in chosen:
        check_link.enqueue(str(item_id))
    return len(chosen)


def _shown() -> QuerySet[Item]:
    """Links that strangers see."""
    return access.items_visible_to(STRANGER).filter(part__profile__in=access.visible_to(STRANGER), kind=Kind.LINKS)


def _a_few_of_each(found: Iterable[tuple[UUID, UUID]]) -> list[UUID]:
    """Of items, each with its part, as many as are enqueued at once."""
    chosen: list[UUID] = []
    times: Counter[UUID] = Counter()
    for item_id, part_id in found:
        times[part_id] += 1
        if times[part_id] <= OF_ONE_PAGE:
            chosen.append(item_id)
    return chosen[:AT_ONCE]


@task()
def check_link(item_id: str) -> None:
    """Look at one link, unless it is not shown any more; asking other sites holds no row."""
    item = _shown().filter(pk=UUID(item_id)).select_related("part__profile__user").first()
    if item is None:
        return
    page_url = settings.SITE_URL + reverse("pages:profile", args=[item.part.profile.user.username])
    try:
        is_verified = clients.leads_back(item.url, page_url)
    except OutsideError as problem:
        logger.debug("a link was not to be checked", extra={"item": item_id, "error": type(problem).__name__})
        is_verified = item.verified_at is not None and item.verified_at > timezone.now() - BELIEVED_FOR
        if is_verified:
            return
    _note(item, is_verified=is_verified)


@transaction.atomic
def _note(item: Item, *, is_verified: bool) -> None:
    """Nothing, where the link was rewritten or hidden meanwhile; a new page where readers see a difference."""
    profile = Profile.objects.select_for_update(no_key=True).get(pk=item.part.profile_id)
    was_verified = item.verified_at is not None
    still = _shown().filter(pk=item.pk, url=item.url)
    verified_at = timezone.now() if is_verified else None
    is_noted = Item.objects.filter(pk__in=still.values("pk")).update(verified_at=verified_at)
    if not is_noted or is_verified == was_verified:
        return
    now = timezone.now()
    Profile.objects.filter(pk=profile.pk).update(
        version=F("version") + 1, public_version=F("public_version") + 1, public_changed_at=now
    )
    profile.refresh_from_db()
    profiles_changed.send(Profile, profiles=[profile])
