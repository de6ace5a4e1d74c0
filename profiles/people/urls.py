"""Addresses of one's own parts and of portraits."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from profiles.people import views
from profiles.people.models import TEXT_KINDS, Kind

app_name = "people"


class TextKind(StringConverter):
    regex = "|".join(TEXT_KINDS)


class HideableKind(StringConverter):
    regex = "|".join(kind for kind in Kind if kind != Kind.NAME)


class MediaKey(StringConverter):
    regex = "[A-Za-z0-9_-]{32}"


register_converter(TextKind, "text_kind")
register_converter(HideableKind, "hideable_kind")
register_converter(MediaKey, "media_key")

urlpatterns = [
    path("me/edit/name/", views.edit_name, name="edit_name"),
    path("me/edit/picture/", views.edit_picture, name="edit_picture"),
    path("me/edit/picture/remove/", views.remove_picture, name="remove_picture"),
    path("me/edit/<text_kind:kind>/", views.edit_text, name="edit"),
    path("me/edit/<hideable_kind:kind>/visibility/", views.show, name="show"),
    path("me/publish/", views.publish, name="publish"),
    path("me/unpublish/", views.unpublish, name="unpublish"),
    path("media/<media_key:key>.webp", views.media, name="media"),
]
