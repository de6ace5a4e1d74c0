"""Addresses for machines: health, and what stands under /.well-known/."""

import logging
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_safe
from psycopg import Error

from profiles.shared import leaving

logger = logging.getLogger(__name__)

READY_SECONDS = 0.8  # who asks gives up after one


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """This process answers; depends on nothing else."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Fit to serve: fails for the database alone, and once the server is told to stop.

    Tells a stranger no product, version or address.
    """
    components = {"database": _database(), "cache": _cache()}
    status = "failed" if leaving.is_begun() else components["database"]
    response = JsonResponse({"status": status, "components": components}, status=200 if status == "ok" else 503)
    response.headers["Cache-Control"] = "no-store"
    return response


def _database() -> str:
    try:
        pool = connection.pool  # type: ignore[attr-defined]  # PostgreSQL's; a page may wait longer for it than this
        pool.open()
        with pool.connection(timeout=READY_SECONDS) as connected:
            connected.execute("SELECT 1")
    except Error:
        logger.warning("ready: the database does not answer")
        return "failed"
    return "ok"


def _cache() -> str:
    cache.set("ready", "yes", 60)
    return "ok" if cache.get("ready") == "yes" else "failed"


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Nobody has a password here: where the provider lets people change theirs, as far as the operator says."""
    if not settings.OIDC_ACCOUNT_PAGE:
        raise Http404
    return HttpResponseRedirect(settings.OIDC_ACCOUNT_PAGE)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Until the operator gives a contact it is the page about the site."""
    contact = settings.SECURITY_CONTACT or f"{settings.SITE_URL}/about/"
    if "@" in contact and ":" not in contact:
        contact = f"mailto:{contact}"
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {(today + timedelta(days=180)).isoformat()}",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "Preferred-Languages: en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
