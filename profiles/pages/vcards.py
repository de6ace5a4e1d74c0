"""A page as a vCard, version 4 (RFC 6350; pronouns as RFC 9554 has them)."""

import re
from collections.abc import Iterator
from datetime import UTC

from profiles.pages.whole import WholeProfile

OCTETS = 75  # of a line, without its end (section 3.2)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def card(whole: WholeProfile) -> bytes:
    return b"".join(_folded(line) for line in _lines(whole))


def _lines(whole: WholeProfile) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:individual")
    yield f"UID:urn:uuid:{whole.id}"
    yield f"REV:{whole.modified_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SOURCE:{whole.canonical_url.rstrip('/')}.vcf"
    yield f"FN{_language(whole.lang)};PREF=1:{_text(whole.name)}"
    for other in whole.other_names:
        yield f"FN{_language(other.lang)}:{_text(other.name)}"
    if whole.pronouns:
        yield f"PRONOUNS:{_text(whole.pronouns)}"
    yield from _work(whole)
    if whole.headline:
        yield f"NOTE{_language(whole.headline_lang)}:{_text(whole.headline)}"
    if whole.interests:
        yield f"CATEGORIES:{','.join(map(_text, whole.interests))}"
    if whole.image_url:
        yield f"PHOTO;MEDIATYPE=image/webp:{_address(whole.image_url)}"
    for address in _addresses(whole):
        yield f"URL:{_address(address)}"
    yield "END:VCARD"


def _work(whole: WholeProfile) -> Iterator[str]:
    """What the person does now."""
    role = whole.role
    if role and role.title:
        yield f"TITLE{_language(role.lang)}:{_text(role.title)}"
    if role and role.organization.name:
        units = (role.organization.name, role.detail) if role.detail else (role.organization.name,)
        yield f"ORG:{';'.join(map(_text, units))}"


def _addresses(whole: WholeProfile) -> list[str]:
    """The page, then the records in registers, then what the person names."""
    found = [whole.canonical_url, *(one.url for one in whole.identifiers), *(link.url for link in whole.links)]
    return list(dict.fromkeys(address for address in found if address))


def _text(written: str) -> str:
    """Section 3.4: what means something to a vCard is written as a sign of two letters; controls are left out."""
    escaped = written.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return _CONTROL.sub("", escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n"))


def _address(written: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f]", "", written)


def _language(tag: str) -> str:
    return f";LANGUAGE={tag}" if re.fullmatch(r"[A-Za-z0-9-]+", tag) else ""


def _folded(line: str) -> bytes:
    """Cut between letters, never within one; what is continued begins with a space."""
    lines, room, current = [], OCTETS, b""
    for letter in line:
        octets = letter.encode()
        if len(octets) > room:
            lines.append(current)
            current, room = b" ", OCTETS - 1
        current += octets
        room -= len(octets)
    return b"\r\n".join([*lines, current]) + b"\r\n"
