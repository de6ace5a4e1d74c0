"""Asks a target as a stranger would: without cookies, following nothing, reading no more than it has to."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import requests

from cron.findings import Answer
from cron.settings import Target

MOST_BYTES = 1_000_000
HEADERS = {"User-Agent": "colophon-monitor", "Accept-Encoding": "identity", "Connection": "close"}
Clock = Callable[[], float]


class TooSlow(Exception):
    """It went on answering beyond its time."""


def look(target: Target, *, seconds: float, verify: bool | str = True, clock: Clock = time.monotonic) -> Answer:
    started = clock()
    try:
        with asked(target.url, seconds, verify) as response:
            body = read(response, started + seconds, clock)
            return Answer(
                target,
                status=response.status_code,
                milliseconds=(clock() - started) * 1000,
                has_words=target.words.encode() in body,
                leads_to=_place(response.headers.get("Location", "")),
            )
    except (requests.RequestException, TooSlow, ValueError) as error:
        return Answer(target, milliseconds=(clock() - started) * 1000, problem=explained(error, seconds))


def asked(url: str, seconds: float, verify: bool | str) -> requests.Response:
    """The answer with its body still to be read; whoever asks closes it."""
    with requests.Session() as session:
        session.trust_env = False
        return session.get(url, headers=HEADERS, timeout=seconds, verify=verify, stream=True, allow_redirects=False)


def read(response: requests.Response, until: float, clock: Clock, most: int = MOST_BYTES) -> bytes:
    """The body's first bytes. A server that sends them one by one is too slow, however busy it is."""
    body = b""
    for piece in response.iter_content(16_384):
        if clock() > until:
            raise TooSlow
        body += piece
        if len(body) >= most:
            break
    return body[:most]


def explained(error: Exception, seconds: float) -> str:
    """Why there was no answer, without the address or anything that was received."""
    if isinstance(error, requests.exceptions.SSLError):
        return _mistrusted(str(error))
    if isinstance(error, requests.Timeout | TooSlow) or "timed out" in str(error):  # the second within a body
        return f"no answer within {seconds:g} s"
    if isinstance(error, requests.ConnectionError):
        text = str(error)
        if "resolve" in text or "Name or service" in text:
            return "its name leads nowhere"
        return "the connection is refused" if "refused" in text else "the connection breaks off"
    return "the answer cannot be read"


def _mistrusted(text: str) -> str:
    reasons = {
        "expired": "its certificate has expired",
        "Hostname mismatch": "its certificate is for another name",
        "IP address mismatch": "its certificate is for another name",
        "self-signed": "its certificate is signed by nobody known",
        "local issuer": "its certificate is signed by nobody known",
    }
    return next((reason for word, reason in reasons.items() if word in text), "no secure connection can be made")


def _place(location: str) -> str:
    """Where a redirect leads, without what follows a question mark."""
    parts = urlsplit(location[:500])
    place = f"{parts.scheme}://{parts.hostname or ''}{parts.path}" if parts.netloc else parts.path
    return "".join(letter for letter in place if letter.isprintable())[:200]
