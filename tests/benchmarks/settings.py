"""The local settings with a constant page of 30 kB behind the same middleware."""

from config.settings.local import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
