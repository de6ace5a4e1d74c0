"""What has to happen in a restored database before people see it: the one list, in its order."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import F

from profiles.accounts.models import ApiToken, SignedInSession
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


def forget_tokens() -> None:
    """Those that were revoked since, because somebody else had them perhaps, would work again."""
    ApiToken.objects.all().delete()


def begin_feed_anew() -> None:
    """Who follows the changes has read some that are lost now; programs then read everything anew."""
    call_command("begin_feed_anew", verbosity=0)


AFTER_RESTORE = (
    Step("everyone signs in again", forget_sessions),
    Step("programs need new tokens", forget_tokens),
    Step("every page counts as changed", renew_versions),
    Step("the feed of changes begins anew", begin_feed_anew),
)
