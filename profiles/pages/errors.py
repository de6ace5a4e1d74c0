"""Every error as a page that says what happened, what was kept and what to do; as problem JSON under /api/."""

import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import Error as DatabaseProblem
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg_pool import PoolTimeout

from profiles.accounts import doors
from profiles.shared.circuit import Away

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5

# PostgreSQL's manual, appendix A, "Error Codes"
_AWAY_CLASSES = ("08", "53", "57")  # connection lost, resources exhausted, operator intervention
_AWAY = (
    "25006",  # read-only: a standby that has not taken over yet
    "40001",  # two changed the same at once in a way that only a new try can settle
    "40P01",  # likewise, each waiting for the other
    "55P03",  # a table was locked for longer than a page may wait
)


@dataclass(frozen=True)
class Words:
    title: Promise
    what_happened: Promise
    what_to_do: Promise


_AGAIN = _("Go back and try again; the address may have been cut off or changed on its way.")
WORDS = {
    400: Words(
        _("We could not read that request"), _("Part of it could not be understood. Nothing was changed."), _AGAIN
    ),
    403: Words(
        _("This is not yours to change"),
        _("You may be signed in as somebody else, or the form was open for too long. Nothing was changed."),
        _("Go back, load the page again and repeat the step."),
    ),
    404: Words(
        _("There is no page here"),
        _(
            "There is no page at this address. Its owner may have taken it down or never published it. "
            "We do not say which."
        ),
        _("Search for the person by any name you remember."),
    ),
    405: Words(
        _("That cannot be done here"),
        _("This address does not take such a request. Nothing was changed."),
        _AGAIN,
    ),
    409: Words(
        _("This was changed in the meantime"),
        _("What you changed was changed in another window meanwhile. Nothing was overwritten."),
        _("Load the page again and compare."),
    ),
    413: Words(
        _("That is too large"),
        _("What you sent is larger than this site takes. Nothing was saved."),
        _("Choose a smaller file. A portrait may have up to 10 MB."),
    ),
    422: Words(
        _("Something needs correcting"),
        _("Something you entered cannot be used as it is. Nothing was saved."),
        _("Go back and check what you entered."),
    ),
    429: Words(
        _("A short pause, please"),
        _("Many requests came from your address in a short time. Nothing is lost."),
        _("Wait a moment and load the page again."),
    ),
    503: Words(
        _("The site cannot answer just now"),
        _("A part of the site does not answer now. What was saved is safe."),
        _("Load the page again in a few seconds."),
    ),
}
OTHERWISE = Words(
    _("Something broke on our side"),
    _("The error has been noted. What was saved before is safe."),
    _("Try again in a minute. If it stays, tell the people who run this site and give them the reference."),
)


def is_unavailable(exception: BaseException | None) -> bool:
    """Whether the database or the bucket is away or takes nothing now, rather than refusing what we asked of it."""
    if isinstance(exception, PoolTimeout | Away):
        return True
    if not isinstance(exception, DatabaseProblem):
        return False
    state = getattr(exception.__cause__, "sqlstate", None)
    if state is None:  # no server answered
        return isinstance(exception, OperationalError | InterfaceError)
    return state[:2] in _AWAY_CLASSES or state in _AWAY


def page(
    request: HttpRequest, status: int, *, retry_after: int | None = None, kept: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """The answer for an error status, with the texts that were sent and not taken.

    Server errors are rendered without asking database or session for anything.
    """
    words = WORDS.get(status, OTHERWISE)
    reference = getattr(request, "request_id", "")
    if request.path_info.startswith("/api/"):
        response: HttpResponse = problem(status, str(words.title), str(words.what_happened), reference)
    else:
        context = {"status": status, "retry_after": retry_after, "reference": reference, **vars(words)}
        context |= {"site_name": settings.SITE_NAME, "kept_texts": kept}
        response = HttpResponse(_rendered(context, request if status < 500 else None), status=status)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _rendered(context: dict[str, object], request: HttpRequest | None) -> str:
    """With the header of whoever asks, as far as that can be known now."""
    try:
        return render_to_string("errors/error.html", context, request)
    except (DatabaseProblem, PoolTimeout) as problem:
        if not is_unavailable(problem):
            raise
        return render_to_string("errors/error.html", context)


def problem(status: int, title: str, detail: str, reference: str, **more: object) -> JsonResponse:
    """RFC 9457 problem details, with members of our own."""
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": f"urn:uuid:{reference}",
        **more,
    }
    return JsonResponse(body, status=status, content_type="application/problem+json")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django takes a session that cannot be saved for one that was deleted, and blames the request."""
    cause: BaseException | None = exception
    while cause is not None:
        if is_unavailable(cause):
            return page(request, 503, retry_after=RETRY_SECONDS)
        cause = cause.__context__
    return page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long, or in a browser that signed in anew: nothing written in it is lost."""
    return page(request, 403, kept=doors.kept_texts(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while the exception is still the current one."""
    if is_unavailable(sys.exc_info()[1]):
        return page(request, 503, retry_after=RETRY_SECONDS)
    try:
        return page(request, 500)
    except Exception:
        logger.exception("the error page itself failed")
        return HttpResponse(render_to_string("errors/500.html"), status=500)
