"""The local settings with a constant page of 30 kB behind the same middleware."""

from config.settings.local import *  # noqa: F403
from config.settings.local import DATABASES

ROOT_URLCONF = "tests.benchmarks.urls"
# What a statement spends is counted at the process that answers; helpers of it end before anyone could look.
DATABASES["default"]["OPTIONS"]["options"] += " -c max_parallel_workers_per_gather=0"
