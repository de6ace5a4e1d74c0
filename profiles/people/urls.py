"""Addresses of one's own parts and of files."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from profiles.people.models import LIST_KINDS, PICTURE_KINDS, TEXT_KINDS, Kind
from profiles.people.views import documents, items, organizations, pictures, states, texts

app_name = "people"


class TextKind(StringConverter):
    regex = "|".join(kind for kind in TEXT_KINDS if kind != Kind.CUSTOM)


class PictureKind(StringConverter):
    regex = "|".join(PICTURE_KINDS)


class ListKind(StringConverter):
    regex = "|".join(LIST_KINDS)


class HideableKind(StringConverter):
    regex = "|".join(kind for kind in Kind if kind not in (Kind.NAME, Kind.CUSTOM))


class MediaKey(StringConverter):
    regex = "[A-Za-z0-9_-]{32}"


register_converter(TextKind, "text_kind")
register_converter(PictureKind, "picture_kind")
register_converter(ListKind, "list_kind")
register_converter(HideableKind, "hideable_kind")
register_converter(MediaKey, "media_key")

urlpatterns = [
    path("me/edit/name/", texts.edit_name, name="edit_name"),
    path("me/edit/<picture_kind:kind>/", pictures.edit_picture, name="edit_picture"),
    path("me/edit/<picture_kind:kind>/remove/", pictures.remove_picture, name="remove_picture"),
    path("me/edit/cv/", documents.edit_document, name="edit_document"),
    path("me/edit/cv/remove/", documents.remove_document, name="remove_document"),
    path("me/edit/<text_kind:kind>/", texts.edit_text, name="edit"),
    path("me/edit/<list_kind:kind>/", items.edit_list, name="edit_list"),
    path("me/edit/<list_kind:kind>/add/", items.add_item, name="add_item"),
    path("me/edit/<list_kind:kind>/order/", items.arrange_items, name="arrange_items"),
    path("me/edit/items/<uuid:item_id>/", items.edit_item, name="edit_item"),
    path("me/edit/items/<uuid:item_id>/remove/", items.remove_item, name="remove_item"),
    path("me/edit/items/<uuid:item_id>/visibility/", items.show_item, name="show_item"),
    path("me/edit/items/<uuid:item_id>/move/", items.move_item, name="move_item"),
    path("me/edit/<hideable_kind:kind>/visibility/", texts.show, name="show"),
    path("me/publish/", states.publish, name="publish"),
    path("me/unpublish/", states.unpublish, name="unpublish"),
    path("media/<media_key:key>.webp", pictures.media, name="media"),
    path("organizations/suggest", organizations.suggest_organizations, name="suggest_organizations"),
    path("media/<media_key:key>.pdf", documents.document, name="document"),
]
