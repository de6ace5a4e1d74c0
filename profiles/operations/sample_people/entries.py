"""What stands on a sample page beside its texts: items in the words of their kind, and sections of one's own."""

from dataclasses import dataclass

from profiles.operations.sample_people.person import Visibility
from profiles.people.contents import Content
from profiles.people.models import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    kind: Kind
    content: Content
    visibility: Visibility = "public"


@dataclass(frozen=True, slots=True)
class OwnSection:
    title: str
    text: str
    visibility: Visibility = "public"


def position(title: str, organization: str, dates: str = "", detail: str = "", language: str = "") -> Entry:
    return Entry(Kind.POSITIONS, _held(title, organization, dates, detail, language))


def degree(title: str, organization: str, dates: str = "", detail: str = "", language: str = "") -> Entry:
    return Entry(Kind.EDUCATION, _held(title, organization, dates, detail, language))


def membership(title: str, organization: str, dates: str = "", visibility: Visibility = "public") -> Entry:
    return Entry(Kind.MEMBERSHIPS, _held(title, organization, dates), visibility)


def project(title: str, text: str, dates: str = "", url: str = "", organization: str = "") -> Entry:
    start, end = _span(dates)
    content = Content(title=title, text=text, url=url, organization_name=organization, started_on=start, ended_on=end)
    return Entry(Kind.PROJECTS, content)


def talk(title: str, detail: str, day: str, url: str = "", language: str = "") -> Entry:
    return Entry(Kind.TALKS, Content(title=title, detail=detail, started_on=day, url=url, language=language))


def interests(*labels: str) -> tuple[Entry, ...]:
    return tuple(Entry(Kind.INTERESTS, Content(title=label)) for label in labels)


def other_name(name: str, language: str = "", visibility: Visibility = "public") -> Entry:
    return Entry(Kind.NAMES, Content(title=name, language=language), visibility)


def link(kind: str, url: str, words: str = "") -> Entry:
    return Entry(Kind.LINKS, Content(type=kind, url=url, title=words))


def identifier(scheme: str, value: str) -> Entry:
    return Entry(Kind.IDENTIFIERS, Content(type=scheme, title=value))


def _held(title: str, organization: str, dates: str, detail: str = "", language: str = "") -> Content:
    start, end = _span(dates)
    return Content(
        title=title,
        organization_name=organization,
        detail=detail,
        language=language,
        started_on=start,
        ended_on=end,
    )


def _span(dates: str) -> tuple[str, str]:
    """Read "2012/2019", "2019/" (it lasts) or "/2009" (when it was finished)."""
    start, _, end = dates.partition("/")
    return start, end
