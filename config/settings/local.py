"""One developer's machine: no variable is required, errors show their details."""

from config import env
from config.local import postgres

env.use_local_defaults()
env.use_defaults(POSTGRES_HOST=postgres.socket_folder("run"), POSTGRES_TOOLS=postgres.tools())

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import MEDIA_ROOT, RATE_LIMITS, STORAGES  # noqa: E402

DEBUG = env.flag("DJANGO_DEBUG")
if not env.flag("RATE_LIMITS"):
    RATE_LIMITS.clear()
STORAGES["staticfiles"] = {"BACKEND": "profiles.shared.static_names.Remembered"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
STATIC_ROOT = None  # served from where they lie
