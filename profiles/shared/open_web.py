"""Reads a page that anybody may have named: never one of our own network, never for long, never much of it."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi
from django.conf import settings

from profiles.shared.http import Deadline, Malformed, OutsideError, TooSlow, Unreachable

PORTS = {"http": 80, "https": 443}
REDIRECTS = 3
MOST_BYTES = 1_000_000  # what comes after is not read
CONNECT_SECONDS = 3.0
_CHUNK_BYTES = 16_384
_MOVED = (301, 302, 303, 307, 308)
_UNICAST = ipaddress.ip_network("2000::/3")  # all that is given out of IPv6; what embeds IPv4 lies outside, but for:
_EMBEDDING = [  # addresses that lead to others, or nowhere that is the open web, though they are called global
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "2002::/16", "2001::/23", "3fff::/20")
]  # the third is a cloud's own service for the machines in it, at a public address
_names = ThreadPoolExecutor(max_workers=4, thread_name_prefix="names")  # a name server may be slow beyond our limits

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(OutsideError):
    """The address is not one of the open web."""


@dataclass(frozen=True)
class Page:
    """What was at the end of the redirects; at most MOST_BYTES of it."""

    url: str
    status: int
    media_type: str
    body: bytes = field(repr=False)


def read(url: str, *, deadline: Deadline) -> Page:
    """The page at this address; an OutsideError is raised before the deadline ends where there is none to be had."""
    for _ in range(REDIRECTS + 1):
        page, location = _asked(url, deadline)
        if page.status not in _MOVED or not location:
            return page
        url = _led_on(url, location)
    raise Unreachable


def is_open(address: Address) -> bool:
    """Whether it is of the open web: no private, local, shared, embedded, reserved or multicast one."""
    if isinstance(address, ipaddress.IPv6Address) and (address not in _UNICAST or address.scope_id):
        return False
    if any(address in network for network in _EMBEDDING if network.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _asked(url: str, deadline: Deadline) -> tuple[Page, str]:
    """One step, and where it leads on; each begins with every check anew."""
    parts = _parts(url)
    host = parts.hostname or ""
    with _connected(host, PORTS[parts.scheme], deadline) as plain:
        try:
            connected = _tls().wrap_socket(plain, server_hostname=host) if parts.scheme == "https" else plain
            connection = http.client.HTTPConnection(_written(host), timeout=deadline.left())
            connection.sock = connected  # the address that was looked at is the one that is asked; Host is the name
            path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            connection.request("GET", path, headers=_headers())
            with connection.getresponse() as answer:
                media_type = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
                page = Page(url, answer.status, media_type, _body(answer, deadline))
                return page, answer.getheader("Location") or ""
        except TimeoutError:
            raise TooSlow from None
        except (OSError, http.client.HTTPException, ValueError):
            raise (Unreachable if deadline.left() else TooSlow) from None


def _led_on(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise Malformed from None


def _headers() -> dict[str, str]:
    agent = f"colophon-links (+{settings.SITE_URL}/about/)"
    return {"User-Agent": agent, "Accept": "text/html", "Accept-Encoding": "identity", "Connection": "close"}


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
        url.encode("ascii")
    except ValueError:
        raise Refused from None
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise Refused
    if port not in (None, PORTS[parts.scheme]) or any(letter <= " " or letter == "\x7f" for letter in url):
        raise Refused
    return parts


@contextlib.contextmanager
def _connected(host: str, port: int, deadline: Deadline) -> Iterator[socket.socket]:
    """A socket to one address of the host, cut off at the deadline whatever is going on then."""
    address = _looked_up(host, port, deadline)
    try:
        connected = socket.create_connection((str(address), port), timeout=min(CONNECT_SECONDS, deadline.left()))
    except TimeoutError:
        raise TooSlow from None
    except OSError:
        raise Unreachable from None
    handle = connected.dup()  # wrapping in TLS takes the other away
    end = threading.Timer(deadline.left(), _cut, [handle])
    end.daemon = True
    try:
        connected.settimeout(deadline.left() or 0.001)
        end.start()
        yield connected
    finally:
        end.cancel()
        _cut(handle)
        handle.close()
        connected.close()


def _cut(handle: socket.socket) -> None:
    with contextlib.suppress(OSError):
        handle.shutdown(socket.SHUT_RDWR)


def _looked_up(host: str, port: int, deadline: Deadline) -> Address:
    """Asked once. A name that has one address of ours beside others is refused as a whole."""
    asked = _names.submit(_resolved, host, port)
    try:
        found = asked.result(timeout=deadline.left())
    except TimeoutError:
        asked.cancel()  # one that waits behind others is asked no more
        raise TooSlow from None
    except (OSError, UnicodeError):
        raise Unreachable from None
    if not found:
        raise Unreachable
    if not all(is_open(address) for address in found):
        raise Refused
    return found[0]


def _resolved(host: str, port: int) -> list[Address]:
    """As the system understands it, so that other ways of writing a number are understood like that too."""
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(str(info[4][0])) for info in infos]


def _tls() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _body(answer: http.client.HTTPResponse, deadline: Deadline) -> bytes:
    """As it is: what comes packed is not unpacked, for a little can become very much."""
    if (answer.getheader("Content-Encoding") or "identity").strip().lower() != "identity":
        raise Malformed
    body = bytearray()
    while len(body) < MOST_BYTES:
        chunk = answer.read1(min(_CHUNK_BYTES, MOST_BYTES - len(body)))
        if not chunk:
            break
        body += chunk
    if not deadline.left():
        raise TooSlow  # it was cut off, which looks like an end
    return bytes(body)
