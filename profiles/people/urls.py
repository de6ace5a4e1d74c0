"""Addresses of one's own parts and of files."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from profiles.people.models import PICTURE_KINDS, TEXT_KINDS, Kind
from profiles.people.views import documents, organizations, pictures, states, texts

app_name = "people"


class TextKind(StringConverter):
    regex = "|".join(kind for kind in TEXT_KINDS if kind != Kind.CUSTOM)


class PictureKind(StringConverter):
    regex = "|".join(PICTURE_KINDS)


class HideableKind(StringConverter):
    regex = "|".join(kind for kind in Kind if kind not in (Kind.NAME, Kind.CUSTOM))


class MediaKey(StringConverter):
    regex = "[A-Za-z0-9_-]{32}"


register_converter(TextKind, "text_kind")
register_converter(PictureKind, "picture_kind")
register_converter(HideableKind, "hideable_kind")
register_converter(MediaKey, "media_key")

urlpatterns = [
    path("me/edit/name/", texts.edit_name, name="edit_name"),
    path("me/edit/<picture_kind:kind>/", pictures.edit_picture, name="edit_picture"),
    path("me/edit/<picture_kind:kind>/remove/", pictures.remove_picture, name="remove_picture"),
    path("me/edit/cv/", documents.edit_document, name="edit_document"),
    path("me/edit/cv/remove/", documents.remove_document, name="remove_document"),
    path("me/edit/<text_kind:kind>/", texts.edit_text, name="edit"),
    path("me/edit/<hideable_kind:kind>/visibility/", texts.show, name="show"),
    path("me/publish/", states.publish, name="publish"),
    path("me/unpublish/", states.unpublish, name="unpublish"),
    path("media/<media_key:key>.webp", pictures.media, name="media"),
    path("organizations/suggest", organizations.suggest_organizations, name="suggest_organizations"),
    path("media/<media_key:key>.pdf", documents.document, name="document"),
]
