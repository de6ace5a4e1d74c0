"""REST over the same queries and actions."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "profiles.api"
    label = "api"
