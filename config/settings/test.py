"""The test suite: local parts, no details in errors, limits off unless a test turns them on."""

import os

from config import env
from config.local import postgres

env.use_local_defaults()
env.use_defaults(
    POSTGRES_HOST=postgres.socket_folder("tests"),
    POSTGRES_TOOLS=postgres.tools(),
    DJANGO_DEBUG="off",
    RATE_LIMITS="off",
    LOG_LEVEL="WARNING",
)
env.use_defaults(SITE_URL="http://testserver", MEDIA_ROOT=f".local/media-tests/{os.getpid()}")

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import RATE_LIMITS, STORAGES  # noqa: E402

COPIES_TRUSTED_SECONDS = 0.0  # tests change what is stored past the views
DEBUG = env.flag("DJANGO_DEBUG")
if not env.flag("RATE_LIMITS"):
    RATE_LIMITS.clear()
STORAGES["staticfiles"] = {"BACKEND": "profiles.shared.static_names.Remembered"}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # served from where they lie
