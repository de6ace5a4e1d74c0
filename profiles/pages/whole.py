"""A whole page as one frozen value, which HTML, the API and linked data render alike."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.safestring import SafeString

from profiles.people import languages, prose, sections
from profiles.people.cards import Plate
from profiles.people.models import Kind
from profiles.people.sections import Activity, Affiliation, Link, OtherName, PersistentId, Section

DESCRIPTION_LENGTH = 200


@dataclass(frozen=True)
class Cover:
    """The wide picture above the name; `small_url` is the same for narrow screens."""

    url: str
    small_url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class File:
    """Something to download; `size` in bytes."""

    url: str
    name: str
    size: int


@dataclass(frozen=True)
class WholeProfile:
    """All that a viewer may see of one page. Texts are "" where there is nothing or it is hidden."""

    id: UUID
    username: str
    url: str
    canonical_url: str
    name: str
    lang: str
    other_names: tuple[OtherName, ...]
    headline: str
    headline_lang: str
    pronouns: str
    plate: Plate
    image_url: str
    cover: Cover | None
    cv: File | None
    identifiers: tuple[PersistentId, ...]
    links: tuple[Link, ...]
    sections: tuple[Section, ...]
    created_at: datetime
    modified_at: datetime
    version: int
    is_indexable: bool

    @property
    def changed_on(self) -> date:
        return self.modified_at.date()

    @property
    def has_aside(self) -> bool:
        return bool(self.identifiers or self.links or self.cv)

    @property
    def headline_direction(self) -> str:
        return languages.direction(self.headline_lang)

    @property
    def text_languages(self) -> tuple[str, ...]:
        """Of the texts, as far as they say theirs; each once."""
        said = (self.headline_lang, *(section.lang for section in self.sections))
        return tuple(dict.fromkeys(lang for lang in said if lang))

    @property
    def about(self) -> str:
        return self.section(Kind.ABOUT).text

    @property
    def about_lang(self) -> str:
        return self.section(Kind.ABOUT).lang

    @property
    def about_html(self) -> SafeString:
        return self.section(Kind.ABOUT).html

    @property
    def positions(self) -> tuple[Affiliation, ...]:
        return self.section(Kind.POSITIONS).affiliations

    @property
    def education(self) -> tuple[Affiliation, ...]:
        return self.section(Kind.EDUCATION).affiliations

    @property
    def memberships(self) -> tuple[Affiliation, ...]:
        return self.section(Kind.MEMBERSHIPS).affiliations

    @property
    def projects(self) -> tuple[Activity, ...]:
        return self.section(Kind.PROJECTS).activities

    @property
    def talks(self) -> tuple[Activity, ...]:
        return self.section(Kind.TALKS).activities

    @property
    def interests(self) -> tuple[str, ...]:
        return tuple(interest.label for interest in self.section(Kind.INTERESTS).interests)

    @property
    def own_sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.kind == Kind.CUSTOM)

    @property
    def role(self) -> Affiliation | None:
        """What the person does now."""
        return sections.role(self.positions)

    @property
    def description(self) -> str:
        words = self.headline or prose.to_plain(self.about_html)
        return words if len(words) <= DESCRIPTION_LENGTH else words[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + "…"

    def section(self, kind: str) -> Section:
        """The one of this kind; an empty one where there is nothing to see."""
        return next((section for section in self.sections if section.kind == kind), Section(kind, kind, "", ""))
