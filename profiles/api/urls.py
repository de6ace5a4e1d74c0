"""Addresses of the API."""

from django.urls import include, path

from profiles.api.views import DocsView, SchemaView

app_name = "api"
urlpatterns = [
    path("v1/", include("profiles.api.v1.urls")),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
]
