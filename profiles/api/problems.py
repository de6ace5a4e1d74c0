"""Errors of the API as RFC 9457 problem details."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from rest_framework import exceptions
from rest_framework.views import exception_handler

from profiles.pages import errors


def problem_response(exc: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """None lets Django handle what is no answer of the API's own."""
    handled = exception_handler(exc, context)
    if handled is None:
        return None
    reference = getattr(context["request"], "request_id", "")
    response = errors.problem(handled.status_code, HTTPStatus(handled.status_code).phrase, _detail(exc), reference)
    for name in ("WWW-Authenticate", "Retry-After", "Allow"):
        if name in handled.headers:
            response.headers[name] = handled.headers[name]
    return response


def _detail(exc: Exception) -> str:
    if isinstance(exc, Http404):
        return "There is no such page, or it is not shown to you."
    if isinstance(exc, PermissionDenied):
        return "This is not yours to see or change."
    return str(exc.detail) if isinstance(exc, exceptions.APIException) else ""
