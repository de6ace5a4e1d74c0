"""Addresses of version 1."""

from django.urls import path

from profiles.api.v1 import views

urlpatterns = [
    path("me", views.me, name="me"),
    path("people/<str:username>", views.person, name="person"),
]
