"""What holds for every request and answer: log line, headers, caching, errors as pages, and well-formed input."""

import contextlib
import functools
import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import cast
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import is_valid_path
from django.utils.cache import get_conditional_response, patch_vary_headers

from profiles.pages import errors
from profiles.shared import etags, logs, metrics, rate_limits

logger = logging.getLogger("profiles.requests")
_TRACE = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")  # W3C Trace Context, 3.2
PROBES = ("pages:live", "pages:ready")
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Middleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response


class RequestLog(Middleware):
    """Gives every request an id and writes one line about it: route name, status, duration; no path, no person."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reference = request.request_id = str(uuid.uuid4())  # type: ignore[attr-defined]  # our own attribute
        token = logs.request_id.set(reference)
        given = request.headers.get("traceparent", "")
        trace = logs.trace.set(given if _TRACE.fullmatch(given) else "")
        try:
            response = self._logged(request)
        finally:
            logs.trace.reset(trace)
            logs.request_id.reset(token)
            metrics.turn()  # its lines belong to no request
        response.headers["X-Request-Id"] = reference
        return response

    def _logged(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = self.get_response(request)
        self._count(request, response.status_code, time.perf_counter() - started)
        match = request.resolver_match
        facts = {
            "route": match.view_name if match else None,
            "method": request.method if request.method in ("GET", "HEAD", "POST") else "other",
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - started) * 1000, 1),
        }
        logger.info("request", extra=facts)
        return response

    def _count(self, request: HttpRequest, status: int, seconds: float) -> None:
        """By the route's name, one for all of the admin's; what probes ask is no visit, and would hide the visits."""
        match = request.resolver_match
        if match and "admin" in match.namespaces:
            route = "admin"
        elif match:
            route = match.view_name
        else:
            route = "static" if status < 400 and request.path_info.startswith(settings.STATIC_URL) else "unknown"
        if route not in PROBES:
            metrics.answered(route, status, seconds)


class ContentPolicy(Middleware):
    """What a page may load and do, on every answer, and whether a search engine may keep it; a view may set its own."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _content_policy())
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        if not settings.IS_INDEXED:  # robots.txt stays as it is: a crawler must come in to read this
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


@functools.cache
def _content_policy() -> str:
    """Nothing inline exists, so pages need no nonces and can be cached as bytes."""
    provider = urlsplit(settings.OIDC_ISSUER)
    own = ("script-src", "style-src", "img-src", "font-src", "connect-src")
    policy = [
        "default-src 'none'",
        *(f"{kind} 'self'" for kind in own),
        f"form-action 'self' {provider.scheme}://{provider.netloc}",  # signing out goes on there
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
    return "; ".join(policy)


class CachePolicy(Middleware):
    """A stranger's page may be kept and must be revalidated; everything else is kept by nobody.

    A view may say otherwise for its own answer, but nothing that sets a cookie is ever kept.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "Cache-Control" in response.headers and not response.cookies:
            return response
        is_api = request.path_info.startswith("/api/")  # it answers in English alone
        patch_vary_headers(response, ["Authorization", "Cookie"] if is_api else ["Accept-Language", "Cookie"])
        if not self._is_public(request, response):
            response.headers["Cache-Control"] = "private, no-store"
            return response
        response.headers["Cache-Control"] = "public, no-cache"
        if response.status_code == 304:
            del response.headers["Content-Length"]  # it would be that of the page (RFC 9110, 8.6), and is none
            return response
        if isinstance(response, HttpResponse) and "ETag" not in response.headers:
            response.headers["ETag"] = etags.of_bytes(response.content)
        etag = response.headers.get("ETag")
        return get_conditional_response(request, etag, None, cast("HttpResponse", response)) or response

    def _is_public(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        is_page = request.method in ("GET", "HEAD") and response.status_code in (200, 304)
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
        return is_page and not is_known and not response.cookies


_STATUSES: dict[type[Exception], int] = {  # the first that fits
    Http404: 404,
    PermissionDenied: 403,
    RequestDataTooBig: 413,
    BadRequest: 400,
    SuspiciousOperation: 400,
}


class ErrorPages(Middleware):
    """Turns what a view raises into the page for it, in the same words whether details are shown or not."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_unrouted = request.resolver_match is None and response.status_code == 404
        if is_unrouted and settings.DEBUG and not request.path_info.startswith(settings.STATIC_URL):
            return errors.page(request, 404)
        if response.status_code == 405 and isinstance(response, HttpResponse) and not response.content:
            allowed = response.headers.get("Allow", "")
            response = errors.page(request, 405)
            response.headers["Allow"] = allowed
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, rate_limits.TooMany):
            return errors.page(request, 429, retry_after=exception.retry_after)
        for kind, status in _STATUSES.items():
            if isinstance(exception, kind):
                return errors.page(request, status)
        if errors.is_unavailable(exception):
            logger.warning("a part of the site does not answer", extra={"error": type(exception).__name__})
            return errors.page(request, 503, retry_after=errors.RETRY_SECONDS)
        return None


_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SESSION_KEY = re.compile(r"[a-z0-9]{32}")


class Sanity(Middleware):
    """Refuses what is malformed, too large or sent to no address before the application sees it: 400, 413, 404."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        if not self._is_too_large(request):
            _hear_out(request)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        status = self._refusal(request)
        if status:
            return errors.page(request, status)
        if not _SESSION_KEY.fullmatch(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)

    def _refusal(self, request: HttpRequest) -> int | None:
        """The status that refuses the request, if one must."""
        if self._is_too_large(request):
            return 413
        if not (self._has_clean_path(request) and self._has_clean_query(request) and self._has_own_host(request)):
            return 400
        if request.method not in ("GET", "HEAD") and not is_valid_path(request.path_info):
            return 404  # adding a slash would lose what was sent
        return self._refusal_of_form(request)

    def _refusal_of_form(self, request: HttpRequest) -> int | None:
        try:
            _ = request.POST  # parsed here, where what is wrong with it can still become a page
        except RequestDataTooBig:
            return 413
        except (SuspiciousOperation, BadRequest, MultiPartParserError):
            return 400
        return None if self._has_clean_form(request) else 400

    def _is_too_large(self, request: HttpRequest) -> bool:
        length = request.META.get("CONTENT_LENGTH") or "0"
        return not re.fullmatch("[0-9]{1,12}", length) or int(length) > settings.MAX_BODY_BYTES

    def _has_clean_path(self, request: HttpRequest) -> bool:
        # Django writes bytes that are no UTF-8 back as percent signs, which no address of ours has.
        return "%" not in request.path_info and _is_clean(request.path_info.encode(errors="surrogatepass"))

    def _has_clean_query(self, request: HttpRequest) -> bool:
        query = request.META.get("QUERY_STRING", "")
        if query.count("&") >= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or _BROKEN_PERCENT.search(query):
            return False
        return _is_clean(unquote_to_bytes(query.encode("latin-1", "replace")))

    def _has_clean_form(self, request: HttpRequest) -> bool:
        """Text must be UTF-8; Django would store signs of replacement for the rest. Controls are the forms' to name."""
        if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
            return True
        try:
            unquote_to_bytes(request.body).decode()
        except UnicodeDecodeError:
            return False
        return True

    def _has_own_host(self, request: HttpRequest) -> bool:
        if request.path_info.startswith("/healthz/"):
            request.META["HTTP_HOST"] = settings.SITE.netloc  # load balancers probe by address
            return True
        try:
            return bool(request.get_host())
        except SuspiciousOperation:
            return False


def _hear_out(request: HttpRequest) -> None:
    """Read what nobody wanted: the server closes a connection on which a body still comes, and its proxy says 502."""
    with contextlib.suppress(UnreadablePostError):  # whoever sent it is gone
        while request.method not in ("GET", "HEAD") and request.read(65536):
            pass


class OneHost(Middleware):
    """The site has one address; readers of its other hosts are sent there, and nothing else is done for them."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        host = urlsplit(f"//{request.get_host()}").hostname
        if host == settings.SITE.hostname:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return errors.page(request, 404)
        return HttpResponsePermanentRedirect(f"{settings.SITE_URL}{request.get_full_path()}")


def _is_clean(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(raw)
