"""The shared test site: the live site's settings and image, hidden from search engines."""

from config.settings.production import *  # noqa: F403

IS_INDEXED = False
