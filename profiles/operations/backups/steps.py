"""What has to happen in a restored database before people see it: the one list, in its order."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F

from profiles.people.models import Profile

NEWER = 1_000_000  # more changes than a page had between the backup and its loss


@dataclass(frozen=True)
class Step:
    what: str
    run: Callable[[], None]


def renew_versions() -> None:
    """A page that counts its versions again would meet copies of the lost ones under the same number."""
    Profile.objects.update(version=F("version") + NEWER, public_version=F("public_version") + NEWER)


AFTER_RESTORE = (Step("every page counts as changed", renew_versions),)
