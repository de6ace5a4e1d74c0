"""Addresses of the directory."""

from django.urls import path

from profiles.directory import views

app_name = "directory"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/suggest", views.suggest, name="suggest"),
]
