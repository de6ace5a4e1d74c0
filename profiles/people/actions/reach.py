"""How a page is found from outside: by search engines, and by its handle."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from profiles.accounts import audit
from profiles.accounts.models import User
from profiles.people.actions.turns import require_owner, tell, wait_for_turn
from profiles.people.models import Profile


@transaction.atomic
def choose_reach(profile: Profile, *, is_indexable: bool, has_webfinger: bool, by: User) -> Profile:
    """What strangers compare grows where the page itself says something else: to search engines."""
    require_owner(by, profile)
    wait_for_turn(profile.pk)
    profile.refresh_from_db()
    if (profile.is_indexable, profile.has_webfinger) == (is_indexable, has_webfinger):
        return profile
    now, more = timezone.now(), {}
    if profile.is_indexable != is_indexable:
        more = {"public_version": F("public_version") + 1, "public_changed_at": now}
    chosen = {"is_indexable": is_indexable, "has_webfinger": has_webfinger}
    Profile.objects.filter(pk=profile.pk).update(version=F("version") + 1, modified_at=now, **chosen, **more)
    audit.record("reach chosen", profile.pk, by=by, **chosen)
    profile.refresh_from_db()
    tell(profile)
    return profile
