"""Addresses of one's own parts and of files."""

from collections.abc import Iterable

from django.urls import path, register_converter
from django.urls.converters import StringConverter, UUIDConverter

from profiles.people.models import LIST_KINDS, MARKDOWN_KINDS, PICTURE_KINDS, SECTION_KINDS, TEXT_KINDS, Kind
from profiles.people.views import (
    arranging,
    documents,
    history,
    items,
    organizations,
    pictures,
    reach,
    removals,
    sections,
    states,
    texts,
)

app_name = "people"


def _slugs(kinds: Iterable[Kind]) -> str:
    """Parts as addresses name them: by their kind, and sections of one's own by their id."""
    return "|".join([*(kind for kind in kinds if kind != Kind.CUSTOM), UUIDConverter.regex])


class PictureKind(StringConverter):
    regex = "|".join(PICTURE_KINDS)


class ListKind(StringConverter):
    regex = "|".join(LIST_KINDS)


class TextSlug(StringConverter):
    regex = _slugs(TEXT_KINDS)


class ProseSlug(StringConverter):
    regex = _slugs(MARKDOWN_KINDS)


class SectionSlug(StringConverter):
    regex = _slugs(SECTION_KINDS)


class HideableSlug(StringConverter):
    regex = _slugs(kind for kind in Kind if kind != Kind.NAME)


class MediaKey(StringConverter):
    regex = "[A-Za-z0-9_-]{32}"


register_converter(PictureKind, "picture_kind")
register_converter(ListKind, "list_kind")
register_converter(TextSlug, "text_slug")
register_converter(ProseSlug, "prose_slug")
register_converter(SectionSlug, "section_slug")
register_converter(HideableSlug, "hideable_slug")
register_converter(MediaKey, "media_key")

urlpatterns = [
    path("me/reach/", reach.edit_reach, name="edit_reach"),
    path("me/edit/name/", texts.edit_name, name="edit_name"),
    path("me/edit/<picture_kind:kind>/", pictures.edit_picture, name="edit_picture"),
    path("me/edit/<picture_kind:kind>/remove/", pictures.remove_picture, name="remove_picture"),
    path("me/edit/cv/", documents.edit_document, name="edit_document"),
    path("me/edit/cv/remove/", documents.remove_document, name="remove_document"),
    path("me/edit/<list_kind:kind>/", items.edit_list, name="edit_list"),
    path("me/edit/<list_kind:kind>/add/", items.add_item, name="add_item"),
    path("me/edit/<list_kind:kind>/step/", arranging.move_item, name="move_item"),
    path("me/edit/<list_kind:kind>/order/", arranging.arrange_items, name="arrange_items"),
    path("me/edit/items/<uuid:item_id>/", items.edit_item, name="edit_item"),
    path("me/edit/items/<uuid:item_id>/remove/", removals.remove_item, name="remove_item"),
    path("me/edit/items/<uuid:item_id>/visibility/", items.show_item, name="show_item"),
    path("me/edit/<text_slug:slug>/", texts.edit_text, name="edit"),
    path("me/edit/<prose_slug:slug>/draft/", texts.keep_draft, name="keep_draft"),
    path("me/edit/<prose_slug:slug>/draft/discard/", texts.discard_draft, name="discard_draft"),
    path("me/edit/<hideable_slug:slug>/visibility/", texts.show, name="show"),
    path("me/edit/sections/add/", sections.add_section, name="add_section"),
    path("me/edit/order/", sections.arrange_sections, name="arrange_sections"),
    path("me/edit/<section_slug:slug>/move/", sections.move_section, name="move_section"),
    path("me/edit/<uuid:slug>/remove/", sections.remove_section, name="remove_section"),
    path("me/changes/", history.changes, name="changes"),
    path("me/changes/<uuid:change_id>/undo/", history.undo, name="undo"),
    path("me/changes/<uuid:change_id>/forget/", history.forget_change, name="forget_change"),
    path("me/publish/", states.publish, name="publish"),
    path("me/unpublish/", states.unpublish, name="unpublish"),
    path("media/<media_key:key>.webp", pictures.media, name="media"),
    path("organizations/suggest", organizations.suggest_organizations, name="suggest_organizations"),
    path("media/<media_key:key>.pdf", documents.document, name="document"),
]
