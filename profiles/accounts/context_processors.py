"""What every page's template knows of its reader's language."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def language(request: HttpRequest) -> dict[str, str]:
    """The name of the page's language, in itself.

    Who looks is asked first, before the page's first word is written: a member's own language may be another.
    """
    bool(getattr(request, "user", None))
    return {"language_name": dict(settings.LANGUAGES).get(translation.get_language() or "", "")}
