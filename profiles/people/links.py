"""Links on a page: addresses that lead somewhere safe, what they are, and how people know them.

Types are told by the shape of an address, never by its host, so that no service is better known here than another.
"""

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

import idna
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 2000


class Type(models.TextChoices):
    WEBSITE = "website", _("Your website")
    MASTODON = "mastodon", _("Your Mastodon account, or one like it")
    PROFILE = "profile", _("Your page at another site")
    OTHER = "other", _("Another page")


_OWN = (Type.WEBSITE, Type.MASTODON, Type.PROFILE)
_HANDLE = re.compile(r"@?([A-Za-z0-9_.-]{1,64})@([^\s/@:]+)")
_HANDLE_PATH = re.compile(r"/@([A-Za-z0-9_.-]{1,64})/?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_KEPT = "/%:@!$&'()*+,;=~-._"  # stand in a path as they are (RFC 3986, section 3.3)


def address(written: str) -> str:
    """The address as it is stored: http or https, its host in ASCII. Raises ValidationError, saying what to do."""
    written = written.strip()
    if handle := re.fullmatch(_HANDLE, written):
        if not written.startswith("@"):
            raise ValidationError(_("This is an e-mail address. A link leads to a page, as in https://…"), code="mail")
        return f"https://{_host(handle[2])}/@{handle[1]}"
    if any(letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf") for letter in written):
        raise ValidationError(_("An address has no spaces in it. Copy it from your browser."), code="spaces")
    parts = _parts(written)
    host = _host(parts.hostname or "")
    netloc = f"{host}:{parts.port}" if parts.port else host
    path, query, fragment = (quote(part, safe=f"{_KEPT}?") for part in (parts.path or "/", parts.query, parts.fragment))
    found = urlunsplit((parts.scheme.lower(), netloc, path, query, fragment))
    if len(found) > MAX_LENGTH:
        raise ValidationError(_("This address is too long. Use a shorter one that leads to the same page."), "long")
    return found


def guessed_type(url: str) -> Type:
    """Of a stored address: an account has a handle, a website is a host alone, the rest leads to another site."""
    parts = urlsplit(url)
    if re.fullmatch(_HANDLE_PATH, parts.path):
        return Type.MASTODON
    return Type.WEBSITE if parts.path == "/" and not parts.query else Type.PROFILE


def words(url: str) -> str:
    """A stored address as people know it: no scheme, no slash at its end, letters instead of codes."""
    parts = urlsplit(url)
    host = _readable_host(parts.netloc)
    if handle := re.fullmatch(_HANDLE_PATH, parts.path):
        return f"@{handle[1]}@{host}"
    return f"{host.removeprefix('www.')}{_readable(parts.path).rstrip('/')}"


def rel(type_: str) -> str:
    """What a page says about the link: nothing is recommended, and "me" stands with what is the person's own."""
    return "nofollow ugc noopener me" if type_ in _OWN else "nofollow ugc noopener"


def _parts(written: str) -> SplitResult:
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        raise _malformed() from None
    if parts.scheme.lower() not in ("http", "https"):
        if _SCHEME.match(written) and not re.match(r"[^:/]+:\d", written):
            raise ValidationError(_("Only addresses that begin with https:// or http:// can be links."), code="scheme")
        raise ValidationError(_("Write the whole address, beginning with https://"), code="relative")
    if "@" in parts.netloc:
        raise ValidationError(_("Leave the user name and password out of the address."), code="credentials")
    if not parts.hostname or port == 0 or "\\" in written:
        raise _malformed()
    return parts


def _host(name: str) -> str:
    """In ASCII (IDNA 2008); a name with a dot, or an address in numbers."""
    try:
        return str(ipaddress.IPv4Address(name))
    except ValueError:
        pass
    try:
        found = idna.encode(name.rstrip("."), uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise _malformed() from None
    if "." not in found or found.rsplit(".", 1)[1].isdigit():
        raise _malformed()
    return found


def _malformed() -> ValidationError:
    return ValidationError(_("There is no site at such an address. Copy it from your browser."), code="host")


def _readable_host(netloc: str) -> str:
    try:
        return idna.decode(netloc) if "xn--" in netloc else netloc
    except (idna.IDNAError, UnicodeError):
        return netloc


def _readable(path: str) -> str:
    """Decoded where that gives letters alone; a slash or a sign that was hidden stays hidden."""
    decoded = unquote(path, errors="replace")
    is_plain = all(letter in _KEPT or unicodedata.category(letter)[0] in "LMN" for letter in decoded)
    return unicodedata.normalize("NFC", decoded) if is_plain and decoded.count("/") == path.count("/") else path
