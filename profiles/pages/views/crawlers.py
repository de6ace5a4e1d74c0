"""For search engines and other crawlers: what they should leave alone, and which pages there are."""

import functools
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from profiles.pages import sitemaps
from profiles.shared import client_address, rate_limits

TRAINING = Path(__file__).resolve().parents[1] / "training_crawlers.csv"
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /display/
Disallow: /me/
Disallow: /oidc/
Disallow: /people/?
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers should leave alone (RFC 9309), and, where the operator refuses them, those that train models."""
    groups = [ROBOTS, f"Sitemap: {settings.SITE_URL}/sitemap.xml\n"]
    if not settings.AI_TRAINING:
        groups.insert(1, "".join(f"User-agent: {name}\n" for name in _training()) + "Disallow: /\n")
    return HttpResponse("\n".join(groups), content_type="text/plain; charset=utf-8")


@functools.cache
def _training() -> list[str]:
    lines = TRAINING.read_text(encoding="utf-8").splitlines()
    return [line for line in lines[1:] if line]


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The files that list all pages which search engines may list."""
    return HttpResponse("".join(sitemaps.index()), content_type="application/xml")


@require_safe
def sitemap(request: HttpRequest, first: UUID) -> StreamingHttpResponse:
    """One file of them, written as it is read."""
    rate_limits.check("sitemap", client_address.of(request))
    return StreamingHttpResponse(sitemaps.pages_from(first), content_type="application/xml")
