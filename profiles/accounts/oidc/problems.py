"""What may go wrong in a sign-in, each as a page with a way back."""

import logging
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.shared import metrics

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Problem:
    status: int
    title: Promise
    what_happened: Promise
    what_to_do: Promise
    retry_after: int | None = None


_KEPT = _("If you were signed in before, you still are.")
_AGAIN = _("Start again from here.")

LOST = Problem(
    400,
    _("This sign-in is no longer open"),
    _("It was finished already, took longer than ten minutes, or began in another browser. Nothing was changed."),
    _AGAIN,
)
UNREADABLE = Problem(
    400,
    _("We could not read that answer"),
    _("Part of the address could not be understood. Nothing was changed."),
    _AGAIN,
)
NOT_BELIEVED = Problem(
    400,
    _("We could not confirm who you are"),
    _("What your organisation's sign-in service sent did not pass our checks, so it did not sign you in."),
    _("Start again. If it stays, tell the people who run this site and give them the reference."),
)
REFUSED = Problem(
    403,
    _("You did not sign in"),
    _("The sign-in was stopped before it was finished, or your organisation does not allow it."),
    _("You can start again whenever you like."),
)
DEACTIVATED = Problem(
    403,
    _("This account is closed"),
    _("The account was deactivated, so nobody can sign in to it."),
    _("If you think that is a mistake, write to the people who run this site."),
)
BROKEN = Problem(
    502,
    _("The sign-in service gave no proper answer"),
    _("Your organisation's sign-in service has a problem. The rest of this site works as always."),
    _("Try again in a few minutes."),
)
AWAY = Problem(
    503,
    _("The sign-in service does not answer"),
    _("Your organisation's sign-in service is away or very slow. The rest of this site works as always."),
    _("Try again in a minute."),
    retry_after=30,
)
BUSY = Problem(
    503,
    _("Many people are signing in"),
    _("Your turn has not come yet, and nothing of your sign-in is lost."),
    _("Go on in a few seconds."),
    retry_after=5,
)


class SignInFailed(Exception):
    """A sign-in ends here; `reason` is one of our own words for the log."""

    def __init__(self, problem: Problem, reason: str) -> None:
        super().__init__(reason)
        self.problem = problem
        self.reason = reason


def page(request: HttpRequest, failed: SignInFailed, *, retry_url: str) -> HttpResponse:
    problem, reference = failed.problem, getattr(request, "request_id", "")
    metrics.count(metrics.SIGN_IN_FAILURES)
    logger.warning("sign-in failed", extra={"reason": failed.reason, "request_id": reference})
    context = {
        "status": problem.status,
        "title": problem.title,
        "what_happened": problem.what_happened,
        "what_to_do": problem.what_to_do,
        "what_is_kept": _KEPT,
        "retry_url": retry_url,
        "retry_after": problem.retry_after,
        "reference": reference,
    }
    response = render(request, "accounts/sign_in_problem.html", context, status=problem.status)
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response
