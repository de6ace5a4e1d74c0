"""Asks the site which of its components are ready."""

import json
import time

import requests

from cron.findings import Readiness
from cron.looks import availability

MOST_BYTES = 10_000
TOLD = (200, 503)


def look(url: str, *, seconds: float, verify: bool | str = True) -> Readiness:
    until = time.monotonic() + seconds
    try:
        with availability.asked(url, seconds, verify) as response:
            body = availability.read(response, until, time.monotonic, MOST_BYTES)
    except (requests.RequestException, availability.TooSlow, ValueError) as error:
        return Readiness(problem=availability.explained(error, seconds))
    if response.status_code not in TOLD:
        return Readiness(problem=f"readiness is not told, the status is {response.status_code}")
    return read(body)


def read(body: bytes) -> Readiness:
    """The page's own form: {"status": "ok", "components": {"database": "ok", "cache": "failed"}}."""
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    components = told.get("components") if isinstance(told, dict) else None
    if not isinstance(components, dict) or not components:
        return Readiness(problem="readiness is told in no known form")
    return Readiness({str(name)[:40]: state == "ok" for name, state in list(components.items())[:20]})
