"""The profile: its parts, visibility, pictures."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "profiles.people"
    label = "people"

    def ready(self) -> None:
        from profiles.people import receivers  # noqa: F401, PLC0415
