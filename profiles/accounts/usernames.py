"""What a username may look like, which ones nobody gets, and how to propose one."""

import functools
import re
import unicodedata
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _

from profiles.shared import folding

PATTERN = r"^[a-z0-9](?:[a-z0-9]|[-_](?=[a-z0-9])){1,38}$"
MAX_LENGTH = 39

# RFC 2142, and what everybody takes for the people who run a site.
_MAILBOXES = """
    abuse admin administrator ftp hostmaster info list list-request mailer-daemon marketing news nobody noc
    no-reply noreply postmaster root sales security ssl-admin ssladmin support sysadmin usenet uucp webmaster www
"""
# What a visitor would take for the site itself, though it is no address of ours, or only the later part of one.
_WORDS = """
    account accounts communities display edit export feed help home login logout members preview profile search
    settings sign-in sign-out signin signout sitemap static status welcome
"""


def canonical(text: str) -> str:
    return text.strip().lower()


def reserved() -> frozenset[str]:
    """Names that nobody gets. Every first segment of our addresses is one as soon as it stands in the URLconf."""
    return _reserved_beside(settings.ROOT_URLCONF)


def validate(username: str) -> None:
    """Raise ValidationError, with a message for the person, unless the username may be taken."""
    if not re.fullmatch(PATTERN, username):
        message = _("Use 2 to 39 letters a to z, digits, hyphens or underscores, with a letter or digit at both ends.")
        raise ValidationError(message, code="malformed")
    if username in reserved():
        raise ValidationError(_("This name is kept for the site itself. Choose another."), code="reserved")


def proposals(*texts: str) -> Iterator[str]:
    """Allowed usernames like the texts, best first, without end: mapped into our alphabet, dots to hyphens."""
    stems = [stem for stem in map(_stem, texts) if stem] or ["scholar"]
    yield from (stem for stem in stems if _is_allowed(stem))
    number = 2
    while True:
        yield f"{stems[0][: MAX_LENGTH - 8].rstrip('-_')}-{number}"
        number += 1 if number < 20 else number // 7


@functools.lru_cache(maxsize=2)
def _reserved_beside(urlconf: str) -> frozenset[str]:
    # Asked for the first time by a sign-in or a form, never at import: models import this module, views the models.
    segments = set(_first_segments(get_resolver(urlconf).url_patterns))
    stems = {segment.strip(".").split(".")[0] for segment in segments}  # robots.txt keeps the name robots
    return frozenset({*_MAILBOXES.split(), *_WORDS.split(), *segments, *stems} - {""})


def _first_segments(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """What stands before the first slash or variable part, in routes and regular expressions alike."""
    for pattern in patterns:
        route = before + re.sub(r"^\^|\\(?=\W)", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver) and "/" not in route:
            yield from _first_segments(pattern.url_patterns, route)
        else:
            yield re.split(r"[^\w.-]", route, maxsplit=1)[0]


def _stem(text: str) -> str:
    local_part = unicodedata.normalize("NFC", text).partition("@")[0]
    words = re.split(r"[^a-z0-9_]+", folding.to_ascii(local_part))
    return re.sub(r"[-_]{2,}", "-", "-".join(words)).strip("-_")[:MAX_LENGTH].rstrip("-_")


def _is_allowed(username: str) -> bool:
    return bool(re.fullmatch(PATTERN, username)) and username not in reserved()
