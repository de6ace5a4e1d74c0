"""What has to happen in a restored database before people see it: the one list, in its order."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db.models import F

from profiles.accounts.models import SignedInSession
from profiles.people.models import Profile

NEWER = 1_000_000  # more changes than a page had between the backup and its loss


@dataclass(frozen=True)
class Step:
    what: str
    run: Callable[[], None]


def renew_versions() -> None:
    """A page that counts its versions again would meet copies of the lost ones under the same number."""
    Profile.objects.update(version=F("version") + NEWER, public_version=F("public_version") + NEWER)


def forget_sessions() -> None:
    """Those who signed out since, everywhere perhaps, would be signed in again."""
    SignedInSession.objects.all().delete()
    Session.objects.all().delete()


AFTER_RESTORE = (
    Step("everyone signs in again", forget_sessions),
    Step("every page counts as changed", renew_versions),
)
