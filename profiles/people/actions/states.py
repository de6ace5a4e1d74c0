"""The states of a page: made as a draft, published, taken down."""

from django.db import transaction
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Now

from profiles.accounts import audit
from profiles.accounts.models import User
from profiles.people import names
from profiles.people.actions.files import move_files
from profiles.people.actions.turns import Note, changed, require_owner, tell
from profiles.people.models import SECTION_KINDS, Kind, Part, Profile, Status, Verb


@transaction.atomic
def create_profile(user: User, *, display_name: str, language: str = "") -> Profile:
    """A draft with all its parts, empty."""
    sort_name = names.sort_name(display_name)
    profile = Profile.objects.create(
        user=user,
        display_name=display_name,
        sort_name=sort_name,
        sort_key=names.sort_key(sort_name),
        language=language,
    )
    Part.objects.bulk_create(
        Part(
            profile=profile,
            kind=kind,
            text=display_name if kind == Kind.NAME else "",
            position=SECTION_KINDS.index(kind) if kind in SECTION_KINDS else 0,
        )
        for kind in Kind
        if kind != Kind.CUSTOM
    )
    tell(profile)
    return profile


@transaction.atomic
def publish(profile: Profile, *, by: User) -> Profile:
    require_owner(by, profile)
    first = Coalesce("published_at", Now())
    if _moved(profile, Verb.PUBLISHED, Status.DRAFT, Status.PUBLISHED, published_at=first):
        audit.record("page published", profile.pk, by=by)
    return profile


@transaction.atomic
def unpublish(profile: Profile, *, by: User) -> Profile:
    require_owner(by, profile)
    if _moved(profile, Verb.UNPUBLISHED, Status.PUBLISHED, Status.DRAFT):
        audit.record("page unpublished", profile.pk, by=by)
    return profile


def _moved(profile: Profile, verb: Verb, before: Status, after: Status, **values: Combinable) -> bool:
    """Whether the page went from one state to the other now; of two who ask at once, one moved it."""
    if not Profile.objects.filter(pk=profile.pk, status=before).update(status=after, **values):
        profile.refresh_from_db()
        return False
    for part in Part.objects.filter(profile=profile).select_related("picture", "document"):
        move_files(part)
    changed(profile, Note(verb), is_public=True)
    return True
