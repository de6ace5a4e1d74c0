"""What a username may look like, which ones nobody gets, and how to propose one."""

import re
import unicodedata
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from profiles.shared import folding

PATTERN = r"^[a-z0-9](?:[a-z0-9]|[-_](?=[a-z0-9])){1,38}$"
MAX_LENGTH = 39

# RFC 2142, and what a visitor would take for the site itself.
_MAILBOXES = """
    abuse admin administrator ftp hostmaster info list list-request mailer-daemon marketing news nobody noc
    no-reply noreply postmaster root sales security ssl-admin ssladmin support sysadmin usenet uucp webmaster www
"""
# Every first segment of our addresses; a test compares this with the URLconf.
_SEGMENTS = """
    about account accounts api communities display edit export feed healthz help home login logout media me members
    oidc people preview privacy profile robots search settings sign-in sign-out signin signout sitemap static status
    welcome well-known
"""
RESERVED = frozenset((_MAILBOXES + _SEGMENTS).split())


def canonical(text: str) -> str:
    return text.strip().lower()


def validate(username: str) -> None:
    """Raise ValidationError, with a message for the person, unless the username may be taken."""
    if not re.fullmatch(PATTERN, username):
        message = _("Use 2 to 39 letters a to z, digits, hyphens or underscores, with a letter or digit at both ends.")
        raise ValidationError(message, code="malformed")
    if username in RESERVED:
        raise ValidationError(_("This name is kept for the site itself. Choose another."), code="reserved")


def proposals(*texts: str) -> Iterator[str]:
    """Allowed usernames like the texts, best first, without end: mapped into our alphabet, dots to hyphens."""
    stems = [stem for stem in map(_stem, texts) if stem] or ["scholar"]
    yield from (stem for stem in stems if _is_allowed(stem))
    number = 2
    while True:
        yield f"{stems[0][: MAX_LENGTH - 8].rstrip('-_')}-{number}"
        number += 1 if number < 20 else number // 7


def _stem(text: str) -> str:
    local_part = unicodedata.normalize("NFC", text).partition("@")[0]
    words = re.split(r"[^a-z0-9_]+", folding.to_ascii(local_part))
    return re.sub(r"[-_]{2,}", "-", "-".join(words)).strip("-_")[:MAX_LENGTH].rstrip("-_")


def _is_allowed(username: str) -> bool:
    return bool(re.fullmatch(PATTERN, username)) and username not in RESERVED
