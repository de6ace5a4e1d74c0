"""Whole pages that compose several apps."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "profiles.pages"
    label = "pages"
