"""What an item says, apart from where it stands and who sees it: the value that forms make and history keeps."""

from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from profiles.people import names
from profiles.people.identifiers import Scheme
from profiles.people.models import Item, Kind
from profiles.shared import folding

_FOR_EVER = "9999"


@dataclass(frozen=True)
class Content:
    """The columns of `models.Item` that its owner writes; "" and None where there is nothing."""

    type: str = ""
    title: str = ""
    language: str = ""
    organization_id: UUID | None = None
    organization_name: str = ""
    detail: str = ""
    url: str = ""
    text: str = ""
    started_on: str = ""
    ended_on: str = ""

    @classmethod
    def of(cls, item: Item) -> Self:
        return cls(**{name: getattr(item, name) for name in cls.__dataclass_fields__})

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Self:
        """From what `kept` wrote; raises KeyError or ValueError for anything else."""
        organization = kept["organization_id"]
        return cls(**{**kept, "organization_id": UUID(organization) if organization else None})

    def kept(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {**asdict(self), "organization_id": str(self.organization_id) if self.organization_id else None}

    def key(self, kind: str) -> str:
        """Equal for two that are the same thing in one part; "" where two may be alike."""
        match kind:
            case Kind.INTERESTS:
                return _bare(self.title)
            case Kind.NAMES:
                return self.title.casefold()
            case Kind.LINKS:
                return self.url
            case Kind.IDENTIFIERS if self.type == Scheme.ORCID:
                return self.type  # a person has but one
            case Kind.IDENTIFIERS:
                return f"{self.type}:{self.title}"
        return ""

    @property
    def label(self) -> str:
        """In a few words, for lists of changes and buttons."""
        return (self.title or self.organization_name or self.url)[:120]

    @property
    def recency(self) -> tuple[str, str]:
        """Sorts what lasts before what ended, then what ended later, then what began later, when reversed."""
        if not self.started_on and not self.ended_on:
            return ("", "")
        return (self.ended_on or (_FOR_EVER if self.started_on else ""), self.started_on)


def _bare(label: str) -> str:
    """Folded where it is plain words in an alphabet with vowels: C, C++ and C# are three, कला and काल two."""
    is_words = all(letter.isalnum() or letter in " -–’'" for letter in label)
    has_vowels = names.script(label) in ("LATIN", "GREEK", "CYRILLIC")
    return folding.fold(label) if is_words and has_vowels else label.casefold()
