"""REST over the same queries and actions."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "profiles.api"
    label = "api"

    def ready(self) -> None:
        from profiles.api import receivers  # noqa: F401, PLC0415
