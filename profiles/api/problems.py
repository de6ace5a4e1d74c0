"""Errors of the API as RFC 9457 problem details."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from rest_framework import exceptions
from rest_framework.views import exception_handler

from profiles.pages import errors


class Gone(exceptions.APIException):
    status_code = 410
    default_detail = "This is gone, and does not come back."


class PreconditionFailed(exceptions.APIException):
    status_code = 412
    default_detail = "It was changed since you read it. Read it again, then send your change with the new ETag."


class PreconditionRequired(exceptions.APIException):
    status_code = 428
    default_detail = "Send the ETag that you read in an If-Match header, so that no change of others is lost."


class Unprocessable(exceptions.APIException):
    """`errors` names for each place in what was sent what is wrong with it."""

    status_code = 422
    default_detail = "Something in it does not fit. Nothing was changed."

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__()
        self.errors = errors


def problem_response(exc: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """None lets Django handle what is no answer of the API's own."""
    handled = exception_handler(exc, context)
    if handled is None:
        return None
    reference = getattr(context["request"], "request_id", "")
    status = HTTPStatus(handled.status_code)
    response = errors.problem(status, status.phrase, _detail(exc), reference, **_more(exc))
    for name in ("WWW-Authenticate", "Retry-After", "Allow"):
        if name in handled.headers:
            response.headers[name] = handled.headers[name]
    return response


def _detail(exc: Exception) -> str:
    if isinstance(exc, Http404):
        return "There is no such page, or it is not shown to you."
    if isinstance(exc, PermissionDenied):
        return "This is not yours to see or change."
    if isinstance(exc, exceptions.ValidationError):
        return "Something in what you asked for does not fit."
    return str(exc.detail) if isinstance(exc, exceptions.APIException) else ""


def _more(exc: Exception) -> dict[str, object]:
    if isinstance(exc, Unprocessable):
        return {"errors": exc.errors}
    return {"errors": exc.detail} if isinstance(exc, exceptions.ValidationError) else {}
