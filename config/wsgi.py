"""The application that gunicorn serves."""

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
if os.environ["DJANGO_SETTINGS_MODULE"] == "config.settings.build":
    raise ImproperlyConfigured("config.settings.build holds placeholders and serves nobody. Choose other settings.")

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_BOUNDARY = re.compile(r';\s*boundary=("[^"]*"|[^;\s"]+)', re.IGNORECASE)


def application(asked: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Django behind a plain Content-Type: it would decode the address with whatever codec a stranger names there."""
    if ";" in asked.get("CONTENT_TYPE", ""):
        asked["CONTENT_TYPE"] = _without_charset(asked["CONTENT_TYPE"])
    return _django(asked, start_response)


def _without_charset(content_type: str) -> str:
    """The kind and the boundary, the only parameter that anything here reads. All text is UTF-8."""
    kind = content_type.partition(";")[0].strip()
    boundary = _BOUNDARY.search(content_type)
    return f"{kind}; boundary={boundary[1]}" if boundary else kind


_django = get_wsgi_application()
if settings.SENTRY_DSN:
    from profiles.pages import reports

    reports.start(settings.SENTRY_DSN, settings.GIT_SHA)
