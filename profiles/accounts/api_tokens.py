"""How an API token is written, what it may be asked for, and when it was last used."""

import hashlib
import secrets
import string
import zlib
from datetime import date

from django.core.cache import cache
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PREFIX = "colophon_"  # by which scanners of published files know that this is a secret
SECRET_LENGTH = 43  # letters and digits: 256 bits
CHECK_LENGTH = 6
LENGTH = len(PREFIX) + SECRET_LENGTH + CHECK_LENGTH
HINT_LENGTH = 4
_LETTERS = string.digits + string.ascii_letters
_KEPT_SECONDS = 400 * 24 * 3600


class Scope(models.TextChoices):
    READ_MEMBERS = "profiles:read-members", _("Read what people show to members")
    ME_READ = "me:read", _("Read your page, with what only you see")
    ME_WRITE = "me:write", _("Read and change your page")
    IDENTITIES = "identities:lookup", _("Find people by how they sign in (for staff)")


STAFF_SCOPES = frozenset({Scope.IDENTITIES})


def new_text() -> str:
    """A new token, ending in a checksum, so that a misspelt one is known without asking the database."""
    secret = "".join(secrets.choice(_LETTERS) for _ in range(SECRET_LENGTH))
    return f"{PREFIX}{secret}{_check(secret)}"


def is_well_formed(text: str) -> bool:
    if len(text) != LENGTH or not text.startswith(PREFIX) or not text.isascii():
        return False
    secret, check = text[len(PREFIX) : -CHECK_LENGTH], text[-CHECK_LENGTH:]
    return check == _check(secret)


def digest(text: str) -> str:
    """What is stored. No salt: nobody guesses 256 bits."""
    return hashlib.sha256(text.encode()).hexdigest()


def hint(text: str) -> str:
    """Its last letters, by which its owner tells it from others."""
    return text[-HINT_LENGTH:]


def note_use(token_id: object) -> None:
    """Remember that it was used today. In the cache, because reading writes no row; it may be forgotten there."""
    cache.set(_key(token_id), timezone.now().date().isoformat(), _KEPT_SECONDS)


def noted_use(token_id: object) -> date | None:
    """The last day of use that the cache remembers."""
    noted = cache.get(_key(token_id))
    return date.fromisoformat(noted) if isinstance(noted, str) else None


def _check(secret: str) -> str:
    number, letters = zlib.crc32(secret.encode()), ""
    for _place in range(CHECK_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return letters


def _key(token_id: object) -> str:
    return f"api-token-used-{token_id}"
