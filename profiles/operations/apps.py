"""Management commands for operators."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "profiles.operations"
    label = "operations"
