"""Search and browse; only reads, plus its own index."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "profiles.directory"
    label = "directory"

    def ready(self) -> None:
        from profiles.directory import receivers  # noqa: F401, PLC0415
