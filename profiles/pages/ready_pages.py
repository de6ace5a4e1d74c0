"""The fast path: a stranger's page leaves as it left before, ahead of everything else that a request passes."""

import functools
import re
import time
from collections.abc import Callable

from django.conf import settings
from django.db import Error as DatabaseProblem
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, resolve
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language_from_request
from psycopg_pool import PoolTimeout

from profiles.pages import copies, queries, shared_copies, tags
from profiles.pages.copies import Copy, Name
from profiles.shared.believed import BELIEF
from profiles.shared.visibility import STRANGER

_PROFILE = re.compile(r"/people/([a-z0-9_-]{2,39})/")
BY_AGE = ("/", "/people/")  # made of so many people that only time can tell; with a question they are not kept at all
_ASKED_OTHERWISE = (
    *("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_AUTHORIZATION", "HTTP_HX_REQUEST"),
    *("HTTP_TRANSFER_ENCODING", "HTTP_RANGE"),
)
_OF_CONTENT = ("content-type", "content-length", "content-language")  # a 304 has none of them
_VARIES_BY = {"accept-language", "cookie", "hx-request", "origin"}


class ReadyPages:
    """Answers a stranger from a copy that was true a moment ago; else asks once, or lets one thread make it anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = _name(request)
        if name is None:
            return self._other(request)
        copy = copies.STRANGERS.find_true(name)
        if copy and _can_answer(copy, request):
            return _answer(copy, request)
        with copies.STRANGERS.turn(name) as is_mine:
            return self._looked_up(name, request) if is_mine else self.get_response(request)

    def _other(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            if request.method not in ("GET", "HEAD", "OPTIONS"):
                BELIEF.end()

    def _looked_up(self, name: Name, request: HttpRequest) -> HttpResponseBase:
        """Another thread may have been here; else whether the copy is true costs a query."""
        copy = copies.STRANGERS.find_true(name)
        if copy and _can_answer(copy, request):
            return _answer(copy, request)
        began = time.monotonic()
        copy = copies.STRANGERS.find(name)
        is_whole = "HTTP_IF_NONE_MATCH" not in request.META
        state = _state(name) if copy or (settings.REDIS_URL and is_whole) else ""
        if copy and state and copy.state == state and _can_answer(copy, request):
            return _answer(copies.STRANGERS.keep_true(name, copy, began), request)
        if is_whole and _is_shared(name, state):
            copy = shared_copies.take(name, state)
            if copy:
                return _answer(copies.STRANGERS.keep_true(name, copy, began), request)
        return self._made(name, state, began, request)

    def _made(self, name: Name, state: str, began: float, request: HttpRequest) -> HttpResponseBase:
        copy = None
        try:
            response = self.get_response(request)
            copy = _copy(response, request, name, began)
        finally:
            if copy is None and _is_shared(name, state):
                shared_copies.give_up(name, state)
        if copy:
            copies.STRANGERS.keep(name, copy)
            shared_copies.give(name, copy)
        return response


def _name(request: HttpRequest) -> Name | None:
    """Of what may be answered from a copy: an address of ours and nothing else that an answer could depend on."""
    asked = request.META
    path = request.path_info
    if (path not in BY_AGE and not _PROFILE.fullmatch(path)) or request.method not in ("GET", "HEAD"):
        return None
    if asked.get("QUERY_STRING") or asked.get("CONTENT_LENGTH") not in (None, "", "0"):
        return None
    if settings.SESSION_COOKIE_NAME in asked.get("HTTP_COOKIE", "") or any(map(asked.__contains__, _ASKED_OTHERWISE)):
        return None
    if asked.get("HTTP_HOST", asked.get("SERVER_NAME")) != settings.SITE.netloc:
        return None
    return Name(path, get_language_from_request(request), request.is_secure())


def _state(name: Name) -> str:
    """What the page is made of now; "" where only its age tells, there is none, or nobody can say."""
    profile = _PROFILE.fullmatch(name.path)
    if not profile:
        return ""
    try:
        return tags.of_page(queries.revision(STRANGER, profile[1]), "html", name.language)
    except (Http404, DatabaseProblem, PoolTimeout):
        return ""  # the page itself will say which


def _is_shared(name: Name, state: str) -> bool:
    """What only its age tells from the truth must not come from elsewhere just after somebody changed it here."""
    if state:
        return True
    seconds = settings.COPIES_TRUSTED_SECONDS
    return name.path in BY_AGE and BELIEF.since() <= time.monotonic() - seconds


def _can_answer(copy: Copy, request: HttpRequest) -> bool:
    return copy.content is not None or _is_unchanged(copy, request)


def _is_unchanged(copy: Copy, request: HttpRequest) -> bool:
    given = request.META.get("HTTP_IF_NONE_MATCH")
    return given is not None and (given == copy.etag or bool(get_conditional_response(request, etag=copy.etag)))


def _answer(copy: Copy, request: HttpRequest) -> HttpResponse:
    request.resolver_match = _match(request.path_info)
    if _is_unchanged(copy, request):
        response: HttpResponse = HttpResponseNotModified()
        headers = tuple(header for header in copy.headers if header[0].lower() not in _OF_CONTENT)
    else:
        response = HttpResponse(copy.content)
        headers = copy.headers
    for header, value in headers:
        response.headers[header] = value
    return response


@functools.lru_cache(maxsize=copies.MOST)
def _match(path: str) -> ResolverMatch:
    """For the log line, which says the route."""
    return resolve(path)


def _copy(response: HttpResponseBase, request: HttpRequest, name: Name, began: float) -> Copy | None:
    """Of an answer that anyone may have, and that depends on nothing but its name."""
    is_public = response.headers.get("Cache-Control") == "public, no-cache" and not response.cookies
    varies_by = {header.strip().lower() for header in response.headers.get("Vary", "").split(",")}
    etag = response.headers.get("ETag", "")
    if not isinstance(response, HttpResponse) or not (is_public and etag and varies_by <= _VARIES_BY):
        return None
    if response.status_code not in (200, 304):
        return None
    content = response.content if response.status_code == 200 else None
    state = "" if name.path in BY_AGE else etag
    return Copy(state, etag, tuple(response.headers.items()), content, checked_at=began, made_at=began)
