"""The collector of errors: reached from here. Nothing is reported to it."""

from urllib.parse import urlsplit

from django.conf import settings

from profiles.operations.doctor.findings import Check, Seen, failed, ok, skipped, warning
from profiles.shared import http

SECONDS = 4.0


def look() -> Seen:
    address = settings.SENTRY_DSN
    if not address:
        return skipped("Not configured: errors are in the log alone.")
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]  # without the key before it
    try:
        answer = http.fetch("GET", f"{parts.scheme}://{host}/", deadline=http.Deadline(SECONDS), max_bytes=1_000_000)
    except http.TooLarge:
        return ok("It answers.")
    except http.OutsideError:
        return failed("It does not answer from here, or its certificate is not trusted.")
    if answer.status >= 500:
        return warning("It answers with an error of its own.")
    return ok("It answers. Whether it takes our reports is seen at the first error.")


CHECKS = (
    Check(
        "error reports",
        "The collector of SENTRY_DSN is reached",
        "Check SENTRY_DSN, and that this machine may reach its host.",
        look,
    ),
)
