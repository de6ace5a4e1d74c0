"""What is stored of people: the profile, its parts and their items, files, history, and organisations."""

from profiles.people.models.files import Document, Picture
from profiles.people.models.history import Change, Draft, Verb
from profiles.people.models.items import Item, Source
from profiles.people.models.organizations import WHOLE, Organization, RorLoad, Standing
from profiles.people.models.parts import (
    FILE_KINDS,
    HEAD_KINDS,
    LIST_KINDS,
    MARKDOWN_KINDS,
    PICTURE_KINDS,
    SECTION_KINDS,
    TEXT_KINDS,
    Kind,
    Part,
)
from profiles.people.models.profile import Profile, Status

__all__ = [
    "FILE_KINDS",
    "HEAD_KINDS",
    "LIST_KINDS",
    "MARKDOWN_KINDS",
    "PICTURE_KINDS",
    "SECTION_KINDS",
    "TEXT_KINDS",
    "WHOLE",
    "Change",
    "Document",
    "Draft",
    "Item",
    "Kind",
    "Organization",
    "Part",
    "Picture",
    "Profile",
    "RorLoad",
    "Source",
    "Standing",
    "Status",
    "Verb",
]
