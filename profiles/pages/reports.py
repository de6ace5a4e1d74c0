"""Errors reported to an outside collector: their kind and where they passed, nothing that anybody sent or is."""

import atexit
import logging
import sys
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest

from profiles.pages import errors
from profiles.shared import logs

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

logger = logging.getLogger(__name__)

CLOSING_SECONDS = 2
KEPT = ("event_id", "timestamp", "level", "platform", "environment", "release", "sdk", "tags")
KEPT_OF_EXCEPTIONS = ("type", "module")
KEPT_OF_FRAMES = ("filename", "function", "module", "lineno", "in_app")


def start(address: str, release: str) -> None:
    """From now on; called once, before processes divide. Sending is a thread's work, so nobody waits for it."""
    import sentry_sdk  # noqa: PLC0415  # 10 MB that nobody else needs

    sentry_sdk.init(
        address,
        environment=settings.SETTINGS_MODULE.rpartition(".")[2],
        release=release or None,
        server_name="",
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=None,
        auto_session_tracking=False,
        send_client_reports=False,
        default_integrations=False,  # they collect requests, arguments and log lines; we say ourselves what is sent
        auto_enabling_integrations=False,
        before_send=only_allowed,
        shutdown_timeout=CLOSING_SECONDS,
    )
    got_request_exception.connect(_report, dispatch_uid="reports")
    atexit.register(sentry_sdk.get_client().close, timeout=CLOSING_SECONDS)


def _report(sender: object, request: HttpRequest | None = None, **_facts: object) -> None:
    """Django calls this while the exception is still the current one. A part that is away is no error of ours."""
    import sentry_sdk  # noqa: PLC0415

    problem = sys.exc_info()[1]
    if problem is None or errors.is_unavailable(problem):
        return
    match = request.resolver_match if request else None
    tags = {"request_id": logs.request_id.get(), "route": match.view_name if match else None}
    sentry_sdk.capture_exception(problem, tags={name: value for name, value in tags.items() if value})


def only_allowed(event: "Event", _hint: "Hint") -> "Event":
    """What may leave, by name; an exception's text may quote a row or a form, so it is not among it."""
    allowed: Any = _only(event, KEPT)
    values = (event.get("exception") or {}).get("values", [])
    allowed["exception"] = {"values": [_exception(value) for value in values]}
    return allowed  # type: ignore[no-any-return]


def _exception(value: Any) -> dict[str, object]:
    frames = (value.get("stacktrace") or {}).get("frames", [])
    kept = _only(value, KEPT_OF_EXCEPTIONS)
    return {**kept, "stacktrace": {"frames": [_only(frame, KEPT_OF_FRAMES) for frame in frames]}}


def _only(found: Any, names: tuple[str, ...]) -> dict[str, object]:
    return {name: found[name] for name in names if name in found}
