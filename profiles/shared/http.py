"""The one door for calls to outside services: bounded in time, in size and in number, without redirects."""

import contextlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
import urllib3
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from profiles.shared import logs

CONNECT_SECONDS = 2.0
READ_SECONDS = 5.0
CALLS_AT_ONCE = 8  # per process; a call that waits for a place waits within its own deadline
_CHUNK_BYTES = 8192


class OutsideError(Exception):
    """A call to an outside service did not give an answer; what went wrong is the subclass."""


class Unreachable(OutsideError):
    """No connection, no certificate we trust, or a connection that broke off."""


class TooSlow(OutsideError):
    """The time was over."""


class TooLarge(OutsideError):
    """More bytes than asked for."""


class Malformed(OutsideError):
    """Bytes that are not what they should be."""


class Deadline:
    """A moment after which nothing is waited for; one is shared by all calls of a step."""

    def __init__(self, seconds: float) -> None:
        self._ends_at = time.monotonic() + seconds

    def left(self) -> float:
        return max(0.0, self._ends_at - time.monotonic())


@dataclass(frozen=True)
class Answer:
    """What an outside service answered. The body may hold secrets, so it is not shown in tracebacks.

    `sent_at` is the moment by its own clock, None when it does not say one.
    """

    status: int
    media_type: str
    body: bytes = field(repr=False)
    sent_at: datetime | None = None

    def json_object(self) -> dict[str, Any]:
        """The body as a JSON object; raises Malformed for anything else."""
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError):
            raise Malformed from None
        if not isinstance(value, dict):
            raise Malformed
        return value


@dataclass(frozen=True)
class _Call:
    """A request, and a second handle on each of its sockets so that the deadline can close them from outside."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    form: Mapping[str, str] | None = field(repr=False)
    max_bytes: int
    sockets: list[socket.socket] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def watch(self, connected: socket.socket) -> None:
        self.sockets.append(connected.dup())
        if self.is_over.is_set():
            self.abort()

    def abort(self) -> None:
        self.is_over.set()
        for handle in list(self.sockets):
            with contextlib.suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        for handle in self.sockets:
            handle.close()


def fetch(
    method: str,
    url: str,
    *,
    deadline: Deadline,
    max_bytes: int,
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
) -> Answer:
    """Call an outside service; the answer comes, or an OutsideError is raised, before the deadline ends.

    The limits of `requests` hold for each single read, so that a server sending a byte every few seconds, or a slow
    name server, could hold a caller for ever. So the call runs in a thread of its own and is cut off from here.
    """
    trace = {"traceparent": logs.trace.get()} if logs.trace.get() else {}
    call = _Call(method, url, {**trace, **(headers or {})}, form, max_bytes)
    future: Future[Answer] = _threads.submit(_perform, call)
    try:
        return future.result(timeout=deadline.left())
    except TimeoutError:
        future.cancel()
        call.abort()
        raise TooSlow from None


_threads = ThreadPoolExecutor(max_workers=CALLS_AT_ONCE, thread_name_prefix="outside")
_current = threading.local()


def _perform(call: _Call) -> Answer:
    if call.is_over.is_set():
        raise TooSlow
    _current.call = call
    try:
        return _send(call)
    except requests.exceptions.Timeout:
        raise TooSlow from None
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError):
        # Their texts quote addresses and headers, so they are not kept as the cause.
        raise (TooSlow if call.is_over.is_set() else Unreachable) from None
    finally:
        _current.call = None
        call.close()


def _send(call: _Call) -> Answer:
    headers = {"Accept": "application/json", "Accept-Encoding": "identity", **call.headers}
    with requests.Session() as session:
        session.trust_env = False  # neither proxies nor .netrc of the machine
        for scheme in ("http://", "https://"):
            session.mount(scheme, _WatchedAdapter())
        limits = (CONNECT_SECONDS, READ_SECONDS)
        with session.request(
            call.method, call.url, data=call.form, headers=headers, timeout=limits, stream=True, allow_redirects=False
        ) as response:
            media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            sent_at = _moment(response.headers.get("Date", ""))
            return Answer(response.status_code, media_type, _bounded_body(response, call.max_bytes), sent_at)


def _moment(date: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(date)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _bounded_body(response: requests.Response, max_bytes: int) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(_CHUNK_BYTES):
        body += chunk
        if len(body) > max_bytes:
            raise TooLarge
    return bytes(body)


class _WatchedHTTPConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        _current.call.watch(connected)
        return connected


class _WatchedHTTPSConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        _current.call.watch(connected)
        return connected


class _WatchedHTTPPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _WatchedHTTPConnection


class _WatchedHTTPSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _WatchedHTTPSConnection


class _WatchedAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        if settings.CA_CERTIFICATES:
            kwargs["ssl_context"] = ssl.create_default_context(cafile=settings.CA_CERTIFICATES)  # requests adds its own
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _WatchedHTTPPool, "https": _WatchedHTTPSPool}
