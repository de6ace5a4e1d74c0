"""Changes to a profile, each by its owner, each raising the versions that caches and other windows compare."""

from profiles.people.actions.batches import add_items
from profiles.people.actions.files import NotStored
from profiles.people.actions.forgetting import forget_change, forget_name
from profiles.people.actions.items import (
    MOST_ITEMS,
    Duplicate,
    TooMany,
    add_item,
    arrange_items,
    remove_item,
    rewrite_item,
)
from profiles.people.actions.lists import Line, write_list
from profiles.people.actions.organizations import Stored, link_successors, store_organizations
from profiles.people.actions.reach import choose_reach
from profiles.people.actions.sections import MOST_OWN_SECTIONS, add_section, arrange_sections, remove_section
from profiles.people.actions.showing import show_item_to, show_part_to
from profiles.people.actions.states import create_profile, publish, unpublish
from profiles.people.actions.texts import discard_draft, keep_draft, rewrite_name, rewrite_text
from profiles.people.actions.turns import Conflict, Place, told_once
from profiles.people.actions.undoable import undoable
from profiles.people.actions.undoing import Overtaken, undo
from profiles.people.actions.uploads import describe_picture, remove_upload, replace_document, replace_picture

__all__ = [
    "MOST_ITEMS",
    "MOST_OWN_SECTIONS",
    "Conflict",
    "Duplicate",
    "Line",
    "NotStored",
    "Overtaken",
    "Place",
    "Stored",
    "TooMany",
    "add_item",
    "add_items",
    "add_section",
    "arrange_items",
    "arrange_sections",
    "choose_reach",
    "create_profile",
    "describe_picture",
    "discard_draft",
    "forget_change",
    "forget_name",
    "keep_draft",
    "link_successors",
    "publish",
    "remove_item",
    "remove_section",
    "remove_upload",
    "replace_document",
    "replace_picture",
    "rewrite_item",
    "rewrite_name",
    "rewrite_text",
    "show_item_to",
    "show_part_to",
    "store_organizations",
    "told_once",
    "undo",
    "undoable",
    "unpublish",
    "write_list",
]
