"""The items of a page as values that every representation renders: dates in words, addresses as people know them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from profiles.people import identifiers as registers
from profiles.people import languages, organizations
from profiles.people import links as addresses
from profiles.people.models import Item, Kind, Part
from profiles.shared import folding
from profiles.shared.partial_dates import PartialDate


@dataclass(frozen=True)
class Dates:
    """When something was: `form` is "on", "since", "until", "range", or "" where nothing is known.

    `started_on` and `ended_on` are partial dates in ISO 8601, `start` and `end` the same in words.
    """

    form: str = ""
    started_on: str = ""
    ended_on: str = ""
    start: str = ""
    end: str = ""

    @classmethod
    def of(cls, item: Item) -> "Dates":
        first, last = PartialDate.read(item.started_on), PartialDate.read(item.ended_on)
        if first is None and last is None:
            return cls()
        return cls(
            _form(item.kind, first, last),
            item.started_on if first else "",
            item.ended_on if last else "",
            first.words if first else "",
            last.words if last else "",
        )

    @property
    def day(self) -> str:
        """In words, where there is but one."""
        return self.start or self.end

    @property
    def day_on(self) -> str:
        return self.started_on or self.ended_on

    @property
    def is_to_the_day(self) -> bool:
        """Some languages say "until" in another way before a year than before a day."""
        return len(self.day_on) == len("2019-04-30")

    @property
    def words(self) -> str:
        """All of it: 2019, since 2019, until 2012, Sep 2009–May 2012. Readers' pages mark the same up as times."""
        match self.form:
            case "range":
                return _("%(start)s–%(end)s") % {"start": self.start, "end": self.end}
            case "since":
                since = pgettext("a full day", "since %(start)s") if self.is_to_the_day else _("since %(start)s")
                return since % {"start": self.start}
            case "until":
                until = pgettext("a full day", "until %(end)s") if self.is_to_the_day else _("until %(end)s")
                return until % {"end": self.end}
        return self.day


def _form(kind: str, first: PartialDate | None, last: PartialDate | None) -> str:
    if first and last:
        return "on" if first == last else "range"
    if first:
        return "on" if kind == Kind.TALKS else "since"
    return "on" if kind == Kind.EDUCATION else "until"  # a degree has the year in which it was taken


@dataclass(frozen=True)
class Place:
    """An organisation as the person writes it; `url` is its record in the registry, "" where it is not linked."""

    name: str = ""
    lang: str = ""
    url: str = ""

    @classmethod
    def of(cls, item: Item) -> "Place":
        record = item.organization
        if record is None:
            return cls(item.organization_name)
        name = item.organization_name or record.name
        return cls(name, record.language if name == record.name else "", organizations.address(record.ror))


@dataclass(frozen=True)
class Affiliation:
    """A position, a time of study or a membership; `detail` is the department, or the thesis."""

    title: str
    lang: str
    detail: str
    organization: Place
    dates: Dates

    @property
    def is_current(self) -> bool:
        return not self.dates.ended_on


@dataclass(frozen=True)
class Activity:
    """A project or a talk; `detail` is the occasion, `url` leads to more."""

    title: str
    lang: str
    detail: str
    organization: Place
    text: str
    url: str
    host: str
    dates: Dates


@dataclass(frozen=True)
class Interest:
    """A field of work, in its owner's words."""

    label: str
    lang: str

    @property
    def key(self) -> str:
        """What others who have it too are found by; "" where nothing in it can be searched."""
        return folding.fold(self.label)


@dataclass(frozen=True)
class OtherName:
    name: str
    lang: str


@dataclass(frozen=True)
class Link:
    """Elsewhere on the web: `words` as people know the address; a verified one leads back here with rel="me"."""

    type: str
    words: str
    url: str
    rel: str
    is_verified: bool


@dataclass(frozen=True)
class PersistentId:
    """Who the person is in a register; `words` is the identifier as the register asks for it."""

    type: str
    label: str
    value: str
    words: str
    url: str
    is_authenticated: bool


@dataclass(frozen=True)
class Section:
    """A section as readers see it: a text, or entries of one kind. `title` is its owner's, `heading` what is shown.

    `lang` is that of her title and text.
    """

    slug: str
    kind: str
    title: str
    heading: str
    lang: str = ""
    text: str = ""
    html: SafeString = field(default_factory=SafeString)
    affiliations: tuple[Affiliation, ...] = ()
    activities: tuple[Activity, ...] = ()
    interests: tuple[Interest, ...] = ()

    @property
    def direction(self) -> str:
        """Which way the text runs."""
        return languages.direction(self.lang)

    @property
    def dated(self) -> tuple[Affiliation, ...] | tuple[Activity, ...]:
        return self.affiliations or self.activities

    def __bool__(self) -> bool:
        return bool(self.html or self.dated or self.interests)


def section(part: Part, items: Sequence[Item]) -> Section:
    match part.kind:
        case Kind.POSITIONS | Kind.EDUCATION | Kind.MEMBERSHIPS:
            return _named(part, affiliations=tuple(map(affiliation, items)))
        case Kind.PROJECTS | Kind.TALKS:
            return _named(part, activities=tuple(map(_activity, items)))
        case Kind.INTERESTS:
            return _named(part, interests=tuple(Interest(item.title, item.language) for item in items))
    html = mark_safe(part.html)  # noqa: S308  # sanitised when it was written
    return _named(part, lang=part.language, text=part.text, html=html)


def _named(part: Part, **content: object) -> Section:
    return Section(part.slug, part.kind, part.title, str(part.heading), **content)  # type: ignore[arg-type]  # its own


def affiliation(item: Item) -> Affiliation:
    return Affiliation(item.title, item.language, item.detail, Place.of(item), Dates.of(item))


def _activity(item: Item) -> Activity:
    host = urlsplit(item.url).netloc.removeprefix("www.")
    place, dates = Place.of(item), Dates.of(item)
    return Activity(item.title, item.language, item.detail, place, item.text, item.url, host, dates)


def role(positions: Sequence[Affiliation]) -> Affiliation | None:
    """What the person does now: the first position that has not ended."""
    return next((position for position in positions if position.is_current), None)


def other_names(items: Sequence[Item]) -> tuple[OtherName, ...]:
    return tuple(OtherName(item.title, item.language) for item in items)


def links(items: Sequence[Item]) -> tuple[Link, ...]:
    return tuple(_link(item) for item in items)


def _link(item: Item) -> Link:
    words, rel = item.title or addresses.words(item.url), addresses.rel(item.type)
    return Link(item.type, words, item.url, rel, is_verified=item.verified_at is not None)


def identifiers(items: Sequence[Item], authenticated: Collection[str] = ()) -> tuple[PersistentId, ...]:
    """`authenticated` are the ORCID iDs with which the person has signed in."""
    return tuple(_identifier(item, authenticated) for item in items)


def _identifier(item: Item, authenticated: Collection[str]) -> PersistentId:
    scheme = registers.Scheme(item.type)
    return PersistentId(
        type=scheme,
        label=scheme.label,
        value=item.title,
        words=registers.shown(scheme, item.title),
        url=registers.address(scheme, item.title),
        is_authenticated=scheme == registers.Scheme.ORCID and item.title in authenticated,
    )
