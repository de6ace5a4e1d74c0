"""Work that no reader waits for: whether the pages that members link to lead back to theirs."""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from profiles.people import access, clients
from profiles.people.models import Item, Kind, Profile
from profiles.people.signals import profile_changed
from profiles.shared.http import OutsideError
from profiles.shared.visibility import STRANGER

logger = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(days=7)
BELIEVED_FOR = timedelta(days=30)  # while a site that once led back does not answer
AT_ONCE = 50


@transaction.atomic
def enqueue_due_links() -> int:
    """Those that nobody looked at since they were written, or lately; each is due again only after a while."""
    now = timezone.now()
    seen = access.items_visible_to(STRANGER).filter(part__profile__in=access.visible_to(STRANGER), kind=Kind.LINKS)
    due = seen.filter(Q(checked_at=None) | Q(checked_at__lt=now - AGAIN_AFTER))
    first = due.order_by(F("checked_at").asc(nulls_first=True)).select_for_update(of=("self",), skip_locked=True)
    chosen = list(first.values_list("pk", flat=True)[:AT_ONCE])
    Item.objects.filter(pk__in=chosen).update(checked_at=now)
    for item_id in chosen:
        check_link.enqueue(str(item_id))
    return len(chosen)


@task()
def check_link(item_id: str) -> None:
    """Look at one link, unless it is not shown any more; asking other sites holds no row."""
    seen = access.items_visible_to(STRANGER).filter(part__profile__in=access.visible_to(STRANGER))
    item = seen.filter(pk=UUID(item_id), kind=Kind.LINKS).select_related("part__profile__user").first()
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
    """Nothing, where the link was rewritten meanwhile; the page is a new one where readers see a difference."""
    profile = Profile.objects.select_for_update(no_key=True).get(pk=item.part.profile_id)
    was_verified = item.verified_at is not None
    verified_at = timezone.now() if is_verified else None
    is_noted = Item.objects.filter(pk=item.pk, url=item.url).update(verified_at=verified_at)
    if not is_noted or is_verified == was_verified:
        return
    now = timezone.now()
    Profile.objects.filter(pk=profile.pk).update(
        version=F("version") + 1, public_version=F("public_version") + 1, public_changed_at=now
    )
    profile.refresh_from_db()
    profile_changed.send(Profile, profile=profile)
