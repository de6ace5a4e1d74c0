"""What pages of other sites may ask of the API, and in what headers it says how much more may be asked."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from profiles.shared.rate_limits import Standing

READING = ("GET", "HEAD")
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
HEADERS = "Authorization, Content-Type, If-Match, If-None-Match"
EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"


class CrossOrigin:
    """Never with cookies: the answer that would allow them (Fetch, `Access-Control-Allow-Credentials`) is never given.

    So what anyone may read is what a stranger sees; whoever is known brings a token in a header of its own, and only
    pages at addresses that the operator named may send one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        origin = request.headers.get("Origin", "")
        is_known = origin in settings.CORS_ALLOWED_ORIGINS
        if request.method == "OPTIONS" and origin and "Access-Control-Request-Method" in request.headers:
            return self._preflight(origin, is_known)
        response = self.get_response(request)
        if is_known or request.method in READING:
            response.headers["Access-Control-Allow-Origin"] = origin if is_known else "*"
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
        patch_vary_headers(response, ["Origin"])
        return response

    def _preflight(self, origin: str, is_known: bool) -> HttpResponse:
        response = HttpResponse(status=204)
        response.headers["Access-Control-Allow-Origin"] = origin if is_known else "*"
        response.headers["Access-Control-Allow-Methods"] = METHODS if is_known else ", ".join(READING)
        if is_known:
            response.headers["Access-Control-Allow-Headers"] = HEADERS
        response.headers["Access-Control-Max-Age"] = "600"
        patch_vary_headers(response, ["Origin"])
        return response


class LimitHeaders:
    """How many calls are left (draft-ietf-httpapi-ratelimit-headers-10), on every answer that was counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        standing: Standing | None = getattr(request, "api_standing", None)
        if standing:
            response.headers["RateLimit-Policy"] = f'"api";q={standing.limit};w={standing.window}'
            response.headers["RateLimit"] = f'"api";r={standing.remaining};t={standing.reset}'
        return response
